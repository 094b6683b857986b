// Whether every fair behaviour of a model has its temporal properties: for each claim, the fair
// behaviours on which its negation is true are looked for, and one of them is the counterexample.

import type { Formula } from "../../runtime/formula.js";
import type { Arguments, Model, Property } from "../../runtime/model.js";
import { same } from "../../runtime/value.js";
import type { Instance } from "../instance.js";
import { argumentsOf, enabledOf, take } from "../instance.js";
import type { PropertyVerdict, Step, Trace } from "../exploration.js";
import { automatonOf } from "./automaton.js";
import { Components, type Component } from "./components.js";
import { explainFairness } from "./explain.js";
import { conditionsOf, type Conditions } from "./fairness.js";
import { graphOf, Truths, type Graph } from "./graph.js";
import { Lassos, type Lasso } from "./lasso.js";
import { negated, type Atoms } from "./literal.js";
import { Product } from "./product.js";

/** What is searched, and how much of it is known. */
export interface Extent {
  readonly maxStates: number;
  /** The states that were found. */
  readonly distinct: number;
  /** False if a limit left states out: what is not violated is then unknown. */
  readonly complete: boolean;
}

/** The verdicts on the temporal properties of a model, in its order. */
export function judgeProperties<S>(model: Model<S>, extent: Extent): PropertyVerdict<S>[] {
  const properties = Object.entries(model.properties ?? {});
  if (properties.length === 0) return [];
  // A search that was interrupted says nothing of the states it would have found.
  if (!extent.complete && extent.distinct < extent.maxStates)
    return properties.map(([property]) => ({ property, verdict: "unknown" }));
  const graph = graphOf(model, extent.maxStates);
  const judge = new Judge(graph, conditionsOf(model, graph.instances));
  return properties.map(([name, property]) => judge.verdict(name, property, extent.complete));
}

class Judge<S> {
  readonly #graph: Graph<S>;
  readonly #conditions: Conditions<S>;

  constructor(graph: Graph<S>, conditions: Conditions<S>) {
    this.#graph = graph;
    this.#conditions = conditions;
  }

  verdict(name: string, property: Property<S>, complete: boolean): PropertyVerdict<S> {
    let applies = false;
    for (const args of argumentsOf(property.parameters)) {
      for (const claim of claimsIn(property.formula(args))) {
        const lasso = this.#counterexample(claim);
        if (lasso !== undefined) return this.#violated(name, args, lasso);
        applies ||= this.#applies(claim);
      }
    }
    if (!complete) return { property: name, verdict: "unknown" };
    return { property: name, verdict: applies ? "holds" : "vacuous" };
  }

  /** A fair behaviour on which the claim is not true. */
  #counterexample(claim: Formula<S>): Lasso | undefined {
    const atoms: Atoms<S> = { states: [], steps: [] };
    const automaton = automatonOf(negated(claim, atoms));
    const product = new Product(this.#graph, automaton, this.#answers(atoms));
    const components = new Components(product, this.#conditions);
    let first: { readonly component: Component; readonly entry: number } | undefined;
    components.search((component) => {
      const entry = component.pairs.reduce((least, pair) => Math.min(least, pair));
      if (first === undefined || entry < first.entry) first = { component, entry };
    });
    return first && new Lassos(product, components, this.#conditions).around(first.component);
  }

  #answers(atoms: Atoms<S>) {
    const graph = this.#graph;
    const { offsets, targets } = graph;
    /** The state that a step leaves: the last whose steps begin no later. */
    const sourceOf = (step: number): number => {
      let [low, high] = [0, graph.size - 1];
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if ((offsets[middle] ?? 0) <= step) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    return {
      states: atoms.states.map(
        (holds) => new Truths(graph.size, (state) => holds(graph.stateAt(state))),
      ),
      steps: atoms.steps.map(
        (holds) =>
          new Truths(targets.length, (step) =>
            holds(graph.stateAt(sourceOf(step)), graph.stateAt(targets[step] ?? 0)),
          ),
      ),
    };
  }

  /** False if the claim says what follows from something that is never true. */
  #applies(claim: Formula<S>): boolean {
    const premise = premiseOf(claim);
    if (premise === undefined) return true;
    const truths = new Truths(this.#graph.size, (state) => premise(this.#graph.stateAt(state)));
    for (let state = 0; state < this.#graph.size; state++) if (truths.at(state)) return true;
    return false;
  }

  #violated(name: string, args: Arguments, lasso: Lasso): PropertyVerdict<S> {
    const trace = this.#traceOf(lasso);
    const fair = explainFairness(this.#graph, this.#conditions, lasso);
    const cause = { kind: "lasso", args, fair } as const;
    return { property: name, verdict: "violated", trace, cause };
  }

  #traceOf({ initial, stem, round }: Lasso): Trace<S> {
    const first = this.#graph.stateAt(initial);
    let state = first;
    const steps = [...stem, ...round].map((step): Step<S> => {
      const given = this.#graph.instances[this.#graph.choices[step] ?? 0];
      const target = this.#graph.stateAt(this.#graph.targets[step] ?? 0);
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
