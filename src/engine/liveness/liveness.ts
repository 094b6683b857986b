// Whether every fair behaviour of a model has its temporal properties: for each claim, the fair
// behaviours on which its negation is true are looked for, and one of them is the counterexample.

import type { Formula } from "../../runtime/formula.js";
import type { Arguments, Model } from "../../runtime/model.js";
import { same } from "../../runtime/value.js";
import type { Instance } from "../instance.js";
import { argumentsOf, enabledOf, take } from "../instance.js";
import type { PropertyVerdict, Step, Trace } from "../exploration.js";
import { automatonOf } from "./automaton.js";
import type { Behaviours } from "./behaviours.js";
import { Components } from "./components.js";
import { explainFairness } from "./explain.js";
import { Conditions } from "./fairness.js";
import { bytesOfGraph } from "./graph.js";
import { Lassos, type Lasso } from "./lasso.js";
import { negated, Numbers, type Atoms } from "./literal.js";
import { answersTo, Product } from "./product.js";

/** Bytes that judging takes for each pair of a state and a node, at most. */
const bytesPerPair = 24;

/** What became of the temporal properties of a model. */
export interface Judged<S> {
  /** In its order. */
  readonly verdicts: readonly PropertyVerdict<S>[];
  /** What judging took in memory, beside the states. */
  readonly bytes: number;
}

/**
 * The verdicts on the temporal properties of a model. Without behaviours, because there are too
 * many, they are unknown; if some are missing (`complete` is false), what is not violated is.
 */
export function judgeProperties<S>(
  model: Model<S>,
  behaviours: Behaviours<S> | undefined,
  { complete, maxBytes }: { readonly complete: boolean; readonly maxBytes: number },
): Judged<S> {
  const properties = Object.entries(model.properties ?? {});
  if (behaviours === undefined) return { verdicts: allUnknown(properties), bytes: 0 };
  const numbers = new Numbers<S>();
  const claimed = properties.map(([name, property]): Claimed<S> => {
    const all = argumentsOf(property.parameters);
    const cases = all.map((args) => ({ args, formula: property.formula(args) }));
    for (const each of cases) numbers.add(each.formula);
    return { name, cases };
  });
  const judge = new Judge(model, behaviours, numbers, maxBytes);
  const verdicts = claimed.map((each) => judge.verdict(each, complete));
  return { verdicts, bytes: judge.bytes };
}

/** A property with a formula for each choice of its arguments. */
interface Claimed<S> {
  readonly name: string;
  readonly cases: readonly { readonly args: Arguments; readonly formula: Formula<S> }[];
}

function allUnknown<S>(properties: readonly (readonly [string, unknown])[]): PropertyVerdict<S>[] {
  return properties.map(([property]) => ({ property, verdict: "unknown" }));
}

class Judge<S> {
  readonly #behaviours: Behaviours<S>;
  readonly #numbers: Numbers<S>;
  readonly #conditions: Conditions<S>;
  readonly #maxBytes: number;
  readonly #own: number;
  /** The most that a claim took. */
  #most = 0;

  constructor(model: Model<S>, behaviours: Behaviours<S>, numbers: Numbers<S>, maxBytes: number) {
    this.#behaviours = behaviours;
    this.#numbers = numbers;
    this.#conditions = new Conditions(model, behaviours);
    this.#maxBytes = maxBytes;
    this.#own = bytesOfGraph(behaviours.graph) + this.#conditions.bytes;
  }

  get bytes(): number {
    return this.#own + this.#most;
  }

  verdict({ name, cases }: Claimed<S>, complete: boolean): PropertyVerdict<S> {
    let applies = false;
    let decided = complete;
    for (const { args, formula } of cases) {
      for (const claim of claimsIn(formula)) {
        const found = this.#counterexample(claim);
        if (typeof found === "object") return this.#violated(name, args, found);
        decided &&= found === "none";
        applies ||= this.#applies(claim);
      }
    }
    if (!decided) return { property: name, verdict: "unknown" };
    return { property: name, verdict: applies ? "holds" : "vacuous" };
  }

  /** A fair behaviour on which the claim is not true; `limit` if there is no room to look. */
  #counterexample(claim: Formula<S>): Lasso | "none" | "limit" {
    const { graph } = this.#behaviours;
    const atoms: Atoms<S> = { states: [], steps: [] };
    const automaton = automatonOf(negated(claim, atoms));
    const asked = atoms.states.length * graph.size + atoms.steps.length * graph.targets.length;
    const expected = this.#own + asked * 2 + automaton.size * graph.size * bytesPerPair;
    if (expected > this.#maxBytes) return "limit";
    const product = new Product(
      graph,
      automaton,
      answersTo(atoms, this.#numbers, this.#behaviours),
    );
    const components = new Components(product, this.#conditions);
    this.#most = Math.max(this.#most, asked * 2 + components.bytes);
    if (!components.areFair) return "none";
    return new Lassos(product, components, this.#conditions).nearest();
  }

  /** False if the claim says what follows from something that is never true. */
  #applies(claim: Formula<S>): boolean {
    const premise = premiseOf(claim);
    if (premise === undefined) return true;
    return this.#behaviours.ofStates(premise, this.#numbers.of(premise)).includes(1);
  }

  #violated(name: string, args: Arguments, lasso: Lasso): PropertyVerdict<S> {
    const trace = this.#traceOf(lasso);
    const fair = explainFairness(this.#behaviours.graph, this.#conditions, lasso);
    const cause = { kind: "lasso", args, fair } as const;
    return { property: name, verdict: "violated", trace, cause };
  }

  #traceOf({ initial, stem, round }: Lasso): Trace<S> {
    const { graph, instances } = this.#behaviours;
    const first = this.#behaviours.stateAt(initial);
    let state = first;
    const steps = [...stem, ...round].map((step): Step<S> => {
      const given = instances[graph.choices[step] ?? 0];
      const target = this.#behaviours.stateAt(graph.targets[step] ?? 0);
      const leads = (each: Instance<S>) => {
        const taken = take(state, each);
        return "state" in taken && same(taken.state, target);
      };
      const instance = given && enabledOf(state, given).find(leads);
      if (instance === undefined) throw new Error(`no action instance for step ${step}`);
      state = target;
      return { action: instance.name, args: instance.args, state };
    });
    return { initial: first, steps, loop: stem.length };
  }
}

/** The claims that a formula makes all of, to be looked at one by one. */
function claimsIn<S>(formula: Formula<S>): readonly Formula<S>[] {
  if (typeof formula === "function") return [formula];
  if (formula.kind === "all") return formula.parts.flatMap(claimsIn);
  if (formula.kind === "and") return [...claimsIn(formula.left), ...claimsIn(formula.right)];
  return [formula];
}

/** What has to be true of a state for the claim to say something about it. */
function premiseOf<S>(claim: Formula<S>): ((state: S) => boolean) | undefined {
  if (typeof claim === "function") return undefined;
  if (claim.kind === "always" && typeof claim.operand !== "function") {
    return claim.operand.kind === "implies" ? ofState(claim.operand.left) : undefined;
  }
  return claim.kind === "leads to" ? ofState(claim.left) : undefined;
}

function ofState<S>(formula: Formula<S>): ((state: S) => boolean) | undefined {
  return typeof formula === "function" ? formula : undefined;
}
