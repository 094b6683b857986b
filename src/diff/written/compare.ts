// What was written differently: units that only one variant has, those that say something else, and
// those that say the same under another name.

import type { Span } from "../../base/source.js";
import { unitsOf, type Unit, type UnitKind, type WrittenVariant } from "./units.js";

export interface Difference {
  readonly kind: UnitKind;
  readonly name: string;
  readonly change: "added" | "removed" | "changed" | "renamed" | "moved";
  /** What the first says and what the second says; of what is moved, what stands before it. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The new name of what is renamed. */
  readonly renamed?: string;
  /** Where the first, and where the second says it. */
  readonly places: readonly [Span | undefined, Span | undefined];
}

export interface WrittenComparison {
  readonly differences: readonly Difference[];
  /** What things of the second are called in the first. */
  readonly renames: ReadonlyMap<string, string>;
}

interface Pair {
  readonly first: Unit | undefined;
  readonly second: Unit | undefined;
}

export function compareWritten(first: WrittenVariant, second: WrittenVariant): WrittenComparison {
  const ours = unitsOf(first);
  const theirs = unitsOf(second);
  const renames = renamesBetween(ours, theirs);
  const pairs = paired(ours, theirs, renames);
  const told = pairs.filter((pair) => isToldOf(pair, pairs));
  const differences = [...told.flatMap((pair) => differenceOf(pair, renames)), ...movedSteps(told)];
  return { differences: differences.sort(byPlace), renames };
}

/**
 * A process or an object that only one has is one difference, not one for each of its parts; and of
 * a process that only one runs, that it does so is all there is to say.
 */
function isToldOf(pair: Pair, all: readonly Pair[]): boolean {
  const known = onlyOne(pair);
  if (known === undefined) return true;
  const pairOf = (kind: UnitKind, name: string | undefined) =>
    all.find(({ first, second }) => {
      const one = first ?? second;
      return one?.kind === kind && one.name === name;
    });
  if (known.kind === "run") return false;
  if (known.kind === "process") {
    const run = pairOf("run", known.name);
    return run === undefined || onlyOne(run) !== undefined;
  }
  const owner = pairOf("process", known.owner) ?? pairOf("object", known.owner);
  return owner === undefined || onlyOne(owner) === undefined;
}

/** What only one of the two has. */
function onlyOne({ first, second }: Pair): Unit | undefined {
  if (first === undefined) return second;
  return second === undefined ? first : undefined;
}

const order: readonly UnitKind[] = [
  ...([
    "switch",
    "const",
    "type",
    "run",
    "state",
    "object",
    "lock",
    "order",
    "init",
    "fn",
  ] as const),
  ...(["process", "step", "action", "guard", "rule", "invariant", "property"] as const),
  ...(["reachable", "constraint", "fairness", "allow"] as const),
];

function byPlace(a: Difference, b: Difference): number {
  const rank = ({ kind }: Difference) => order.indexOf(kind);
  const at = ({ places: [one, other] }: Difference) => other?.start ?? one?.start ?? 0;
  return rank(a) - rank(b) || at(a) - at(b);
}

function keyOf({ kind, name }: Pick<Unit, "kind" | "name">): string {
  return `${kind} ${name}`;
}

function paired(
  ours: readonly Unit[],
  theirs: readonly Unit[],
  renames: ReadonlyMap<string, string>,
): readonly Pair[] {
  const named = theirs.map((second) => ({ second, key: keyOf(inTerms(second, renames)) }));
  const others = new Map(named.map(({ second, key }) => [key, second]));
  const keys = new Set(ours.map(keyOf));
  return [
    ...ours.map((first) => ({ first, second: others.get(keyOf(first)) })),
    ...named.flatMap(({ second, key }) => (keys.has(key) ? [] : [{ first: undefined, second }])),
  ];
}

function differenceOf(
  { first, second }: Pair,
  renames: ReadonlyMap<string, string>,
): readonly Difference[] {
  const known = first ?? second;
  if (known === undefined) return [];
  const { kind, name } = known;
  const common = { kind, name, from: first?.text, to: second?.text };
  const places = [first?.span, second?.span] as const;
  if (first === undefined || second === undefined) {
    return [{ ...common, change: first === undefined ? "added" : "removed", places }];
  }
  const isSame = first.text === inTerms(second, renames).text;
  const isRenamed = second.name !== first.name && !isOfOwner(first, second, renames);
  if (isRenamed) return [{ ...common, change: "renamed", renamed: second.name, places }];
  if (isSame) return [];
  return [{ ...common, change: "changed", places }];
}

