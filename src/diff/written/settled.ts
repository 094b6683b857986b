// Declarations as one variant has them: switches set, what follows from them decided, and what is
// not there left out. Nothing else changes, so that the author's words can be told from others.

import type * as Ast from "../../syntax/ast.js";

/** What a variant decides. */
export interface Settings {
  readonly declarations: readonly Ast.Declaration[];
  readonly settings: ReadonlyMap<string, Ast.Expr>;
}

/** The declarations that are there, each as it is then. */
export function settled({ declarations, settings }: Settings): readonly Ast.Declaration[] {
  const settle = settling(declarations, settings);
  return declarations.flatMap((each) => {
    const found = settle(set(each, settings));
    return isAbsent(found) ? [] : [withoutWords(found)];
  });
}

function set(each: Ast.Declaration, settings: ReadonlyMap<string, Ast.Expr>): Ast.Declaration {
  if (each.kind !== "switch" && each.kind !== "const") return each;
  return { ...each, value: settings.get(each.name.text) ?? each.value };
}

/** Rewrites any part of the tree. */
type Settle = <T>(tree: T) => T;

function settling(
  declarations: readonly Ast.Declaration[],
  settings: ReadonlyMap<string, Ast.Expr>,
): Settle {
  const known = new Map<string, Ast.Expr>();
  const symbols = symbolsIn(declarations);
  const isLiteral = (expr: Ast.Expr) =>
    expr.kind === "boolean" ||
    expr.kind === "number" ||
    (expr.kind === "name" && symbols.has(expr.name.text));
  const folded = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.flatMap((each) => statementOf(folded(each)));
    if (!isPart(node)) return node;
    const copy = Object.fromEntries(
      Object.entries(node).map(([key, value]: [string, unknown]) => [
        key,
        key === "span" ? value : folded(value),
      ]),
    );
    return isExpr(copy) ? foldExpr(copy, known, isLiteral) : copy;
  };
  // A copy has the shape of what it was made from.
  const settle: Settle = <T>(tree: T): T => folded(tree) as T;
  for (const each of declarations) {
    if (each.kind !== "switch" && each.kind !== "const") continue;
    const value = settle(settings.get(each.name.text) ?? each.value);
    if (isLiteral(value)) known.set(each.name.text, value);
  }
  return settle;
}

/** Cases that carry nothing, which are equal only if they are called the same. */
function symbolsIn(declarations: readonly Ast.Declaration[]): ReadonlySet<string> {
  const types = declarations.flatMap((each) =>
    each.kind === "switch" || each.kind === "type" ? [each.type] : [],
  );
  return new Set(
    types.flatMap((type) =>
      type.kind === "type-union"
        ? type.cases.flatMap(({ name, fields }) => (fields.length === 0 ? [name.text] : []))
        : [],
    ),
  );
}

interface Part {
  readonly kind?: unknown;
}

function isPart(node: unknown): node is Part {
  return typeof node === "object" && node !== null;
}

const foldable: readonly unknown[] = ["name", "unary", "binary", "if-expr"];

function isExpr(node: Part): node is Ast.Expr {
  return foldable.includes(node.kind);
}

function foldExpr(
  expr: Ast.Expr,
  known: ReadonlyMap<string, Ast.Expr>,
  isLiteral: (expr: Ast.Expr) => boolean,
): Ast.Expr {
  const { span } = expr;
  const truth = (value: boolean): Ast.Expr => ({ kind: "boolean", value, span });
  switch (expr.kind) {
    case "name":
      return known.get(expr.name.text) ?? expr;
    case "unary":
      return expr.operator === "not" && expr.operand.kind === "boolean"
        ? truth(!expr.operand.value)
        : expr;
    case "if-expr":
      if (expr.condition.kind !== "boolean") return expr;
      return expr.condition.value ? expr.then : expr.else;
    case "binary": {
      const { operator, left, right } = expr;
      if ((operator === "=" || operator === "!=") && isLiteral(left) && isLiteral(right))
        return truth((textOf(left) === textOf(right)) === (operator === "="));
      if (left.kind === "number" && right.kind === "number")
        return foldNumbers(operator, left, right, truth) ?? expr;
      return foldLogic(operator, left, right, truth) ?? expr;
    }
    default:
      return expr;
  }
}

