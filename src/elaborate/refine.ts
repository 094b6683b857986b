// A refinement as properties of the model that refines: its initial states and steps are those of
// the abstract model, each of whose variables is read as what the author says it is here; and what
// is fair there is fair here.

import type { Action, Core, Domain, Effect, Fn, Initial } from "../core/core.js";
import type { Binder, Expr, Instances } from "../core/expression.js";
import type {
  FairnessCondition,
  StepProperty,
  Temporal,
  TemporalProperty,
} from "../core/temporal.js";
import { boundNames, children, mapChildren, mapInstances, replaceLocal } from "../core/traverse.js";
import { fairNameOf } from "../semantics/variants.js";
import type * as Typed from "../semantics/typed.js";
import * as build from "./build.js";
import { valueAfter } from "./effect-value.js";
import type { Layout } from "./layout.js";
import { after, lowerExpr } from "./lower.js";

/** What a refinement asks of the model, and what of the abstract model it speaks of. */
export interface Refined {
  readonly domains: readonly Domain[];
  readonly functions: readonly Fn[];
  readonly step: StepProperty;
  /** Absent where nothing is fair in the abstract model. */
  readonly fair: TemporalProperty | undefined;
}

/** The properties; the abstract model has no features that would need variables of their own. */
export function refine(of: Typed.Refinement, abstract: Core, layout: Layout): Refined {
  const mapping = new Map(of.mapping.map(({ name, value }) => [name, lowerExpr(layout, value)]));
  const reader = new Reader(abstract, mapping, of);
  const { span, comment, sentence, name } = of;
  const origin = { span, comment, sentence };
  const beginnings = abstract.initial.map((each) => reader.initially(each));
  const steps = abstract.actions.map((each) => reader.taken(each, []));
  const conditions = abstract.fairness.map((each) => reader.fair(each));
  const [first, ...others] = conditions;
  return {
    domains: abstract.domains,
    functions: abstract.functions.map((fn) => reader.fn(fn)),
    step: {
      ...origin,
      name,
      initially: build.disjunction(beginnings, span),
      holds: build.disjunction([reader.unchanged(), ...steps], span),
      refined: {
        model: abstract.name,
        variables: [...mapping].map(([variable, value]) => ({ name: variable, value })),
      },
    },
    fair: first && {
      ...origin,
      name: fairNameOf(name),
      parameters: [],
      formula: others.reduce((left, right) => ({ kind: "and", left, right }), first),
    },
  };
}

/** Reads the abstract model in terms of the model that refines it. */
class Reader {
  readonly #abstract: Core;
  readonly #mapping: ReadonlyMap<string, Expr>;
  /** Unique, as the name of the refinement is. */
  readonly #qualifier: string;
  readonly #span: Typed.Refinement["span"];
  /** Names that what variables are mapped to binds: the abstract model must bind others. */
  readonly #bound = new Set<string>();

  constructor(abstract: Core, mapping: ReadonlyMap<string, Expr>, of: Typed.Refinement) {
    this.#abstract = abstract;
    this.#mapping = mapping;
    const { name, span } = of;
    this.#qualifier = name.replace("refines_", "");
    this.#span = span;
    const visit = (expr: Expr): void => {
      for (const name of boundNames(expr)) this.#bound.add(name);
      children(expr).forEach(visit);
    };
    for (const value of mapping.values()) visit(value);
  }

