// What is known where an expression stands, from the conditions that lead there: for each tested
// expression, the values or cases it may still have.

import type { Expr } from "./expression.js";
import { contains, exprKey } from "./traverse.js";
import type { Type } from "./type.js";

/** A test of one expression: true exactly if what it is, by value or case, is one of `yes`. */
export interface Test {
  readonly of: Expr;
  readonly all: readonly string[];
  readonly yes: ReadonlySet<string>;
}

const listedInts = 256;

/** What a value may be, as far as tests tell it apart; undefined if there is too much to list. */
function possibilities(type: Type): readonly string[] | undefined {
  switch (type.kind) {
    case "bool":
      return ["true", "false"];
    case "int":
      return type.high - type.low >= listedInts
        ? undefined
        : Array.from({ length: type.high - type.low + 1 }, (_, i) => `${type.low + i}`);
    case "symbols":
      return type.values;
    case "union":
      return type.cases.map((each) => each.name);
    case "option":
      return [
        "none",
        ...(type.of.kind === "symbols" ? type.of.values.map((v) => `=${v}`) : ["some"]),
      ];
    case "record":
    case "map":
    case "set":
    case "seq":
    case "bits":
      return undefined;
  }
}

/** The possibility that a literal is, in the type of what it is compared with. */
function possibilityOf(literal: Expr, type: Type): string | undefined {
  if (literal.kind === "bool" || literal.kind === "int") {
    return type.kind === literal.type.kind ? `${literal.value}` : undefined;
  }
  if (literal.kind === "symbol" && type.kind === "option") {
    return type.of.kind === "symbols" ? `=${literal.value}` : undefined;
  }
  if (literal.kind === "symbol") return literal.value;
  if (literal.kind === "none") return "none";
  return literal.kind === "construct" && literal.fields.length === 0 ? literal.case : undefined;
}

function test(of: Expr, isYes: (possibility: string) => boolean): Test | undefined {
  const all = possibilities(of.type);
  return all === undefined ? undefined : { of, all, yes: new Set(all.filter(isYes)) };
}

/** The condition as a test of one expression; at worst of itself. */
export function testOf(condition: Expr): Test {
  const itself = { of: condition, all: ["true", "false"], yes: new Set(["true"]) };
  if (condition.kind === "is") {
    const { of, case: name } = condition;
    const isSome = of.type.kind === "option" && name === "some";
    return test(of, (each) => (isSome ? each !== "none" : each === name)) ?? itself;
  }
  if (condition.kind === "binary" && condition.operator === "=") {
    for (const [of, literal] of [
      [condition.left, condition.right],
      [condition.right, condition.left],
    ] as const) {
      const value = possibilityOf(literal, of.type);
      if (value !== undefined) return test(of, (each) => each === value) ?? itself;
    }
  }
  return itself;
}

interface Fact {
  readonly of: Expr;
  readonly possible: ReadonlySet<string>;
}

export class Facts {
  static readonly none = new Facts(new Map());

  private readonly facts: ReadonlyMap<string, Fact>;

  private constructor(facts: ReadonlyMap<string, Fact>) {
    this.facts = facts;
  }

  /** What is known in addition where `condition` is `truth`; only of expressions that `admits` admits. */
  assume(condition: Expr, truth: boolean, admits: (of: Expr) => boolean = () => true): Facts {
    if (condition.kind === "not") return this.assume(condition.operand, !truth, admits);
    if (condition.kind === "binary") {
      const { operator, left, right } = condition;
      if (operator === "and" && truth) {
        return this.assume(left, true, admits).assume(right, true, admits);
      }
      if (operator === "or" && !truth) {
        return this.assume(left, false, admits).assume(right, false, admits);
      }
      if (operator === "implies" && !truth) {
        return this.assume(left, true, admits).assume(right, false, admits);
      }
      if (operator === "!=") {
        return this.learn(testOf({ ...condition, operator: "=" }), !truth, admits);
      }
    }
    return this.learn(testOf(condition), truth, admits);
  }

  private learn({ of, all, yes }: Test, truth: boolean, admits: (of: Expr) => boolean): Facts {
    if (!admits(of)) return this;
    const key = exprKey(of);
    const before = this.facts.get(key)?.possible ?? new Set(all);
    const possible = new Set([...before].filter((each) => yes.has(each) === truth));
    return new Facts(new Map([...this.facts, [key, { of, possible }]]));
  }

  /** The truth of a condition that is no `and`, `or` or the like, if it is known. */
  decide(condition: Expr): boolean | undefined {
    const { of, all, yes } = testOf(condition);
    const possible = [...(this.facts.get(exprKey(of))?.possible ?? all)];
    if (possible.length === 0) return undefined;
    if (possible.every((each) => yes.has(each))) return true;
    return possible.some((each) => yes.has(each)) ? undefined : false;
  }

  /** True if `of` is known to be of the case, or for an option, with `some`, to have a value. */
  knows(of: Expr, name: string): boolean {
    const fact = this.facts.get(exprKey(of));
    if (fact === undefined) return false;
    const isSome = of.type.kind === "option" && name === "some";
    return [...fact.possible].every((each) => (isSome ? each !== "none" : each === name));
  }

  /** Only the facts of expressions that satisfy `condition`. */
  keep(condition: (of: Expr) => boolean): Facts {
    return new Facts(new Map([...this.facts].filter(([, fact]) => condition(fact.of))));
  }

  /** What is still known where these names mean something else. */
  without(names: readonly string[]): Facts {
    return this.keep(
      (of) => !contains(of, (part) => part.kind === "local" && names.includes(part.name)),
    );
  }
}
