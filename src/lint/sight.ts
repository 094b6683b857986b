// What an expression is for an instance where it stands: its value if that is certain, whatever the
// others have done. An answer is never a guess: `undefined` means that it may be either.

import type { Binder, Expr } from "../core/expression.js";
import { Facts } from "../core/facts.js";
import { boundNames, contains, exprKey, substitute } from "../core/traverse.js";
import { bool } from "../core/type.js";
import type { Holding, Known, Standing } from "./standing.js";
import { absent, ownerName, stranger, termOf } from "./standing.js";
import type { Cell, View } from "./view.js";
import { cellOf, namesSelf, ownKey } from "./view.js";

type Truth = boolean | undefined;
type Binary = Extract<Expr, { kind: "binary" }>;
type Quantifier = Extract<Expr, { kind: "quantifier" }>;

export class Sight {
  readonly view: View;
  readonly standing: Standing;
  /** What the conditions that lead here have shown. */
  readonly facts: Facts;

  constructor(view: View, standing: Standing, facts = Facts.none) {
    this.view = view;
    this.standing = standing;
    this.facts = facts;
  }

  assume(condition: Expr, truth: boolean): Sight {
    return new Sight(this.view, this.standing, this.facts.assume(condition, truth));
  }

  at(standing: Standing): Sight {
    return new Sight(this.view, standing, this.facts);
  }

  /** Whether a condition is true. */
  truth(expr: Expr): Truth {
    if (expr.kind === "bool") return expr.value;
    return this.#reason(expr) ?? this.facts.decide(expr);
  }

