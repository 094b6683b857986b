// A spec relaxed: everything that can be taken away is, one thing at a time, and what is lost is
// noted; then what can go together, which rules and guards are what makes something needed, and the
// strongest rules that cost no behaviour.

import type { Outcome as Compiling } from "../base/diagnostic.js";
import type { Core } from "../core/core.js";
import { modelKey } from "../core/model-key.js";
import { stepCalled } from "../core/step.js";
import type { Judgement, Subject } from "../diff/judgement.js";
import { claimsOf } from "./claims.js";
import { compare, unknown, type Outcome } from "./comparison.js";
import { mechanismsOf } from "./mechanisms.js";
import type { Removal } from "./removal.js";
import { withIdleSteps, type Declarations } from "./statements.js";
import { choicesOf, switchesIn, withChoices } from "./switches.js";
import { sitesOf, type Site } from "./sites.js";
import { largestSets, type Together } from "./together.js";
import { fewestOf, watchesOf, type Watch } from "./watches.js";

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
  /** Where locks are taken, and what is looked at again under them. */
  readonly sites: readonly Site[];
  readonly watches: readonly Watch[];
  /** Properties that notice all that is noticed, as few as can be. */
  readonly fewest: Together;
  /** Redundant mechanisms that can go at the same time. */
  readonly together: Together;
  /** Redundant parts of claims that can go at the same time: what is left is strongest. */
  readonly strongest: Together;
}

/** What can be taken away from a variant, and the switches that can be set otherwise. */
export interface Removable {
  readonly removals: readonly Named[];
  readonly switches: readonly string[];
}

/** Something that can be taken away, by its name. */
type Named = Pick<Finding, "id" | "removal">;

export function removableIn({ declarations, base }: Laboratory): Removable {
  const removals = [
    ...mechanismsOf(declarations).filter(({ where }) => isTaken(base, where)),
    ...claimsOf(declarations).filter((each) => isClaimed(base, each)),
  ];
  return {
    removals: numbered(removals),
    switches: switchesIn(declarations).map(({ name }) => name.text),
  };
}

/** Those that one of these names means: an id, a step, a process or procedure, a rule, a switch. */
export function onlyNamed({ removals, switches }: Removable, names: readonly string[]): Removable {
  return {
    removals: removals.filter((each) => names.some((name) => isCalled(each, name))),
    switches: switches.filter((each) => names.includes(each)),
  };
}

function isCalled({ id, removal: { where, property } }: Named, name: string): boolean {
  return [id, where, property].includes(name) || where.startsWith(`${name}.`);
}

/** Takes all of this away, one thing at a time. */
export async function study(lab: Laboratory, removable: Removable): Promise<Study> {
  const { declarations, base } = lab;
  const { removals } = removable;
  const seen = new Set([modelKey(base)]);
  const judgeAs = trials(lab, seen);
  const [before] = await lab.judge([{ name: "as it is", core: base }]);
  if (before === undefined) throw new Error("a model was not judged");
  const alternatives = alternativesIn(lab, removable.switches);
  const outcomes = await judgeAs(before, [
    ...removals.map(({ id, removal }) => ({
      name: `without ${id}`,
      core: withoutIn(lab, [removal]),
      idling: () => idlingIn(lab, [removal]),
    })),
    ...alternatives.map(({ name, value, core }) => ({ name: `${name} = ${value}`, core })),
  ]);
  const findings = removals.map((each, index): Finding => ({
    ...(outcomes[index] ?? unknown("it was not judged")),
    ...each,
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
          possible.map((set) => {
            const gone = set.map(({ removal }) => removal);
            return {
              name: `without ${set.map(({ id }) => id).join(", ")}`,
              core: withoutIn(lab, gone),
              idling: () => idlingIn(lab, gone),
            };
          }),
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
  const losses = [
    ...mechanisms,
    ...switches.map(({ name, value, lost }) => ({ id: `${name} = ${value}`, lost })),
  ];
  const watches = watchesOf(before, losses);
  return {
    ...{ base: before, models: seen.size, mechanisms, claims, switches, together, strongest },
    sites: sitesOf(declarations, mechanisms, (where) => isTaken(base, where)),
    ...{ watches, fewest: fewestOf(watches, losses) },
  };
}

/** The model without these. */
export function withoutIn(lab: Laboratory, removals: readonly Removal[]): Compiling<Core> {
  return lab.core(changedBy(lab, removals));
}

/** The same, but that it stops at the steps that are left with nothing to do. */
function idlingIn(lab: Laboratory, removals: readonly Removal[]): Compiling<Core> {
  return lab.core(withIdleSteps(lab.declarations, changedBy(lab, removals)));
}

function changedBy({ declarations }: Laboratory, removals: readonly Removal[]): Declarations {
  return removals.reduce((all, removal) => removal.edit(all), declarations);
}

interface Trial {
  readonly name: string;
  readonly core: Compiling<Core>;
  /** Judged instead where a property would say nothing, as it speaks of a step that is absent. */
  readonly idling?: () => Compiling<Core>;
}

/** Judges changed models against what was before. */
function trials(lab: Laboratory, seen: Set<string>) {
  const judgeOnce = async (
    before: Judgement,
    all: readonly Trial[],
  ): Promise<readonly Outcome[]> => {
    const subjects = all.flatMap(({ name, core }) => (core.ok ? [{ name, core: core.value }] : []));
    for (const { core } of subjects) seen.add(modelKey(core));
    const judgements = [...(await lab.judge(subjects))];
    return all.map(({ core }) => {
      if (!core.ok) return unknown(`this gives no model: ${core.diagnostics[0]?.message}`);
      const after = judgements.shift();
      return after === undefined ? unknown("it was not judged") : compare(before, after);
    });
  };
  return async (before: Judgement, all: readonly Trial[]): Promise<readonly Outcome[]> => {
    const outcomes = await judgeOnce(before, all);
    const again = all.flatMap(({ name, idling }, index) =>
      outcomes[index]?.isSilent === true && idling !== undefined
        ? [{ index, name, core: idling() }]
        : [],
    );
    const others = await judgeOnce(before, again);
    return outcomes.map((outcome, index) => {
      const other = others[again.findIndex((each) => each.index === index)];
      return other === undefined || other.verdict === "unknown" ? outcome : other;
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

/** Whether the variant takes this step. */
function isTaken(base: Core, where: string): boolean {
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
function numbered(removals: readonly Removal[]): readonly Named[] {
  return removals.map((removal, index) => {
    const { kind, where } = removal;
    const before = removals.slice(0, index).filter((other) => other.where === where).length;
    const isPart = kind === "exception" || kind === "alternative";
    return { id: before === 0 && !isPart ? where : `${where}#${before + 1}`, removal };
  });
}

/** Each other value of a switch that makes another model. */
function alternativesIn(lab: Laboratory, names: readonly string[]) {
  const { declarations, base } = lab;
  const own = modelKey(base);
  const switches = switchesIn(declarations).filter(({ name }) => names.includes(name.text));
  return switches.flatMap((each) =>
    (choicesOf(each, declarations) ?? []).flatMap(({ text, value }) => {
      const core = lab.core(withChoices(declarations, new Map([[each.name.text, value]])));
      const isSame = core.ok && modelKey(core.value) === own;
      return isSame ? [] : [{ name: each.name.text, value: text, core }];
    }),
  );
}