function foldLogic(
  operator: Ast.BinaryOperator,
  left: Ast.Expr,
  right: Ast.Expr,
  truth: (value: boolean) => Ast.Expr,
): Ast.Expr | undefined {
  const is = (expr: Ast.Expr, value: boolean) => expr.kind === "boolean" && expr.value === value;
  if (operator === "and" || operator === "or") {
    const unit = operator === "and";
    if (is(left, !unit) || is(right, !unit)) return truth(!unit);
    if (is(left, unit)) return right;
    return is(right, unit) ? left : undefined;
  }
  if (operator !== "implies") return undefined;
  if (is(left, false) || is(right, true)) return truth(true);
  return is(left, true) ? right : undefined;
}

type NumberExpr = Extract<Ast.Expr, { kind: "number" }>;

function foldNumbers(
  operator: Ast.BinaryOperator,
  left: NumberExpr,
  { value: b }: NumberExpr,
  truth: (value: boolean) => Ast.Expr,
): Ast.Expr | undefined {
  const { value: a } = left;
  const number = (value: bigint): Ast.Expr => ({ ...left, value });
  switch (operator) {
    case "<":
      return truth(a < b);
    case "<=":
      return truth(a <= b);
    case ">":
      return truth(a > b);
    case ">=":
      return truth(a >= b);
    case "+":
      return number(a + b);
    case "*":
      return number(a * b);
    case "-":
      return a < b ? undefined : number(a - b);
    default:
      return undefined;
  }
}

function textOf(expr: Ast.Expr): string {
  if (expr.kind === "name") return expr.name.text;
  return expr.kind === "boolean" || expr.kind === "number" ? String(expr.value) : "";
}

/** A statement, or what is left of an `if` that is decided. */
function statementOf(node: unknown): unknown {
  if (!isPart(node) || node.kind !== "if" || !("condition" in node)) return [node];
  const { condition } = node;
  if (!isPart(condition) || condition.kind !== "boolean" || !("value" in condition)) return [node];
  const branch = condition.value === true ? "then" : "else";
  return Object.entries(node).find(([key]) => key === branch)?.[1] ?? [];
}

function isFalse(onlyWhen: Ast.Expr | undefined): boolean {
  return onlyWhen?.kind === "boolean" && !onlyWhen.value;
}

function isAbsent(each: Ast.Declaration): boolean {
  return "onlyWhen" in each && isFalse(each.onlyWhen);
}

/** Without what only a reader is told, and conditions that are met. */
function withoutWords(each: Ast.Declaration): Ast.Declaration {
  const plain = plainOf(each);
  switch (plain.kind) {
    case "object": {
      const members = plain.members.filter((one) => one.kind === "state" || !isFalse(one.onlyWhen));
      return { ...plain, members: members.map(plainOf) };
    }
    case "process":
    case "procedure":
      return {
        ...plain,
        steps: plain.steps.filter(({ onlyWhen }) => !isFalse(onlyWhen)).map(plainStep),
      };
    case "rule": {
      const unless = plain.form.unless.filter((each) => !isFalse(each));
      return { ...plain, form: { ...plain.form, unless } };
    }
    default:
      return plain;
  }
}

function plainStep(step: Ast.Step): Ast.Step {
  const { span } = step;
  const body: readonly Ast.Statement[] =
    step.body.length > 0 ? step.body : [{ kind: "skip", span }];
  return { ...plainOf(step), body };
}

function plainOf<D extends object>(each: D): D {
  const told = "sentence" in each ? { sentence: undefined } : {};
  const isMet =
    "onlyWhen" in each && isPart(each.onlyWhen) && "value" in each.onlyWhen && each.onlyWhen.value;
  return { ...each, ...told, ...(isMet === true ? { onlyWhen: undefined } : {}) };
}
