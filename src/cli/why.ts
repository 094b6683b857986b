// Of variants of one spec, which of their edits change verdicts.

import type { Compiled, Count } from "../compile.js";
import type { Core } from "../core/core.js";
import { editsBetween, reasonsFor, type Reason } from "../diff/blame.js";
import type { Judgement, Subject } from "../diff/judgement.js";
import { changedIn, type Side } from "../report/diff-result.js";
import type { Operand } from "./operands.js";

/** One that is compared, as it is written. */
export interface Written {
  readonly operand: Operand;
  readonly compiled: Compiled;
  readonly variant: string;
  readonly core: Core;
}

/** The same, once it is explored. */
export type Read = Side & Omit<Written, "operand">;

/** Nothing for models that are not of one spec: their edits have no names. */
export async function whyOf(
  first: Read,
  second: Read,
  run: readonly Count[] | undefined,
  judge: (subjects: readonly Subject[]) => Promise<readonly Judgement[]>,
): Promise<readonly Reason[]> {
  if (first.compiled !== second.compiled) return [];
  const { compiled } = first;
  const changed = changedIn(first, second);
  const verdicts = second.run.verdicts.filter(({ property }) => changed.has(property));
  const wanted = new Map(verdicts.map(({ property, verdict }) => [property, verdict]));
  const edits = editsBetween(
    compiled.edits(first.variant),
    compiled.edits(second.variant),
    (name) => writtenValue(compiled, name),
  );
  return reasonsFor(edits, wanted, async (models) => {
    const cores = models.map((made) => compiled.edited(made, run));
    const subjects = cores.flatMap((core, index) =>
      core.ok ? [{ name: `edits ${index + 1} of ${models.length}`, core: core.value }] : [],
    );
    const judgements = [...(await judge(subjects))];
    return cores.map((core) => {
      const judged = core.ok ? judgements.shift() : undefined;
      if (judged?.complete !== true) return undefined;
      return new Map(judged.rulings.map(({ property, verdict }) => [property, verdict]));
    });
  });
}

/** The value that a switch or a constant has in no variant. */
function writtenValue(compiled: Compiled, name: string): string | undefined {
  const { declarations } = compiled.written("default");
  const each = declarations.find((one) => "name" in one && one.name.text === name);
  if (each?.kind !== "switch" && each?.kind !== "const") return undefined;
  const { source, start, end } = each.value.span;
  return source.text.slice(start, end);
}
