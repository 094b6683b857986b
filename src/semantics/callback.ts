// The name of what ends the grace period of an object.

import { changeLast, lower } from "../core/qualified.js";

/** `free_table`, the callback that frees a Table. */
export function callbackName(object: string): string {
  return changeLast(object, (last) => `free_${lower(last)}`);
}
