// Rules and temporal properties at random; see arbitrary.ts.

import type { Arbitrary } from "fast-check";
import fc from "fast-check";
import type * as Ast from "../../src/syntax/ast.js";
import { temporalOfState } from "./state-formula.js";

const nowhere = { source: { path: "generated.lw", text: "" }, start: 0, end: 0 };
const some = <T>(of: Arbitrary<T>): Arbitrary<T[]> => fc.array(of, { minLength: 1, maxLength: 2 });
const any = <T>(of: Arbitrary<T>): Arbitrary<T[]> => fc.array(of, { maxLength: 2 });

export function arbitraryRule(
  name: Arbitrary<Ast.Name>,
  expr: Arbitrary<Ast.Expr>,
  place: Arbitrary<Ast.Expr>,
): Arbitrary<Ast.RuleForm> {
  const by = fc.option(name, { nil: undefined });
  const event = (
    verb: Ast.EventVerb,
    subject: Arbitrary<Ast.Expr | undefined>,
    of: Arbitrary<Ast.Type | undefined> = fc.constant(undefined),
  ) =>
    fc
      .record({ by, subject, of })
      .map((parts): Ast.Event => ({ kind: "event", verb, ...parts, span: nowhere }));
  const verbs = ["read", "write", "lock", "unlock", "step"] as const;
  const lifeVerbs = ["allocate", "link", "unlink", "free"] as const;
  const kind = name.map((each): Ast.Type => ({ kind: "type-name", path: [each], span: nowhere }));
  const events = some(
    fc.oneof(
      event("test", expr),
      event("enter_rcu", fc.constant(undefined)),
      event("leave_rcu", fc.constant(undefined)),
      ...verbs.map((verb) => event(verb, place)),
      ...lifeVerbs.map((verb) => event(verb, place, fc.option(kind, { nil: undefined }))),
    ),
  );
  const unless = any(expr);
  return fc.oneof(
    fc.record({ form: fc.constant("on" as const), on: events, need: expr, unless }),
    fc.record({
      form: fc.constant("after" as const),
      after: events,
      until: fc.oneof(fc.constant([]), events),
      before: events,
      need: events,
      unless,
    }),
    fc.record({
      form: fc.constant("never" as const),
      never: events,
      from: events,
      to: events,
      unless,
    }),
  );
}

export function arbitraryTemporal(expr: Arbitrary<Ast.Expr>): Arbitrary<Ast.Temporal> {
  return fc.letrec<{ formula: Ast.Temporal }>((tie) => ({
    formula: fc
      .oneof(
        { depthSize: "small", withCrossShrink: true },
        expr.map((of): Ast.Temporal => ({ kind: "temporal-state", expr: of, span: nowhere })),
        expr.map((of): Ast.Temporal => ({ kind: "temporal-step", expr: of, span: nowhere })),
        fc
          .tuple(fc.constantFrom("always", "eventually", "not"), tie("formula"))
          .map(([operator, operand]): Ast.Temporal => ({
            kind: "temporal-unary",
            operator,
            operand,
            span: nowhere,
          })),
        fc
          .tuple(
            fc.constantFrom("leads to", "until", "and", "or", "implies"),
            tie("formula"),
            tie("formula"),
          )
          .map(([operator, left, right]): Ast.Temporal => ({
            kind: "temporal-binary",
            operator,
            left,
            right,
            span: nowhere,
          })),
      )
      .map(temporalOfState),
  })).formula;
}