  fn(fn: Fn): Fn {
    const parameters = fn.parameters.map((each) => ({ ...each, name: this.#local(each.name) }));
    const body = this.#read(fn.body);
    return { ...fn, name: this.#called(fn.name), parameters, body };
  }

  /** Some choice of the block gives the state. */
  initially({ binders, condition, values }: Initial): Expr {
    const equal = values.map((value, index) => {
      const variable = this.#abstract.variables[index];
      if (variable === undefined) throw new Error("a value for no variable");
      return build.same(this.#now(variable.name), this.#read(value));
    });
    const parts = condition === undefined ? equal : [this.#read(condition), ...equal];
    const body = build.conjunction(parts, this.#span);
    return build.quantify("some", this.#binders(binders), body);
  }

  /** No variable of the abstract model changes. */
  unchanged(): Expr {
    const same = this.#names().map((name) => build.same(this.#next(name), this.#now(name)));
    return build.conjunction(same, this.#span);
  }

  /** The step is one of the action with these arguments, and with any for other parameters. */
  taken(action: Action, given: Instances["arguments"]): Expr {
    const arrived = this.#names().map((name) =>
      build.same(this.#next(name), this.#result(action.effect, name)),
    );
    return this.#instances(action, given, arrived);
  }

  /** What is fair there, as a formula. */
  fair({ strength, parameters, instances }: FairnessCondition): Temporal {
    const binders = this.#binders(parameters.map((each) => ({ ...each, name: mark(each.name) })));
    const marked = (expr: Expr): Expr =>
      parameters.reduce(
        (value, { name, type, domain }) =>
          replaceLocal(value, name, build.local(mark(name), type, domain.span)),
        expr,
      );
    const given = mapInstances(instances, marked).map((each) => ({
      ...each,
      action: this.#abstract.actions.find(({ name }) => name === each.action),
    }));
    const anyOf = (make: (action: Action, given: Instances["arguments"]) => Expr): Expr => {
      const cases = given.flatMap(({ action, arguments: args, when }) => {
        if (action === undefined) return [];
        const made = make(action, args);
        return [when === undefined ? made : build.binary("and", this.#read(when), made)];
      });
      return build.disjunction(cases, this.#span);
    };
    const enabled = anyOf((action, args) => this.#enabled(action, args));
    const changes = build.not(this.unchanged());
    const taken = anyOf((action, args) => this.taken(action, args));
    const served: Temporal = {
      kind: "step",
      holds: build.conjunction([changes, taken], this.#span),
    };
    const never: Temporal = { kind: "state", holds: build.not(enabled) };
    const body: Temporal =
      strength === "weak"
        ? always(eventually({ kind: "or", left: never, right: served }))
        : {
            kind: "or",
            left: eventually(always(never)),
            right: always(eventually(served)),
          };
    return binders.length === 0 ? body : { kind: "all", binders, body };
  }

  /** A step of the action is possible that changes something. */
  #enabled(action: Action, given: Instances["arguments"]): Expr {
    const changed = this.#names().map((name) =>
      build.not(build.same(this.#result(action.effect, name), this.#now(name))),
    );
    return this.#instances(action, given, [build.disjunction(changed, this.#span)]);
  }

  /** Some instance is possible of which more is true. */
  #instances(action: Action, given: Instances["arguments"], more: readonly Expr[]): Expr {
    const body = build.conjunction([this.#read(action.guard), ...more], this.#span);
    const open = action.parameters.filter(({ name }) => !given.some((each) => each.name === name));
    const chosen = given.reduce(
      (expr, { name, value }) => replaceLocal(expr, this.#local(name), this.#read(value)),
      body,
    );
    const binders = open.map(({ name, type, domain }) => ({
      name,
      type,
      domain: domain ?? build.domain(type, this.#span),
    }));
    return build.quantify("some", this.#binders(binders), chosen);
  }

  #names(): readonly string[] {
    return this.#abstract.variables.map(({ name }) => name);
  }

  #now(name: string): Expr {
    const value = this.#mapping.get(name);
    if (value === undefined) throw new Error(`nothing stands for ${name}`);
    return value;
  }

  #next(name: string): Expr {
    return after(this.#now(name));
  }

  /** What the variable is after the effect; whether that fits its type is not asked. */
  #result(effect: Effect, name: string): Expr {
    const variable = this.#abstract.variables.find((each) => each.name === name);
    if (variable === undefined) throw new Error(`no variable ${name}`);
    const before: Expr = { kind: "variable", name, type: variable.type, span: this.#span };
    const value = valueAfter(effect, before);
    return this.#read(value.kind === "within" ? value.operand : value);
  }

  /** The expression with variables, functions and locals as they are called here. */
  #read(expr: Expr): Expr {
    if (expr.kind === "variable") return this.#now(expr.name);
    const inside = mapChildren(expr, (child) => this.#read(child));
    switch (inside.kind) {
      case "local":
        return { ...inside, name: this.#local(inside.name) };
      case "call":
        return { ...inside, function: this.#called(inside.function) };
      case "let":
        return { ...inside, name: this.#local(inside.name) };
      case "filter":
      case "map":
        return { ...inside, binder: this.#binder(inside.binder) };
      case "fold":
        return {
          ...inside,
          accumulator: this.#local(inside.accumulator),
          binder: this.#binder(inside.binder),
        };
      case "quantifier":
      case "image":
        return { ...inside, binders: inside.binders.map((each) => this.#binder(each)) };
      default:
        return inside;
    }
  }

  #binders(binders: readonly Binder[]): Binder[] {
    return binders.map((each) => this.#binder({ ...each, domain: this.#read(each.domain) }));
  }

  #binder(binder: Binder): Binder {
    return { ...binder, name: this.#local(binder.name) };
  }

  #local(name: string): string {
    return this.#bound.has(name) ? this.#local(`${name}_`) : name;
  }

  #called(name: string): string {
    return `${this.#qualifier}.${name}`;
  }
}

/** The parameter of a fairness condition, apart from that of the action of the same name. */
function mark(name: string): string {
  return `fair_${name}`;
}

function always(operand: Temporal): Temporal {
  return { kind: "always", operand };
}

function eventually(operand: Temporal): Temporal {
  return { kind: "eventually", operand };
}
