// The end of a grace period: an object that is dying is freed once nobody it waits for is left.
// This belongs to no process; it is what RCU does in its own time.

import type { Action } from "../core/core.js";
import { lastOf, lower } from "../core/qualified.js";
import type { ObjectSymbol } from "../semantics/typed.js";
import * as build from "./build.js";
import { fieldAt } from "./layout.js";
import { askLocksFree } from "./lifetimes.js";
import { lifeIs } from "./lower.js";
import { occur } from "./happen.js";
import type { Draft, Shop } from "./way.js";
import { setField } from "./way.js";

/** The callback of an object kind, if anything of it is freed by RCU. */
export function elaborateCallback(shop: Shop, object: ObjectSymbol): Action | undefined {
  const records = shop.layout.objects.get(object.name);
  const action = shop.layout.callbacks.get(object.name);
  if (records === undefined || action === undefined) return undefined;
  const { span } = object;
  const name = lower(lastOf(object.name));
  const self = build.local(name, object.type, span);
  const draft: Draft = {
    shop,
    self: undefined,
    records: undefined,
    parameters: [{ name, type: object.type }],
    guards: [],
    requirements: [],
    accesses: [],
    wants: undefined,
  };
  const life = fieldAt(records, self, "life");
  const readers = fieldAt(records, self, "readers");
  const nobody = build.setOf([], shop.layout.thread, span);
  const way = occur(
    draft,
    { path: [], assignments: [] },
    { verb: "free", subject: { kind: "object", name: object.name }, arguments: [self], span },
  );
  askLocksFree(draft, way, self, object, span);
  const freed = setField(records, self, "life", build.symbol("free", life.type, span));
  return {
    span,
    comment: undefined,
    sentence: `The grace period has ended: the RCU callback frees the ${name}.`,
    name: action,
    process: undefined,
    step: undefined,
    parameters: draft.parameters,
    guard: build.conjunction([lifeIs(life, ["dying"]), build.same(readers, nobody)], span),
    wants: undefined,
    requirements: draft.requirements,
    effect: { kind: "assign", assignments: [...way.assignments, freed] },
  };
}
