// Which of two properties of one name says more: on the states and steps of both models, or, of
// rules that remember events, on those of each model with the other's rule in it.

import type { Count } from "../compile.js";
import type { Property } from "../core/core.js";
import { systemOf } from "../diff/behaves/system.js";
import { strengthBeside, strengthOf, type Both, type Strength } from "../diff/strength.js";
import type { Difference } from "../diff/written/compare.js";
import { loadModel } from "../emit/emit.js";
import { loadKernel } from "../emit/kernel/load.js";
import type { Read } from "./why.js";

const judgedKinds: Partial<Record<Difference["kind"], Property["kind"]>> = {
  invariant: "invariant",
  reachable: "reachable",
  constraint: "invariant",
  rule: "rule",
  guard: "guard",
};

/** Of what both say, but differently, which says more. */
export function strengthIn(
  each: Difference,
  first: Read,
  second: Read,
  run: readonly Count[] | undefined,
): Strength | undefined {
  const kind = judgedKinds[each.kind];
  if (kind === undefined || each.change !== "changed") return undefined;
  const name = kind === "guard" ? guardOf(each.name) : each.name;
  const found = strengthOf(first.system, second.system, kind, [name, name]);
  if (found !== "unknown" || kind !== "rule") return found;
  const both = [besideIn(first, second, name, run), besideIn(second, first, name, run)];
  const [ours, theirs] = both;
  if (ours === undefined || theirs === undefined) return "unknown";
  return strengthBeside([ours, { ...theirs, names: [theirs.names[1], theirs.names[0]] }]);
}

/** `guard_entry` of `Table.entry write`. */
function guardOf(name: string): string {
  const [target = ""] = name.split(" ");
  return `guard_${target.slice(target.lastIndexOf(".") + 1)}`;
}

/** States of each of these models, at most. */
const limits = { maxStates: 50_000, maxBytes: 2 ** 28 };

/** A model with its own rule and, under another name, that of the other model. */
function besideIn(
  own: Read,
  other: Read,
  name: string,
  run: readonly Count[] | undefined,
): Both | undefined {
  const flat = own.compiled.flat(own.variant, run);
  const isMeant = (each: (typeof flat.declarations)[number]) =>
    each.kind === "rule" && each.name.text === name;
  const rule = other.compiled.flat(other.variant, run).declarations.find(isMeant);
  if (rule?.kind !== "rule") return undefined;
  const alias = `${name}_of_the_other`;
  const renamed = { ...rule, name: { ...rule.name, text: alias } };
  const core = flat.core([...flat.declarations, renamed]);
  if (!core.ok) return undefined;
  const loaded = loadKernel(core.value);
  const kernel = loaded.ok ? loaded.kernel : undefined;
  return {
    system: systemOf(core.value, loadModel(core.value), kernel, limits),
    names: [name, alias],
  };
}
