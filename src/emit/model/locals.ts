// Locals under names that hide nothing: no name of the module and no local around them.

import type { Assignment, Effect, Selector } from "../../core/core.js";
import type { Binder, Expr, Instances } from "../../core/expression.js";
import type { Temporal } from "../../core/temporal.js";
import { mapChildren, mapInstances } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";
import { freshName, stateName } from "./identifier.js";

/** The new names of the locals that are in scope. */
export type Renaming = ReadonlyMap<string, string>;

function calledAfter(type: Type): string {
  const name = "name" in type ? type.name : undefined;
  return name === undefined ? "each" : name.charAt(0).toLowerCase() + name.slice(1);
}

/** Gives each local of one function its name, and remembers all of them. */
export class Locals {
  readonly all = new Set<string>();
  private readonly taken: ReadonlySet<string>;

  constructor(taken: ReadonlySet<string>) {
    this.taken = taken;
  }

  /**
   * `outer` with a name for one more local; one whose name will not do is called after its type.
   */
  bind(outer: Renaming, name: string, type: Type): Renaming {
    const isNameless = /^_( \w+)?$/.test(name) || name === stateName;
    const wanted = isNameless ? calledAfter(type) : name;
    const own = freshName(wanted, new Set([...this.taken, ...outer.values()]));
    this.all.add(own);
    return new Map([...outer, [name, own]]);
  }

  /** The binders under their names, each in scope of the ones after it, and the scope after all. */
  bindAll(outer: Renaming, binders: readonly Binder[]): readonly [Renaming, Binder[]] {
    let inner = outer;
    const renamed = binders.map((binder) => {
      const domain = this.rename(binder.domain, inner);
      inner = this.bind(inner, binder.name, binder.type);
      return { ...binder, name: inner.get(binder.name) ?? binder.name, domain };
    });
    return [inner, renamed];
  }

  /** The expression in the new names. */
  rename(expr: Expr, outer: Renaming): Expr {
    if (expr.kind === "local") return { ...expr, name: outer.get(expr.name) ?? expr.name };
    if (expr.kind === "let") {
      const inner = this.bind(outer, expr.name, expr.value.type);
      const name = inner.get(expr.name) ?? expr.name;
      const value = this.rename(expr.value, outer);
      return { ...expr, name, value, body: this.rename(expr.body, inner) };
    }
    if (expr.kind === "quantifier") {
      const [inner, binders] = this.bindAll(outer, expr.binders);
      return { ...expr, binders, body: this.rename(expr.body, inner) };
    }
    if (expr.kind === "image") {
      const [inner, binders] = this.bindAll(outer, expr.binders);
      return { ...expr, binders, value: this.rename(expr.value, inner) };
    }
    if (expr.kind === "filter") {
      const [inner, [binder]] = this.bindAll(outer, [expr.binder]);
      const condition = this.rename(expr.condition, inner);
      return { ...expr, binder: binder ?? expr.binder, condition };
    }
    if (expr.kind === "map") {
      const [inner, [binder]] = this.bindAll(outer, [expr.binder]);
      return { ...expr, binder: binder ?? expr.binder, value: this.rename(expr.value, inner) };
    }
    if (expr.kind === "fold") {
      const { initial, body } = expr;
      const withAccumulator = this.bind(outer, expr.accumulator, expr.type);
      const inner = this.bind(withAccumulator, expr.binder.name, expr.binder.type);
      const accumulator = inner.get(expr.accumulator) ?? expr.accumulator;
      const name = inner.get(expr.binder.name) ?? expr.binder.name;
      const binder = { ...expr.binder, name, domain: this.rename(expr.binder.domain, outer) };
      return {
        ...expr,
        accumulator,
        initial: this.rename(initial, outer),
        binder,
        body: this.rename(body, inner),
      };
    }
    return mapChildren(expr, (child) => this.rename(child, outer));
  }

  /** The effect in the new names. */
  renameEffect(effect: Effect, outer: Renaming): Effect {
    if (effect.kind === "if") {
      return {
        ...effect,
        condition: this.rename(effect.condition, outer),
        then: this.renameEffect(effect.then, outer),
        else: this.renameEffect(effect.else, outer),
      };
    }
    return { ...effect, assignments: effect.assignments.map((x) => this.renameOne(x, outer)) };
  }

  renameInstances(all: readonly Instances[], outer: Renaming): readonly Instances[] {
    return mapInstances(all, (argument) => this.rename(argument, outer));
  }

  /** The formula in the new names. */
  renameFormula(formula: Temporal, outer: Renaming): Temporal {
    switch (formula.kind) {
      case "state":
      case "step":
        return { ...formula, holds: this.rename(formula.holds, outer) };
      case "not":
      case "always":
      case "eventually":
        return { ...formula, operand: this.renameFormula(formula.operand, outer) };
      case "and":
      case "or":
      case "implies":
      case "until":
      case "leads to": {
        const left = this.renameFormula(formula.left, outer);
        return { ...formula, left, right: this.renameFormula(formula.right, outer) };
      }
      case "all":
      case "some": {
        const [inner, binders] = this.bindAll(outer, formula.binders);
        return { ...formula, binders, body: this.renameFormula(formula.body, inner) };
      }
    }
  }

  private renameOne(assignment: Assignment, outer: Renaming): Assignment {
    const [inner, binders] = this.bindAll(outer, assignment.binders);
    const path = assignment.place.path.map((selector): Selector =>
      selector.kind === "field"
        ? selector
        : { ...selector, index: this.rename(selector.index, inner) },
    );
    const value = this.rename(assignment.value, inner);
    return { binders, place: { ...assignment.place, path }, value };
  }
}
