// Which bits of a packed state hold a part of it, so that states can be told apart by that part
// alone.

import type { Leaf } from "./code.js";
import { ones } from "./code.js";
import type { Subject } from "./scope.js";

/** The bits, word by word, of a variable or of one field of all its records. */
export function maskOf(
  { core, layout, types }: Pick<Subject, "core" | "layout" | "types">,
  variable: string,
  field?: string,
): readonly number[] {
  const mask = Array.from({ length: layout.words }, () => 0);
  const declared = core.variables.find(({ name }) => name === variable);
  const leaves = layout.variables.get(variable) ?? [];
  const add = ({ word, shift, width }: Leaf) => {
    if (width > 0) mask[word] = (mask[word] ?? 0) | (ones(width) << shift);
  };
  if (field === undefined || declared?.type.kind !== "map" || declared.type.value.kind !== "record")
    leaves.forEach(add);
  else {
    const record = declared.type.value;
    const widths = record.fields.map(({ type }) => types.leaves(type).length);
    const at = record.fields.findIndex(({ name }) => name === field);
    const first = widths.slice(0, at).reduce((sum, width) => sum + width, 0);
    const whole = types.leaves(record).length;
    leaves.forEach((leaf, index) => {
      const inside = (index % whole) - first;
      if (at >= 0 && inside >= 0 && inside < (widths[at] ?? 0)) add(leaf);
    });
  }
  return mask;
}