  #reason(expr: Expr): Truth {
    switch (expr.kind) {
      case "not":
        return negated(this.truth(expr.operand));
      case "binary":
        return this.#binary(expr);
      case "if": {
        const condition = this.truth(expr.condition);
        if (condition !== undefined) return this.truth(condition ? expr.then : expr.else);
        const then = this.assume(expr.condition, true).truth(expr.then);
        return then === this.assume(expr.condition, false).truth(expr.else) ? then : undefined;
      }
      case "let":
        return this.truth(substitute(expr.body, expr.name, expr.value));
      case "quantifier":
        return this.#quantified(expr);
      case "is":
        if (expr.case !== "some") return undefined;
        return this.isSelf(expr.of) === true ? true : this.#isPresent(expr.of);
      default: {
        const value = this.value(expr);
        return typeof value === "boolean" ? value : undefined;
      }
    }
  }

  #binary({ operator, left, right, ...rest }: Binary): Truth {
    switch (operator) {
      case "and":
        return this.#joined(left, right, true);
      case "or":
        return this.#joined(left, right, false);
      case "implies":
        return this.#joined(negation(left), right, false);
      case "=":
        return this.#equal(left, right);
      case "!=":
        return negated(this.truth({ ...rest, operator: "=", left, right }));
      case "in":
        return namesSelf(this.view, left) ? this.hasSelf(right) : undefined;
      default: {
        const [a, b] = [this.value(left), this.value(right)];
        return typeof a === "number" && typeof b === "number" ? compare(operator, a, b) : undefined;
      }
    }
  }

  /** A conjunction, with `unit` true, or a disjunction. */
  #joined(left: Expr, right: Expr, unit: boolean): Truth {
    const first = this.truth(left);
    if (first === !unit) return first;
    const second = this.assume(left, unit).truth(right);
    if (second === !unit) return second;
    return first === unit ? second : undefined;
  }

  #equal(left: Expr, right: Expr): Truth {
    if (namesSelf(this.view, right)) return this.isSelf(left);
    if (namesSelf(this.view, left)) return this.isSelf(right);
    const [a, b] = [this.value(left), this.value(right)];
    if (isOption(left) || isOption(right)) {
      const [one, other] = [this.#isPresent(left), this.#isPresent(right)];
      if (one !== undefined && other !== undefined && !(one && other)) return one === other;
    } else if (a !== undefined && b !== undefined) return a === b;
    for (const [of, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (other.kind === "none" && this.isSelf(of) === true) return false;
      const isEmpty = other.kind === "set" && other.elements.length === 0;
      if (isEmpty && this.hasSelf(of) === true) return false;
    }
    if (left.type.kind !== "symbols" || right.type.kind !== "symbols") return undefined;
    return this.#same(termOf(this.view, left), termOf(this.view, right));
  }

  /** Whether an option has a value. */
  #isPresent(expr: Expr): Truth {
    if (expr.kind === "none") return false;
    if (!isOption(expr)) return true;
    const value = this.value(expr);
    return value === undefined ? undefined : value !== absent;
  }

  /** Whether two terms are one object. */
  #same(a: string, b: string): Truth {
    if (a === b) return true;
    const { held } = this.standing;
    const ofHolding = (name: string): readonly string[] | undefined =>
      held.find((_, index) => ownerName(index) === name)?.owner;
    const isHeld = (term: string): boolean =>
      ofHolding(term) !== undefined || held.some(({ owner }) => owner.includes(term));
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (ofHolding(one)?.includes(other) === true) return true;
      if (one === stranger && isHeld(other)) return false;
    }
    return this.#heldApart(a, b) ? false : undefined;
  }

  /** Whether both have the same lock, which can be held once only, and each is held. */
  #heldApart(a: string, b: string): boolean {
    const holdings = (term: string): readonly Holding[] =>
      this.standing.held.filter(
        (each, index) =>
          each.mode === "write" && (each.owner.includes(term) || ownerName(index) === term),
      );
    return holdings(a).some((one) =>
      holdings(b).some((other) => one !== other && one.lock === other.lock),
    );
  }

  /** The value of a number, symbol or truth. */
  value(expr: Expr): Known | undefined {
    switch (expr.kind) {
      case "bool":
      case "int":
      case "symbol":
        return expr.value;
      case "none":
        return absent;
      case "within":
        return this.value(expr.operand);
      case "binary": {
        if (expr.type.kind === "bool") return this.truth(expr);
        const [a, b] = [this.value(expr.left), this.value(expr.right)];
        if (typeof a !== "number" || typeof b !== "number") return undefined;
        return expr.operator === "+" ? a + b : expr.operator === "-" ? a - b : undefined;
      }
      case "if": {
        const condition = this.truth(expr.condition);
        if (condition !== undefined) return this.value(condition ? expr.then : expr.else);
        const then = this.assume(expr.condition, true).value(expr.then);
        return then === this.assume(expr.condition, false).value(expr.else) ? then : undefined;
      }
      case "not":
      case "is":
      case "quantifier":
        return this.truth(expr);
      default: {
        const key = ownKey(this.view, expr);
        return key === undefined ? undefined : this.standing.own.get(key);
      }
    }
  }

  /** Whether a holder is the instance itself. */
  isSelf(expr: Expr): Truth {
    if (namesSelf(this.view, expr)) return true;
    if (expr.kind === "none") return false;
    if (expr.kind === "present") return this.isSelf(expr.of);
    if (expr.kind === "if") return this.#either(expr, (sight, part) => sight.isSelf(part));
    const cell = cellOf(this.view, expr);
    if (cell === undefined) return isOther(this.view, expr) ? false : undefined;
    const held = cell.part === "readers" ? undefined : this.holds(cell, "write");
    return held ?? this.facts.decide(comparison("=", expr, this.view.self));
  }

  /** Whether the instance itself is in a set of threads. */
  hasSelf(expr: Expr): Truth {
    if (expr.kind === "if") return this.#either(expr, (sight, part) => sight.hasSelf(part));
    if (expr.kind === "set") return someTrue(expr.elements.map((each) => this.isSelf(each)));
    if (expr.kind === "binary" && expr.operator === "union")
      return someTrue([this.hasSelf(expr.left), this.hasSelf(expr.right)]);
    if (expr.kind === "binary" && expr.operator === "minus")
      return negated(someTrue([negated(this.hasSelf(expr.left)), this.hasSelf(expr.right)]));
    const cell = cellOf(this.view, expr);
    if (cell?.part !== "readers") return undefined;
    return this.holds(cell, "read") ?? this.facts.decide(comparison("in", this.view.self, expr));
  }

  #either(
    { condition, then, else: otherwise }: Extract<Expr, { kind: "if" }>,
    ask: (sight: Sight, part: Expr) => Truth,
  ): Truth {
    const known = this.truth(condition);
    if (known !== undefined) return ask(this, known ? then : otherwise);
    const first = ask(this.assume(condition, true), then);
    return first === ask(this.assume(condition, false), otherwise) ? first : undefined;
  }

  /** Whether a holding is surely of this very lock. */
  owns(holding: Holding, { lock, object }: Cell): boolean {
    if (holding.lock !== lock.name) return false;
    return object === undefined || this.#owns(holding, termOf(this.view, object));
  }

  /** Whether the instance holds a lock; in that mode, if one is given. */
  holds(cell: Cell, mode?: "read" | "write"): Truth {
    const found = this.candidates(cell, mode);
    if (found.length === 0) return false;
    if (cell.object === undefined) return true;
    const term = termOf(this.view, cell.object);
    if (term === stranger) return false;
    return found.some((each) => this.#owns(each, term)) ? true : undefined;
  }

  /** The holdings of the class that a lock is of. */
  candidates({ lock }: Cell, mode?: "read" | "write"): readonly Holding[] {
    return this.standing.held.filter(
      (each) => each.lock === lock.name && (mode === undefined || each.mode === mode),
    );
  }

  #owns(holding: Holding, term: string): boolean {
    return holding.owner.includes(term) || term === ownerName(this.standing.held.indexOf(holding));
  }

  /** Over objects, those that matter are tried; over other values, what does not depend on them. */
  #quantified(expr: Quantifier): Truth {
    if (expr.word !== "all" && expr.word !== "some") return undefined;
    const [binder, ...binders] = expr.binders;
    if (binder === undefined) return this.truth(expr.body);
    const rest: Expr = binders.length === 0 ? expr.body : { ...expr, binders };
    const isWhole = binder.domain.kind === "domain";
    const decisive = expr.word === "some";
    const answers = this.#representatives(binder, rest).map((each) => ({
      isSure: isWhole && each.isThere,
      truth: this.truth(substitute(rest, binder.name, each.expr)),
    }));
    if (answers.some(({ truth, isSure }) => isSure && truth === decisive)) return decisive;
    return answers.every(({ truth }) => truth === !decisive) ? !decisive : undefined;
  }

  /** Objects, or anything, of which one is each value of a binder; some may not be there. */
  #representatives(
    { name, type, domain }: Binder,
    body: Expr,
  ): readonly { readonly expr: Expr; readonly isThere: boolean }[] {
    const isObject =
      type.kind === "symbols" &&
      this.view.core.locks.some(({ object }) => object?.name === type.name);
    const named = (term: string, isThere: boolean) => ({
      expr: { kind: "local", name: term, type, span: domain.span } as const,
      isThere,
    });
    if (!isObject) return [named(`#any ${name}`, true)];
    const [only, ...others] = type.values;
    if (only !== undefined && others.length === 0)
      return [{ expr: { kind: "symbol", value: only, type, span: domain.span }, isThere: true }];
    const owners = this.standing.held.flatMap(({ lock }, index) => {
      const { object } = this.view.core.locks.find((each) => each.name === lock) ?? {};
      return object?.name === type.name ? [named(ownerName(index), true)] : [];
    });
    const compared = comparedWith(name, body).map((expr) => ({ expr, isThere: true }));
    return [...owners, ...compared, named(stranger, false)];
  }
}

