// A spec relaxed: everything that can be taken away is, one thing at a time, and what is lost is
// noted; then what can go together, which rules and guards are what makes something needed, and the
// strongest rules that cost no behaviour.

import type { Outcome as Compiling } from "../base/diagnostic.js";
import type { Core, PropertyKind } from "../core/core.js";
import { modelKey } from "../core/model-key.js";
import { stepCalled } from "../core/step.js";
import type { Judgement, Subject } from "../diff/judgement.js";
import { claimsOf } from "./claims.js";
import { compare, unknown, type Outcome } from "./comparison.js";
import { mechanismsOf } from "./mechanisms.js";
import type { Removal } from "./removal.js";
import type { Declarations } from "./statements.js";
import { choicesOf, switchesIn, withChoices } from "./switches.js";
import { largestSets, type Together } from "./together.js";

/** What a study needs to know of the spec, and who judges its models. */
export interface Laboratory {
  readonly declarations: Declarations;
  readonly base: Core;
  core(declarations: Declarations): Compiling<Core>;
  judge(subjects: readonly Subject[]): Promise<readonly Judgement[]>;
}

export interface Finding extends Outcome {
  /** How it is named on the command line: its place, numbered where there are several. */
  readonly id: string;
  readonly removal: Removal;
}

/** A property, and the mechanisms without which it is lost. */
export interface Watch {
  readonly property: string;
  readonly kind: PropertyKind;
  readonly catches: readonly string[];
  /** Those of which nothing else tells. */
  readonly alone: readonly string[];
}

/** Another value of a switch. */
export interface Alternative extends Outcome {
  readonly name: string;
  readonly value: string;
}

export interface Study {
  readonly base: Judgement;
  /** How many different models there were. */
  readonly models: number;
  readonly mechanisms: readonly Finding[];
  readonly claims: readonly Finding[];
  readonly switches: readonly Alternative[];
  readonly watches: readonly Watch[];
  /** Redundant mechanisms that can go at the same time. */
  readonly together: Together;
  /** Redundant parts of claims that can go at the same time: what is left is strongest. */
  readonly strongest: Together;
}

export async function study(lab: Laboratory): Promise<Study> {
  const { declarations, base } = lab;
  const seen = new Set([modelKey(base)]);
  const judgeAs = trials(lab, seen);
  const [before] = await lab.judge([{ name: "as it is", core: base }]);
  if (before === undefined) throw new Error("a model was not judged");
  const removals = [
    ...mechanismsOf(declarations).filter((each) => isThere(base, each)),
    ...claimsOf(declarations).filter((each) => isClaimed(base, each)),
  ];
  const ids = numbered(removals);
  const alternatives = alternativesIn(lab);
  const outcomes = await judgeAs(before, [
    ...removals.map((each, index) => ({
      name: `without ${ids[index]}`,
      core: lab.core(each.edit(declarations)),
    })),
    ...alternatives.map(({ name, value, core }) => ({ name: `${name} = ${value}`, core })),
  ]);
  const findings = removals.map((removal, index): Finding => ({
    ...(outcomes[index] ?? unknown("it was not judged")),
    id: ids[index] ?? removal.where,
    removal,
  }));
  const mechanisms = findings.filter(({ removal }) => removal.property === undefined);
  const claims = findings.filter(({ removal }) => removal.property !== undefined);
  const combine = (found: readonly Finding[]) =>
    largestSets(
      found.filter(({ verdict }) => verdict === "redundant").map(({ id }) => id),
      async (sets) => {
        const chosen = sets.map((set) => findings.filter(({ id }) => set.includes(id)));
        const possible = chosen.filter((set) => !leavesNothing(set));
        const outcomes = await judgeAs(
          before,
          possible.map((set) => ({
            name: `without ${set.map(({ id }) => id).join(", ")}`,
            core: lab.core(set.reduce((all, { removal }) => removal.edit(all), declarations)),
          })),
        );
        return chosen.map((set) => outcomes[possible.indexOf(set)]?.verdict === "redundant");
      },
    );
  const together = await combine(mechanisms);
  const strongest = await combine(claims.filter(({ removal }) => removal.kind !== "order"));
  const switches = alternatives.map(({ name, value }, index) => ({
    ...{ name, value },
    ...(outcomes[removals.length + index] ?? unknown("it was not judged")),
  }));
  return {
    ...{ base: before, models: seen.size, mechanisms, claims, switches, together, strongest },
    watches: watchesOf(before, mechanisms),
  };
}

interface Trial {
  readonly name: string;
  readonly core: Compiling<Core>;
}

/** Judges changed models against what was before. */
function trials(lab: Laboratory, seen: Set<string>) {
  return async (before: Judgement, all: readonly Trial[]): Promise<readonly Outcome[]> => {
    const subjects = all.flatMap(({ name, core }) => (core.ok ? [{ name, core: core.value }] : []));
    for (const { core } of subjects) seen.add(modelKey(core));
    const judgements = [...(await lab.judge(subjects))];
    return all.map(({ core }) => {
      if (!core.ok) return unknown(`this gives no model: ${core.diagnostics[0]?.message}`);
      const after = judgements.shift();
      return after === undefined ? unknown("it was not judged") : compare(before, after);
    });
  };
}

/** Whether all ways to satisfy a guard would go. */
function leavesNothing(set: readonly Finding[]): boolean {
  return set.some(({ removal: { among } }) => {
    const gone = set.filter(({ removal }) => removal.among === among);
    return among !== undefined && gone.length === among.length;
  });
}

/** Whether the variant takes the step that a mechanism stands in. */
function isThere(base: Core, { where }: Removal): boolean {
  return base.actions.some(({ process, step }) => {
    if (process === undefined || step === undefined) return false;
    const called = stepCalled(step);
    return where === (called === step ? `${process}.${step}` : called);
  });
}

function isClaimed(base: Core, { property }: Removal): boolean {
  return property === "lock_order"
    ? base.checks.includes(property)
    : base.properties.some(({ name }) => name === property);
}

/** The second of a place is `place#2`; parts of rules are all numbered, for a rule has its name. */
function numbered(removals: readonly Removal[]): readonly string[] {
  return removals.map(({ kind, where }, index) => {
    const before = removals.slice(0, index).filter((other) => other.where === where).length;
    const isPart = kind === "exception" || kind === "alternative";
    return before === 0 && !isPart ? where : `${where}#${before + 1}`;
  });
}

/** Each other value of a switch that makes another model. */
function alternativesIn(lab: Laboratory) {
  const { declarations, base } = lab;
  const own = modelKey(base);
  return switchesIn(declarations).flatMap((each) =>
    (choicesOf(each, declarations) ?? []).flatMap(({ text, value }) => {
      const core = lab.core(withChoices(declarations, new Map([[each.name.text, value]])));
      const isSame = core.ok && modelKey(core.value) === own;
      return isSame ? [] : [{ name: each.name.text, value: text, core }];
    }),
  );
}

function watchesOf(before: Judgement, mechanisms: readonly Finding[]): readonly Watch[] {
  return before.rulings
    .filter(({ verdict, kind }) => verdict !== "violated" && kind !== "scenario")
    .map(({ property, kind }) => {
      const losing = mechanisms.filter(({ lost }) =>
        lost.some((each) => each.property === property),
      );
      return {
        ...{ property, kind },
        catches: losing.map(({ id }) => id),
        alone: losing.filter(({ lost }) => lost.length === 1).map(({ id }) => id),
      };
    });
}
