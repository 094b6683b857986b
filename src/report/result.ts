// One variant checked: its verdicts in the order of the spec, and whether they are what the spec
// expects. All reports start from here, so that none of them decides this for itself.

import type { Span } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Exploration } from "../engine/exploration.js";
import { verdictsOf, type KindVerdict } from "../engine/verdicts.js";
import type { Model } from "../runtime/model.js";
import { counted } from "./wrap.js";

/** What an `expect` line pins. */
export interface Expectation {
  readonly variant: string;
  readonly holds: boolean;
  /** Exactly the properties that are violated. */
  readonly violates: readonly string[];
  /** How many steps the shortest traces to some of these, or to what is reachable, take. */
  readonly lengths: readonly { readonly property: string; readonly steps: number }[];
  readonly reachable: readonly string[];
  readonly unreachable: readonly string[];
  readonly counts: readonly {
    readonly what: "distinct" | "generated" | "depth";
    readonly count: number;
  }[];
  readonly span: Span;
}

/** A verdict of a run. */
export interface Judged extends KindVerdict {
  /** The model it is about, if not that of the run: a scenario may run other instances. */
  readonly staged?: { readonly core: Core; readonly model: Model<unknown> };
}

/** The run as it was for this verdict. */
export function runOf(run: CheckRun, { staged }: Judged): CheckRun {
  return staged === undefined ? run : { ...run, ...staged };
}

/** `expected`: as the spec says; `undecided`: a limit ended the search before that was clear. */
export type Standing = "expected" | "unexpected" | "undecided";

/** A difference to what is expected, in a phrase. */
export interface Difference {
  readonly standing: "unexpected" | "undecided";
  readonly property: string | undefined;
  readonly text: string;
}

export interface CheckRun {
  readonly variant: string;
  /** The options that run something else than the spec says: `--run 'Fault*2'`. */
  readonly setup: string | undefined;
  readonly core: Core;
  readonly model: Model<unknown>;
  readonly exploration: Exploration<unknown>;
  readonly verdicts: readonly Judged[];
  /** The `expect` lines of the variant; without any, it is to hold. */
  readonly expectations: readonly Expectation[];
  readonly differences: readonly Difference[];
  readonly standing: Standing;
}

/** Judges an exploration by the expectations of its variant. */
export function judgeRun(
  core: Core,
  model: Model<unknown>,
  exploration: Exploration<unknown>,
  expectations: readonly Expectation[],
  setup?: string,
  staged: readonly Judged[] = [],
): CheckRun {
  const verdicts = [...verdictsOf(core, exploration), ...staged];
  const expected = {
    violated: expectations.flatMap(({ violates }) => violates),
    unreachable: expectations.flatMap(({ unreachable }) => unreachable),
  };
  const differences = [
    ...verdicts.flatMap((verdict) => differenceOf(verdict, expected)),
    ...unknownNames(verdicts, [...expected.violated, ...expected.unreachable]),
    ...expectations.flatMap(({ lengths }) =>
      lengths.flatMap((each) => lengthDiffers(each, verdicts)),
    ),
    ...expectations.flatMap(({ counts }) =>
      counts.flatMap((each) => countDiffers(each, exploration)),
    ),
  ];
  return {
    variant: core.variant,
    setup,
    core,
    model,
    exploration,
    verdicts,
    expectations,
    differences,
    standing: standingOf(differences),
  };
}

/** The gravest standing among many. */
export function standingOf(all: readonly { readonly standing: Standing }[]): Standing {
  if (all.some(({ standing }) => standing === "unexpected")) return "unexpected";
  return all.some(({ standing }) => standing === "undecided") ? "undecided" : "expected";
}

function differenceOf(
  { property, kind, verdict }: Judged,
  expected: { readonly violated: readonly string[]; readonly unreachable: readonly string[] },
): readonly Difference[] {
  const { violated, unreachable } = expected;
  const unwanted = violated.includes(property) || unreachable.includes(property);
  const say = (standing: Difference["standing"], text: string) => [{ standing, property, text }];
  if (verdict === "unknown") return say("undecided", `${property} is undecided`);
  if (kind === "reachable") {
    if (verdict === "violated")
      return unwanted ? [] : say("unexpected", `${property} is not reached`);
    return unwanted ? say("unexpected", `${property} is reached`) : [];
  }
  if (verdict === "violated") return unwanted ? [] : say("unexpected", `${property} is violated`);
  return unwanted ? say("unexpected", `${property} is not violated`) : [];
}

function unknownNames(
  verdicts: readonly Judged[],
  names: readonly string[],
): readonly Difference[] {
  return names
    .filter((name) => !verdicts.some(({ property }) => property === name))
    .map((property) => ({
      standing: "unexpected",
      property: undefined,
      text: `${property} is not a property of this variant`,
    }));
}

/** A trace that is missing altogether is a difference of its own. */
function lengthDiffers(
  { property, steps }: Expectation["lengths"][number],
  verdicts: readonly Judged[],
): readonly Difference[] {
  const found = verdicts.find((verdict) => verdict.property === property)?.trace?.steps.length;
  if (found === undefined || found === steps) return [];
  const text = `${property} takes ${counted(found, "step")}, expected ${steps}`;
  return [{ standing: "unexpected", property: undefined, text }];
}

function countDiffers(
  { what, count }: Expectation["counts"][number],
  exploration: Exploration<unknown>,
): readonly Difference[] {
  const property = undefined;
  const found = exploration[what];
  if (!exploration.complete) {
    return [{ standing: "undecided", property, text: `${what} is undecided, expected ${count}` }];
  }
  if (found === count) return [];
  return [{ standing: "unexpected", property, text: `${what} is ${found}, expected ${count}` }];
}
