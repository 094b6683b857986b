// Reads a reference scenario: a document that says what a system does step by step, with the whole
// state after each step. The notation is told in test/reference/README.md. Whatever is not of the
// notation, or contradicts itself, is refused with its line.

import type { Count } from "../../src/compile.js";

/** Every part of a state, as `row column` or `row` alone, and its value as it is written. */
export type Written = ReadonlyMap<string, string>;

/** An action instance as it is named: `Fault spin_lock`, `free_table table1`. */
export type Named = string;

/** What a document says of the state that a step leads to, or of the first. */
export interface WrittenState {
  readonly state: Written;
  /** Action instances that cannot be taken in this state. */
  readonly waits: readonly Named[];
}

export interface WrittenStep extends WrittenState {
  readonly number: number;
  readonly action: Named;
  /** The properties kept until now and broken by the step or in the state after it. */
  readonly breaks: readonly string[];
}

/** `violates` and `reaches` speak of the last step, and say that no earlier one does. */
export interface Outcome {
  readonly kind: "holds" | "violates" | "reaches";
  /** The property; empty for `holds`. */
  readonly property: string;
}

export interface Reference {
  readonly title: string;
  readonly claim: string;
  readonly facts: string;
  readonly variant: string;
  readonly run: readonly Count[];
  readonly start: WrittenState;
  readonly steps: readonly WrittenStep[];
  readonly outcome: Outcome;
}

/** A part of a document: a keyword or a step, what follows it, and the rows of its state. */
interface Part {
  readonly line: number;
  readonly key: string;
  text: string;
  readonly rows: Row[];
}

interface Row {
  readonly line: number;
  readonly name: string;
  readonly isMarked: boolean;
  readonly cells: string[];
}

const keywords = ["claim", "facts", "variant", "run", "start", "waits", "breaks", "outcome"];

export function parseReference(text: string): Reference {
  const lines = text.split("\n");
  const [title = "", rule = ""] = lines;
  if (!/^=+$/.test(rule) || rule.length !== title.length) fail(1, "a title underlined with `=`");
  const parts = partsOf(lines);
  const header = (key: string): string => {
    const [part, second] = parts.filter((each) => each.key === key);
    if (part === undefined || part.text === "" || second !== undefined)
      return fail(second?.line ?? 1, `one \`${key}\``);
    return part.text;
  };
  const { start, steps } = storyOf(parts);
  return {
    title,
    claim: header("claim"),
    facts: header("facts"),
    variant: header("variant"),
    run: header("run").split(", ").map(countOf),
    start,
    steps,
    outcome: outcomeOf(header("outcome")),
  };
}

function fail(line: number, wanted: string): never {
  throw new Error(`line ${line}: ${wanted} is needed`);
}

function partsOf(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  for (const [index, line] of lines.entries()) {
    if (index < 2 || line === "") continue;
    const number = index + 1;
    const part = parts.at(-1);
    const row = /^ {2}([|*]) (\S*)(?: {2,}(.*))?$/.exec(line);
    const step = /^(\d+\. \S.*)$/.exec(line);
    const keyed = /^([a-z]+) +(\S.*)$/.exec(line);
    if (row && part) addRow(part, number, row[2] ?? "", row[1] === "*", row[3]);
    else if (step?.[1] !== undefined)
      parts.push({ line: number, key: step[1], text: "", rows: [] });
    else if (keyed?.[1] !== undefined && keywords.includes(keyed[1]))
      parts.push({ line: number, key: keyed[1], text: keyed[2] ?? "", rows: [] });
    else if (/^ {3,}\S/.test(line) && part) part.text += ` ${line.trim()}`;
    else fail(number, "a keyword, a step, a row of a state or a continued text");
  }
  return parts;
}

/** A row without a name continues the one before it. */
function addRow(part: Part, line: number, name: string, isMarked: boolean, text = ""): void {
  const cells = text.split(/ {2,}/).filter((cell) => cell !== "");
  const last = part.rows.at(-1);
  if (name !== "") part.rows.push({ line, name, isMarked, cells });
  else if (last?.isMarked === isMarked) last.cells.push(...cells);
  else fail(line, "a row to continue, with the same mark");
}

function storyOf(parts: readonly Part[]): Pick<Reference, "start" | "steps"> {
  let start: WrittenState | undefined;
  const steps: WrittenStep[] = [];
  for (const [index, part] of parts.entries()) {
    const step = /^(\d+)\. (.*)$/.exec(part.key);
    if (part.key !== "start" && step === null) continue;
    const others = parts.slice(index + 1);
    const end = others.findIndex(({ key }) => key !== "waits" && key !== "breaks");
    const notes = others.slice(0, end === -1 ? others.length : end);
    const said = (key: string) => notes.filter((note) => note.key === key).map(({ text }) => text);
    const before = steps.at(-1)?.state ?? start?.state;
    const told = { state: stateOf(part, before), waits: said("waits") };
    if (step === null) {
      if (before !== undefined) fail(part.line, "only one `start`, and first,");
      start = told;
      continue;
    }
    const number = Number(step[1]);
    if (before === undefined || number !== steps.length + 1)
      fail(part.line, `step ${steps.length + 1} after a start`);
    const breaks = said("breaks").flatMap((text) => text.split(", "));
    steps.push({ ...told, number, action: step[2] ?? "", breaks });
  }
  return { start: start ?? fail(1, "a `start`"), steps };
}

/** The state of a part. The rows marked with `*` are those that differ from the state before. */
function stateOf(part: Part, before: Written | undefined): Written {
  const state = new Map<string, string>();
  for (const { line, name, isMarked, cells } of part.rows) {
    let changes = false;
    for (const cell of cells) {
      const [, column = "", value = cell] = /^(\S+) (.*)$/.exec(cell) ?? [];
      const place = column === "" ? name : `${name} ${column}`;
      if (state.has(place)) fail(line, `${place} once`);
      state.set(place, value);
      if (before?.get(place) !== value) changes = true;
    }
    if (before !== undefined && changes !== isMarked)
      fail(line, `${changes ? "the" : "no"} mark of a change at ${name}`);
  }
  if (state.size === 0) fail(part.line, "a state");
  return state;
}

function countOf(text: string): Count {
  const [, process, count] = /^(\w+) \* (\d+)$/.exec(text) ?? [];
  if (process === undefined) throw new Error(`\`${text}\` is no run count such as \`Fault * 1\``);
  return { process, count: Number(count) };
}

function outcomeOf(text: string): Outcome {
  if (text === "holds") return { kind: "holds", property: "" };
  const [, kind, property = ""] = /^(violates|reaches) (\w+)$/.exec(text) ?? [];
  if (kind === "violates" || kind === "reaches") return { kind, property };
  throw new Error(`\`${text}\` is no outcome: holds, violates PROPERTY or reaches REACHABLE`);
}
