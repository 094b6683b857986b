// Which behaviours only one of two models has: the shortest in columns, ending where they part,
// with why the other stopped; then one for each written difference that shows.

import { citation } from "../base/source.js";
import type { Inclusion, Witness } from "../diff/behaves/compare.js";
import { editName } from "../diff/edits.js";
import type { Unrelated } from "../diff/behaves/view.js";
import { drawTrace } from "./drawing.js";
import type { Pair, Side } from "./diff-result.js";
import { stopOf } from "./diff-stop.js";
import { quoteLines } from "./quote.js";
import type { Judged } from "./result.js";
import { counted, pageWidth, wrap, wrapList } from "./wrap.js";

export function reportBehaves(pair: Pair): {
  readonly verdict: string;
  readonly lines: readonly string[];
} {
  const { first, second, behaves } = pair;
  const { forth, back, parts } = behaves;
  const observed = wrapList("observed: ", [...parts, "and which step changes them"], pageWidth);
  return {
    verdict: verdictOf(pair),
    lines: [
      ...observed,
      ...unrelatedLines(behaves.unrelated, pair),
      ...directionLines(first, second, forth),
      ...editLines(pair, "first"),
      ...directionLines(second, first, back),
      ...editLines(pair, "second"),
      ...(isFairnessEdited(pair) ? fairnessNote : []),
    ],
  };
}

function verdictOf({ first, second, behaves: { forth, back } }: Pair): string {
  if (forth.kind === "included" && back.kind === "included") return "the same";
  if (forth.kind === "included" && back.kind === "differs")
    return `${second.name} does all that ${first.name} does, and more`;
  if (back.kind === "included" && forth.kind === "differs")
    return `${second.name} does nothing that ${first.name} does not, but not all`;
  if (forth.kind === "differs" && back.kind === "differs") return "each does what the other cannot";
  return forth.kind === "differs" || back.kind === "differs" ? "not the same" : "unknown";
}

const fairnessNote = ["", "What is fair differs, too. That shows in verdicts only: traces end."];

/** Whether they need not go on in the same way. */
function isFairnessEdited({ written }: Pair): boolean {
  const isFair = (text: string | undefined) => /^(strongly )?fair\b/.test(text ?? "");
  return written.some(({ kind, from, to }) => kind === "fairness" || isFair(from) !== isFair(to));
}

/** What cannot be compared, as only one of them has it. */
function unrelatedLines(
  unrelated: readonly Unrelated[],
  { first, second }: Pair,
): readonly string[] {
  const variables = unrelated.filter(({ what }) => what === "variable");
  const text = ({ name, side }: Unrelated) =>
    side === "both"
      ? `${name} (of another type)`
      : `${name} (only ${side === "first" ? first.name : second.name})`;
  if (variables.length === 0) return [];
  return wrapList("unknown, for it cannot be related: ", variables.map(text), pageWidth);
}

function directionLines(side: Side, other: Side, found: Inclusion): readonly string[] {
  switch (found.kind) {
    case "included":
      return ["", ...wrap(`Every behaviour of ${side.name} is one of ${other.name}.`, pageWidth)];
    case "unknown": {
      const why =
        found.reason === "limit"
          ? "a limit ended the search (see --max-states)"
          : "they are the same as far as names can be related, which is not all";
      const what = `every behaviour of ${side.name} is one of ${other.name}`;
      return ["", ...wrap(`Whether ${what} is unknown: ${why}.`, pageWidth)];
    }
    case "differs":
      return ["", ...witnessLines(side, other, found.witness)];
  }
}

/** The trace and why it ends there; `edits` are those that it takes, if it is not of all. */
function witnessLines(
  side: Side,
  other: Side,
  witness: Witness,
  edits: readonly string[] = [],
): readonly string[] {
  const count = counted(witness.trace.steps.length, "step");
  const what = edits.length === 0 ? "shortest" : "the shortest that needs what is named below it";
  return [
    ...wrap(`only ${side.name}: ${count} (${what})`, pageWidth, 2),
    "",
    ...drawn(side, other, witness),
    ...stopLines(side, other, witness),
    ...(edits.length === 0 ? [] : ["", ...wrapList("It needs: ", edits, pageWidth)]),
  ];
}

function drawn(side: Side, other: Side, { trace }: Witness): readonly string[] {
  const shown: Judged = { property: "", kind: "invariant", verdict: "violated" };
  return drawTrace(side.run, shown, trace, `<-- not in ${other.name}`);
}

function stopLines(side: Side, other: Side, witness: Witness): readonly string[] {
  const { texts, place } = stopOf(side, other, witness);
  const said = texts.flatMap((text) => wrap(text, pageWidth, 2));
  return ["", ...said, ...(place === undefined ? [] : [citation(place), ...quoteLines(place)])];
}

// --- Edits --------------------------------------------------------------------------------------

interface Told {
  readonly edits: readonly string[];
  readonly witness: Witness;
}

/** A trace for each written difference that has one of its own, each trace once. */
function editLines(pair: Pair, side: "first" | "second"): readonly string[] {
  const { first, second, behaves } = pair;
  const [own, other] = side === "first" ? [first, second] : [second, first];
  const whole = side === "first" ? behaves.forth : behaves.back;
  const known = whole.kind === "differs" ? keyOf(whole.witness) : "";
  const told = new Map<string, Told>();
  const [shown, silent, unknown]: string[][] = [[], [], []];
  for (const { edit, found } of behaves.uses.filter((each) => each.side === side)) {
    const name = editText(pair, edit);
    if (found.kind === "included") silent?.push(name);
    else if (found.kind === "unknown") unknown?.push(name);
    else if (keyOf(found.witness) === known) shown?.push(name);
    else {
      const key = keyOf(found.witness);
      told.set(key, { edits: [...(told.get(key)?.edits ?? []), name], witness: found.witness });
    }
  }
  const listed = (head: string, list: readonly string[] = []) =>
    list.length === 0 ? [] : ["", ...wrapList(head, list, pageWidth)];
  return [
    ...listed("It needs: ", shown),
    ...[...told.values()].flatMap(({ edits, witness }) => [
      "",
      ...witnessLines(own, other, witness, edits),
    ]),
    ...listed(`No trace that only ${own.name} has needs: `, silent),
    ...listed("A limit ended the search for a trace that needs: ", unknown),
  ];
}

/** `step Retract.pmd_lock added`. */
function editText({ written }: Pair, edit: string): string {
  const found = written.find((each) => editName(each) === edit);
  return found === undefined ? edit : `${edit} ${found.change}`;
}

function keyOf({ trace }: Witness): string {
  return trace.steps.map(({ action, args }) => `${action} ${String(args["self"])}`).join("; ");
}
