// A core under other names: every name that a spec can choose is replaced, and nothing else.

import type { Action, Assignment, Core, Effect, Selector } from "../../src/core/core.js";
import type { Binder, Expr, Instances } from "../../src/core/expression.js";
import type { Temporal } from "../../src/core/temporal.js";
import { mapFormula } from "../../src/core/temporal.js";
import { mapChildren } from "../../src/core/traverse.js";
import type { Field, SymbolsType, Type } from "../../src/core/type.js";

/** What names are of. Names of one kind differ; those of different kinds may be the same. */
export type NameKind =
  "domain" | "function" | "variable" | "field" | "case" | "value" | "local" | "action" | "part";

/** The new name; the same for the same name of the same kind. */
export type Rename = (kind: NameKind, name: string) => string;

/** The core with all of its names replaced. */
export function renamed(core: Core, rename: Rename): Core {
  return new Renamer(rename).core(core);
}

class Renamer {
  readonly #rename: Rename;

  constructor(rename: Rename) {
    this.#rename = rename;
  }

  core(core: Core): Core {
    const rename = this.#rename;
    const part = <P extends { readonly name: string }>(each: P): P => ({
      ...each,
      name: rename("part", each.name),
    });
    return {
      ...core,
      domains: core.domains.map((each) => ({
        ...each,
        name: rename("domain", each.name),
        type: this.#type(each.type),
      })),
      functions: core.functions.map((fn) => ({
        ...fn,
        name: rename("function", fn.name),
        parameters: fn.parameters.map(({ name, type }) => this.#local(name, type)),
        result: this.#type(fn.result),
        body: this.#expr(fn.body),
      })),
      variables: core.variables.map((each) => ({
        ...each,
        name: rename("variable", each.name),
        type: this.#type(each.type),
      })),
      initial: core.initial.map((each) => ({
        ...each,
        binders: each.binders.map((binder) => this.#binder(binder)),
        condition: each.condition && this.#expr(each.condition),
        values: each.values.map((value) => this.#expr(value)),
      })),
      actions: core.actions.map((action) => this.#action(action)),
      invariants: core.invariants.map((each) => ({
        ...part(each),
        applies: each.applies && this.#expr(each.applies),
        holds: this.#expr(each.holds),
      })),
      reachables: core.reachables.map((x) => ({ ...part(x), holds: this.#expr(x.holds) })),
      steps: core.steps.map((each) => ({
        ...part(each),
        initially: each.initially && this.#expr(each.initially),
        holds: this.#expr(each.holds),
      })),
      temporal: core.temporal.map((each) => ({
        ...part(each),
        parameters: each.parameters.map((binder) => this.#binder(binder)),
        formula: this.#formula(each.formula),
      })),
      fairness: core.fairness.map((each) => ({
        ...part(each),
        parameters: each.parameters.map((binder) => this.#binder(binder)),
        instances: each.instances.map((instances) => this.#instances(instances)),
      })),
      processes: core.processes.map((process) => ({
        ...process,
        name: rename("domain", process.name),
        instances: this.#symbols(process.instances),
        variable: rename("variable", process.variable),
      })),
      locks: core.locks.map((lock) => ({
        ...lock,
        name: rename("field", lock.name),
        object: lock.object && this.#symbols(lock.object),
        variable: rename("variable", lock.variable),
        field: lock.field && rename("field", lock.field),
      })),
      scenarios: [],
    };
  }

  #local(name: string, type: Type): { readonly name: string; readonly type: Type } {
    return { name: name === "_" ? name : this.#rename("local", name), type: this.#type(type) };
  }

  #binder({ name, type, domain }: Binder): Binder {
    return { ...this.#local(name, type), domain: this.#expr(domain) };
  }

  #symbols(type: SymbolsType): SymbolsType {
    const values = type.values.map((value) => this.#rename("value", value));
    return { ...type, name: this.#rename("domain", type.name), values };
  }

  #fields(fields: readonly Field[]): Field[] {
    return fields.map(({ name, type }) => ({
      name: this.#rename("field", name),
      type: this.#type(type),
    }));
  }

  #type(type: Type): Type {
    const rename = this.#rename;
    switch (type.kind) {
      case "bool":
        return type;
      case "int":
        return { ...type, name: type.name && rename("domain", type.name) };
      case "symbols":
        return this.#symbols(type);
      case "union": {
        const cases = type.cases.map(({ name, fields }) => ({
          name: rename("case", name),
          fields: this.#fields(fields),
        }));
        return { ...type, name: rename("domain", type.name), cases };
      }
      case "record":
        return { ...type, name: rename("domain", type.name), fields: this.#fields(type.fields) };
      case "map":
        return { ...type, key: this.#type(type.key), value: this.#type(type.value) };
      case "set":
      case "seq":
      case "option":
        return { ...type, of: this.#type(type.of) };
      case "bits": {
        const fields = type.fields.map((x) => ({ ...x, name: rename("field", x.name) }));
        return { ...type, name: rename("domain", type.name), fields };
      }
    }
  }

  #formula(formula: Temporal): Temporal {
    if (formula.kind === "all" || formula.kind === "some") {
      const binders = formula.binders.map((binder) => this.#binder(binder));
      return { ...formula, binders, body: this.#formula(formula.body) };
    }
    if ("left" in formula) {
      const left = this.#formula(formula.left);
      return { ...formula, left, right: this.#formula(formula.right) };
    }
    if ("operand" in formula) return { ...formula, operand: this.#formula(formula.operand) };
    return mapFormula(formula, (expr) => this.#expr(expr));
  }

  #instances({ action, arguments: given }: Instances): Instances {
    const args = given.map((x) => ({
      name: this.#rename("local", x.name),
      value: this.#expr(x.value),
    }));
    return { action: this.#rename("action", action), arguments: args };
  }

  #expr(old: Expr): Expr {
    const rename = this.#rename;
    const inner = mapChildren(old, (child) => this.#expr(child));
    const expr: Expr = { ...inner, type: this.#type(old.type) };
    switch (expr.kind) {
      case "symbol":
        return { ...expr, value: rename("value", expr.value) };
      case "variable":
        return { ...expr, name: rename("variable", expr.name) };
      case "local":
      case "let":
        return { ...expr, name: this.#local(expr.name, expr.type).name };
      case "field":
      case "bit-field":
        return { ...expr, name: rename("field", expr.name) };
      case "payload":
        return { ...expr, case: rename("case", expr.case), name: rename("field", expr.name) };
      case "is":
        return expr.of.type.kind === "option" ? expr : { ...expr, case: rename("case", expr.case) };
      case "construct":
      case "record": {
        const fields = expr.fields.map((x) => ({ ...x, name: rename("field", x.name) }));
        return expr.kind === "record"
          ? { ...expr, fields }
          : { ...expr, case: rename("case", expr.case), fields };
      }
      case "with": {
        const changes = expr.changes.map((change) =>
          change.kind === "field" ? { ...change, name: rename("field", change.name) } : change,
        );
        return { ...expr, changes };
      }
      case "fold": {
        const accumulator = this.#local(expr.accumulator, expr.type).name;
        const binder = { ...expr.binder, ...this.#local(expr.binder.name, expr.binder.type) };
        return { ...expr, accumulator, binder };
      }
      case "quantifier":
      case "image": {
        const binders = expr.binders.map((x) => ({ ...x, ...this.#local(x.name, x.type) }));
        return { ...expr, binders };
      }
      case "filter":
      case "map": {
        const { binder } = expr;
        return { ...expr, binder: { ...binder, ...this.#local(binder.name, binder.type) } };
      }
      case "domain":
        return { ...expr, of: this.#type(expr.of) };
      case "call":
        return { ...expr, function: rename("function", expr.function) };
      default:
        return expr;
    }
  }

  #action(action: Action): Action {
    const rename = this.#rename;
    const expr = (each: Expr) => this.#expr(each);
    const { wants } = action;
    return {
      ...action,
      name: rename("action", action.name),
      process: action.process && rename("domain", action.process),
      step: action.step && rename("value", action.step),
      parameters: action.parameters.map(({ name, type, domain }) => ({
        ...this.#local(name, type),
        ...(domain === undefined ? {} : { domain: expr(domain) }),
      })),
      guard: expr(action.guard),
      wants: wants && {
        ...wants,
        lock: rename("field", wants.lock),
        object: wants.object && expr(wants.object),
      },
      requirements: action.requirements.map((each) => ({
        ...each,
        property: rename("part", each.property),
        on: each.on && expr(each.on),
        need: expr(each.need),
        unless: each.unless.map(expr),
      })),
      effect: this.#effect(action.effect),
    };
  }

  #effect(effect: Effect): Effect {
    if (effect.kind === "assign") {
      return { ...effect, assignments: effect.assignments.map((each) => this.#assignment(each)) };
    }
    return {
      ...effect,
      condition: this.#expr(effect.condition),
      then: this.#effect(effect.then),
      else: this.#effect(effect.else),
    };
  }

  #assignment({ binders, place, value }: Assignment): Assignment {
    const path = place.path.map((selector): Selector =>
      selector.kind === "field"
        ? { ...selector, name: this.#rename("field", selector.name) }
        : { ...selector, index: this.#expr(selector.index) },
    );
    return {
      binders: binders.map((binder) => this.#binder(binder)),
      place: { variable: this.#rename("variable", place.variable), path },
      value: this.#expr(value),
    };
  }
}
