// What is known where an expression stands, from the conditions that lead there: for each tested
// expression, the values or cases it may still have.

import type { Expr } from "./expression.js";
import { isTotal } from "./fold.js";
import { contains, exprKey } from "./traverse.js";
import type { Type } from "./type.js";

/** A test of one expression: true exactly if what it is, by value or case, is one of `yes`. */
interface Test {
  readonly of: Expr;
  readonly all: readonly string[];
  readonly yes: ReadonlySet<string>;
}

const listedInts = 256;

/** How the absence of an option's value is listed; no value is called that. */
const absent = "";

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
    case "option": {
      const listed = type.of.kind === "union" ? undefined : possibilities(type.of);
      return [absent, ...(listed ?? ["some"])];
    }
    case "record":
    case "map":
    case "set":
    case "seq":
    case "bits":
      return undefined;
  }
}

/** The possibility that an expression is, in the type of what it is compared with. */
function possibilityOf(literal: Expr, type: Type): string | undefined {
  const plain = type.kind === "option" ? type.of : type;
  if (literal.kind === "none") return absent;
  if (literal.kind === "bool" || literal.kind === "int" || literal.kind === "symbol") {
    return plain.kind === literal.type.kind ? `${literal.value}` : undefined;
  }
  if (literal.kind === "construct") {
    return type.kind === "union" && literal.fields.length === 0 ? literal.case : undefined;
  }
  const only = literal.type.kind === plain.kind ? possibilities(literal.type) : undefined;
  const isScalar = literal.type.kind === "symbols" || literal.type.kind === "int";
  return isScalar && only?.length === 1 ? only[0] : undefined;
}

function test(of: Expr, isYes: (possibility: string) => boolean): Test | undefined {
  const all = possibilities(of.type);
  return all === undefined ? undefined : { of, all, yes: new Set(all.filter(isYes)) };
}

/** The condition as a test of one expression; at worst of itself. */
function testOf(condition: Expr): Test {
  const itself = { of: condition, all: ["true", "false"], yes: new Set(["true"]) };
  if (condition.kind === "is") {
    const { of, case: name } = condition;
    const isSome = name === "some";
    if (of.type.kind !== "option") return test(of, (each) => each === name) ?? itself;
    return test(of, (each) => isSome === (each !== absent)) ?? itself;
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

  /**
   * What is known in addition where `condition` is `truth`; only of expressions that `admits`
   * admits.
   */
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
    const learnt = this.learn(testOf(condition), truth, admits);
    return truth ? learnt.share(condition, admits) : learnt;
  }

  /** Two expressions that are equal can be only what both can be. */
  private share(condition: Expr, admits: (of: Expr) => boolean): Facts {
    if (condition.kind !== "binary" || condition.operator !== "=") return this;
    const { left, right } = condition;
    const isShared = [left, right].every(({ type }) => {
      const plain = type.kind === "option" ? type.of : type;
      return plain.kind === "symbols" || plain.kind === "int";
    });
    const mayBe = (of: Expr) =>
      this.facts.get(exprKey(of))?.possible ?? new Set(possibilities(of.type));
    const [ofLeft, ofRight] = [mayBe(left), mayBe(right)];
    if (!isShared || ofLeft.size === 0 || ofRight.size === 0) return this;
    const both = [
      [left, ofRight],
      [right, ofLeft],
    ] as const;
    return both.reduce((facts: Facts, [of, others]) => {
      const learnt = test(of, (each) => others.has(each));
      return learnt === undefined ? facts : facts.learn(learnt, true, admits);
    }, this);
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
    const fact = this.facts.get(exprKey(of));
    // What no condition has looked at yet may be out of range, whatever its type says.
    if (fact === undefined && !isTotal(of)) return undefined;
    const possible = [...(fact?.possible ?? all)];
    if (possible.length === 0) return undefined;
    if (possible.every((each) => yes.has(each))) return true;
    return possible.some((each) => yes.has(each)) ? undefined : false;
  }

  /** True if `of` is known to be of the case, or for an option, with `some`, to have a value. */
  knows(of: Expr, name: string): boolean {
    const fact = this.facts.get(exprKey(of));
    if (fact === undefined) return false;
    if (of.type.kind !== "option") return [...fact.possible].every((each) => each === name);
    return [...fact.possible].every((each) => (name === "some") === (each !== absent));
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
