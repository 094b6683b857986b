// Which edits of a variant change which verdict: the edits that tell two variants apart are made to
// the first one by one, then two at a time and so on, until the verdict is that of the second.

import { choices } from "../base/choices.js";
import type * as Ast from "../syntax/ast.js";

/** Something that two variants of one spec have different: what each makes of it, if anything. */
export interface Unit {
  /** In the words of the second, or of the first if it is not in the second. */
  readonly text: string;
  readonly first: Ast.Edit | undefined;
  readonly second: Ast.Edit | undefined;
}

/** What tells the edits of two variants apart, and those that they share. */
export interface Edits {
  readonly shared: readonly Ast.Edit[];
  readonly units: readonly Unit[];
}

export interface Reason {
  readonly property: string;
  /** A smallest set of edits that changes the verdict; undefined if none was found. */
  readonly edits: readonly string[] | undefined;
}

/** Models that are judged for it, at most. */
const mostModels = 24;

/** `written` has the value that a switch or a constant has in no variant. */
export function editsBetween(
  first: readonly Ast.Edit[],
  second: readonly Ast.Edit[],
  written: (name: string) => string | undefined,
): Edits {
  const [ours, theirs] = [byKey(first), byKey(second)];
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  const shared: Ast.Edit[] = [];
  const units: Unit[] = [];
  for (const key of keys) {
    const [one, other] = [ours.get(key), theirs.get(key)];
    if (one !== undefined && other !== undefined && textOf(one) === textOf(other))
      shared.push(other);
    else units.push({ text: unitText(one, other, written), first: one, second: other });
  }
  return { shared, units };
}

/** Of several settings of one switch, and of several counts, the last one counts. */
function byKey(edits: readonly Ast.Edit[]): ReadonlyMap<string, Ast.Edit> {
  const keyOf = (edit: Ast.Edit) => {
    if (edit.kind === "edit-set") return `set ${edit.name.text}`;
    return edit.kind === "edit-run" ? "run" : textOf(edit);
  };
  return new Map(edits.map((edit) => [keyOf(edit), edit]));
}

function textOf({ span: { source, start, end } }: Ast.Edit): string {
  return source.text.slice(start, end).replace(/\s+/g, " ");
}

function unitText(
  first: Ast.Edit | undefined,
  second: Ast.Edit | undefined,
  written: (name: string) => string | undefined,
): string {
  if (second !== undefined) return textOf(second);
  if (first === undefined) return "";
  if (first.kind === "edit-set") {
    const { text } = first.name;
    return `${text} = ${written(text) ?? "as written"}`;
  }
  return first.kind === "edit-run" ? "run as written" : undone(textOf(first));
}

/** `drop step P.s` undone is the step, and `add rule r ...` no rule. */
function undone(text: string): string {
  const [word = "", ...rest] = text.split(" ");
  return word === "drop" ? `${rest.join(" ")} as written` : `no ${text}`;
}

/** What judges models with these edits: undefined for none, and where a limit was reached. */
type Judge = (
  models: readonly (readonly Ast.Edit[])[],
) => Promise<readonly (ReadonlyMap<string, string> | undefined)[]>;

/** The reasons for some verdicts, which are `wanted` as the second has them. */
export async function reasonsFor(
  { shared, units }: Edits,
  wanted: ReadonlyMap<string, string>,
  judge: Judge,
): Promise<readonly Reason[]> {
  const open = new Set(wanted.keys());
  const found = new Map<string, readonly string[]>();
  const note = (chosen: readonly Unit[], verdicts: ReadonlyMap<string, string> | undefined) => {
    for (const property of [...open]) {
      if (verdicts?.get(property) !== wanted.get(property)) continue;
      open.delete(property);
      found.set(
        property,
        chosen.map(({ text }) => text),
      );
    }
  };
  let left = mostModels;
  for (let size = 1; size < units.length && open.size > 0 && left > 0; size++) {
    const sets = [...choices(units, size)].slice(0, left + 1);
    const tried = sets.slice(0, left);
    const judged = await judge(tried.map((chosen) => editsWith(shared, units, chosen)));
    tried.forEach((chosen, index) => {
      note(chosen, judged[index]);
    });
    left = sets.length > left ? 0 : left - sets.length;
  }
  // All of them do, but only if all smaller sets have been tried is there no smaller one.
  if (units.length === 1 || (left > 0 && units.length > 0)) note(units, wanted);
  return [...wanted.keys()].map((property) => ({ property, edits: found.get(property) }));
}

function editsWith(
  shared: readonly Ast.Edit[],
  units: readonly Unit[],
  chosen: readonly Unit[],
): readonly Ast.Edit[] {
  const own = units.map((each) => (chosen.includes(each) ? each.second : each.first));
  return [...shared, ...own.filter((each) => each !== undefined)];
}