/** What a local is compared with in a body, if that does not depend on names bound there. */
function comparedWith(name: string, body: Expr): readonly Expr[] {
  const found = new Map<string, Expr>();
  const bound = new Set([name]);
  contains(body, (part) => {
    for (const each of boundNames(part)) bound.add(each);
    return false;
  });
  const isLocal = (expr: Expr): boolean => expr.kind === "local" && expr.name === name;
  contains(body, (part) => {
    if (part.kind !== "binary" || (part.operator !== "=" && part.operator !== "!=")) return false;
    const [one, other] = isLocal(part.left) ? [part.left, part.right] : [part.right, part.left];
    const isOpen = contains(other, (each) => each.kind === "local" && bound.has(each.name));
    if (isLocal(one) && !isOpen && other.kind !== "none") found.set(exprKey(other), other);
    return false;
  });
  return [...found.values()];
}

/** An instance of another process. */
function isOther({ process, core }: View, { kind, type }: Expr): boolean {
  return (
    kind === "local" &&
    type.kind === "symbols" &&
    type.name !== process.name &&
    core.processes.some(({ name }) => name === type.name)
  );
}

function isOption({ type }: Expr): boolean {
  return type.kind === "option";
}

function comparison(operator: "=" | "in", left: Expr, right: Expr): Expr {
  return { kind: "binary", operator, left, right, type: bool, span: left.span };
}

function negation(operand: Expr): Expr {
  return { kind: "not", operand, type: bool, span: operand.span };
}

function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function someTrue(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function compare(operator: Binary["operator"], a: number, b: number): Truth {
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  if (operator === ">") return a > b;
  return operator === ">=" ? a >= b : undefined;
}
