// Rules and temporal properties of the tree: what may follow `rule NAME` and `property NAME`.

import type { Node } from "ohm-js";
import { cover } from "../base/source.js";
import type * as Ast from "./ast.js";
import { bindersOf, expressionOf, wordOf } from "./build-expressions.js";
import { list, maybe, nameOf, operation, pathOf, spanOf } from "./building.js";

const sectionVerbs = ["enter_rcu", "leave_rcu"] as const;
const accessVerbs = ["read", "write", "lock", "unlock", "step"] as const;
const lifeVerbs = ["allocate", "link", "unlink", "free"] as const;

function byOf(optional: Node): Ast.Name | undefined {
  return maybe(optional, (inner) => nameOf(inner.child(1)));
}

function testEvent(node: Node, condition: Node, by: Node): Ast.Event {
  const subject = expressionOf(condition);
  return { kind: "event", verb: "test", subject, of: undefined, by: byOf(by), span: spanOf(node) };
}

const eventOf = operation<Ast.Event>({
  Event_test(_test, condition, by) {
    return testEvent(this, condition, by);
  },
  BetweenEvent_test(_test, condition, by) {
    return testEvent(this, condition, by);
  },
  Event_section(word, by) {
    return {
      kind: "event",
      verb: wordOf(word, sectionVerbs),
      subject: undefined,
      of: undefined,
      by: byOf(by),
      span: spanOf(this),
    };
  },
  Event_access(verb, subject, by) {
    return {
      kind: "event",
      verb: wordOf(verb, accessVerbs),
      subject: expressionOf(subject),
      of: undefined,
      by: byOf(by),
      span: spanOf(this),
    };
  },
  Event_life(verb, subject, of, by) {
    return {
      kind: "event",
      verb: wordOf(verb, lifeVerbs),
      subject: expressionOf(subject),
      of: maybe(of, kindOf),
      by: byOf(by),
      span: spanOf(this),
    };
  },
});

/** `in Table`. */
function kindOf(of: Node): Ast.Type {
  const path = of.child(1);
  return { kind: "type-name", path: pathOf(path), span: spanOf(path) };
}

function eventsOf(node: Node): Ast.Event[] {
  return list(node.child(0), eventOf);
}

function unlessOf(optional: Node): Ast.Expr[] {
  return maybe(optional, (inner) => list(inner.child(1), expressionOf)) ?? [];
}

export const ruleFormOf = operation<Ast.RuleForm>({
  RuleForm_on: (_on, on, _need, need, unless) => ({
    form: "on",
    on: eventsOf(on),
    need: expressionOf(need),
    unless: unlessOf(unless),
  }),
  RuleForm_after: (_after, after, until, _before, before, _need, need, unless) => ({
    form: "after",
    after: eventsOf(after),
    until: maybe(until, (inner) => eventsOf(inner.child(1))) ?? [],
    before: eventsOf(before),
    need: eventsOf(need),
    unless: unlessOf(unless),
  }),
  RuleForm_never: (_never, never, _between, from, _and, to, unless) => ({
    form: "never",
    never: eventsOf(never),
    from: eventsOf(from),
    to: eventsOf(to),
    unless: unlessOf(unless),
  }),
});

type TemporalOperator = Extract<Ast.Temporal, { kind: "temporal-binary" }>["operator"];

/** What speaks of one state only stays one expression: `a and b` is not split by its `and`. */
function both(operator: TemporalOperator, left: Ast.Temporal, right: Ast.Temporal): Ast.Temporal {
  const span = cover(left.span, right.span);
  if (operator === "leads to" || operator === "until")
    return { kind: "temporal-binary", operator, left, right, span };
  if (left.kind === "temporal-state" && right.kind === "temporal-state")
    return ofState({ kind: "binary", operator, left: left.expr, right: right.expr, span });
  return { kind: "temporal-binary", operator, left, right, span };
}

function ofState(expr: Ast.Expr): Ast.Temporal {
  return { kind: "temporal-state", expr, span: expr.span };
}

function maybeBoth(operator: TemporalOperator, left: Node, rest: Node, at: number): Ast.Temporal {
  const [right] = rest.children;
  if (right === undefined) return temporalOf(left);
  return both(operator, temporalOf(left), temporalOf(right.child(at)));
}

function allOf(operator: "and" | "or", parts: Node): Ast.Temporal {
  const [first, ...rest] = list(parts, temporalOf);
  if (first === undefined) throw new Error("the grammar lets an empty formula through");
  return rest.reduce((left, right) => both(operator, left, right), first);
}

export const temporalOf: (node: Node) => Ast.Temporal = operation<Ast.Temporal>({
  Temporal: (left, right) => maybeBoth("leads to", left, right, 2),
  TemporalImplies: (left, right) => maybeBoth("implies", left, right, 1),
  TemporalOr: (parts) => allOf("or", parts),
  TemporalAnd: (parts) => allOf("and", parts),
  TemporalUntil: (left, right) => maybeBoth("until", left, right, 1),
  TemporalUnary_quantifier(word, binders, _colon, body) {
    const span = spanOf(this);
    const inner = temporalOf(body);
    const bound = { word: wordOf(word, ["all", "some"]), binders: bindersOf(binders), span };
    return inner.kind === "temporal-state"
      ? ofState({ kind: "quantifier", ...bound, body: inner.expr })
      : { kind: "temporal-quantifier", ...bound, body: inner };
  },
  TemporalUnary_modal(word, operand) {
    return {
      kind: "temporal-unary",
      operator: /^(always|\[\])$/.test(word.sourceString) ? "always" : "eventually",
      operand: temporalOf(operand),
      span: spanOf(this),
    };
  },
  TemporalUnary_step(_step, expr) {
    return { kind: "temporal-step", expr: expressionOf(expr), span: spanOf(this) };
  },
  TemporalUnary_state: (expr) => ofState(expressionOf(expr)),
  TemporalUnary_not(_not, inner) {
    const span = spanOf(this);
    const operand = temporalOf(inner);
    return operand.kind === "temporal-state"
      ? ofState({ kind: "unary", operator: "not", operand: operand.expr, span })
      : { kind: "temporal-unary", operator: "not", operand, span };
  },
  TemporalUnary_parentheses: (_open, inner, _close) => temporalOf(inner),
});