/** Whether the name differs only because that of its owner does. */
function isOfOwner(first: Unit, second: Unit, renames: ReadonlyMap<string, string>): boolean {
  const last = (name: string) => name.slice(name.lastIndexOf(".") + 1);
  return (
    second.owner !== undefined &&
    renames.get(second.owner) === first.owner &&
    last(first.name) === last(second.name)
  );
}

/** Steps that both have, but not in the same order: the fewest of them. */
function movedSteps(pairs: readonly Pair[]): readonly Difference[] {
  const both = pairs.flatMap(({ first, second }) =>
    first?.kind === "step" && second !== undefined ? [{ first, second }] : [],
  );
  const owners = [...new Set(both.map(({ first }) => first.owner))];
  return owners.flatMap((owner) => {
    const steps = both.filter(({ first }) => first.owner === owner);
    const after = [...steps].sort((a, b) => a.second.span.start - b.second.span.start);
    const kept = longestRising(after.map((each) => steps.indexOf(each)));
    return after.flatMap((each, index): readonly Difference[] => {
      if (kept.has(steps.indexOf(each))) return [];
      const { kind, name, span } = each.first;
      const before = steps[steps.indexOf(each) - 1]?.first.name;
      const now = after[index - 1]?.first.name;
      const places = [span, each.second.span] as const;
      return [{ kind, name, change: "moved", from: before, to: now, places }];
    });
  });
}

/** The members of a longest rising run of a list of different numbers. */
function longestRising(list: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  list.forEach((item, index) => {
    const before = best
      .slice(0, index)
      .filter((run) => (run.at(-1) ?? -1) < item)
      .reduce<readonly number[]>((a, b) => (b.length > a.length ? b : a), []);
    best.push([...before, item]);
  });
  return new Set(best.reduce<readonly number[]>((a, b) => (b.length > a.length ? b : a), []));
}

// --- Names --------------------------------------------------------------------------------------

/** Kinds of which a new one that says the same may be an old one under another name. */
const renamable: ReadonlySet<UnitKind> = new Set<UnitKind>([
  ...(["type", "state", "object", "fn", "lock", "process", "step", "action"] as const),
  ...(["rule", "invariant", "property", "reachable", "constraint", "fairness"] as const),
]);

/** How often a rename may let others be seen. */
const mostRounds = 5;

function renamesBetween(
  ours: readonly Unit[],
  theirs: readonly Unit[],
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (let round = 0; round < mostRounds; round++) {
    const known = new Set(ours.map(keyOf));
    const now = theirs.map((unit) => ({ unit, seen: inTerms(unit, renames) }));
    const names = new Set(now.map(({ seen }) => keyOf(seen)));
    const gone = ours.filter((unit) => renamable.has(unit.kind) && !names.has(keyOf(unit)));
    const fresh = now.filter(({ seen }) => renamable.has(seen.kind) && !known.has(keyOf(seen)));
    const before = renames.size;
    for (const old of gone) {
      const alike = fresh.filter(({ seen }) => isAlike(old, seen));
      const rivals = gone.filter((each) => alike.some(({ seen }) => isAlike(each, seen)));
      const [only] = alike;
      if (only === undefined || alike.length > 1 || rivals.length > 1) continue;
      renames.set(only.unit.name, old.name);
    }
    if (renames.size === before) break;
  }
  return renames;
}

/** Whether two units say the same but for their names, and enough for that to mean something. */
function isAlike(old: Unit, fresh: Unit): boolean {
  if (old.kind !== fresh.kind || old.owner !== fresh.owner) return false;
  const own = ({ name, text }: Unit) => replaceWords(text, new Map([[lastOf(name), "_"]]));
  return own(old) === own(fresh) && own(old) !== "skip";
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** A unit of the second in the names of the first. */
function inTerms(unit: Unit, renames: ReadonlyMap<string, string>): Unit {
  if (renames.size === 0) return unit;
  const words = new Map<string, string>();
  for (const [from, to] of renames) {
    const dot = from.lastIndexOf(".");
    // The name of a part is known within its owner, and with it elsewhere.
    if (dot < 0 || unit.owner === from.slice(0, dot)) words.set(lastOf(from), lastOf(to));
  }
  const text = replaceWords(unit.text, words);
  const owner = unit.owner === undefined ? undefined : (renames.get(unit.owner) ?? unit.owner);
  const own = renames.get(unit.name);
  const name = own ?? (owner === undefined ? unit.name : `${owner}.${lastOf(unit.name)}`);
  return { ...unit, name, owner, text };
}

function replaceWords(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/\w+/g, (word) => words.get(word) ?? word);
}
