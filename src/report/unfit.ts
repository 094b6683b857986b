// What a step that failed would have assigned: the values that are not of the type of their place.

import type { Assignment, Core } from "../core/core.js";
import type { Around } from "./evaluate.js";
import { evaluate } from "./evaluate.js";
import type { Changed } from "./place.js";
import { placeKey, placesOf } from "./place.js";
import { fits, showChange } from "./value.js";
import { keyOfPlace } from "./way.js";

/** The changes that could not be made, as far as reports can tell. */
export function unfitChanges(
  core: Core,
  assignments: readonly Assignment[],
  around: Around,
): readonly Changed[] {
  const places = placesOf(core, around.state);
  return assignments.flatMap((assignment) => {
    if (assignment.binders.length > 0) return [];
    const key = keyOfPlace(assignment, around);
    const place = places.find((each) => placeKey(each) === key);
    const found = evaluate(assignment.value, around);
    if (place === undefined || found === undefined || fits(found.value, place.type)) return [];
    const change = showChange(place.value, found.value, place.type);
    return change === undefined ? [] : [{ place: { ...place, value: found.value }, change }];
  });
}
