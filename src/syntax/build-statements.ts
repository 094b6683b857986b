// Statements of the tree. One written statement can be several: `unlock a, b` releases each.

import type { Node } from "ohm-js";
import type * as Ast from "./ast.js";
import {
  argumentsOf,
  bindersOf,
  expressionOf,
  lockModeOf,
  maskedOf,
  patternOf,
  wordOf,
} from "./build-expressions.js";
import { list, many, maybe, nameOf, operation, pathOf, spanOf, wholeName } from "./building.js";

const sectionWords = [
  "rcu_read_lock",
  "rcu_read_unlock",
  "irq_off",
  "irq_on",
  "bh_off",
  "bh_on",
] as const;
const seqcountWords = ["write_begin", "write_end", "read_begin"] as const;
const synchronizeWords = ["synchronize_rcu", "synchronize_ipi"] as const;
const lifetimeWords = ["link", "unlink", "free"] as const;

export function statementsOf(node: Node): Ast.Statement[] {
  return many(node.child(0), statementOf).flat();
}

const branchOf = operation<Ast.Statement[]>({
  Branch_several: (_open, inner, _close) => statementsOf(inner),
  Branch_one: (only) => statementOf(only),
});

const matchCaseOf = operation<{ pattern: Ast.Pattern; body: Ast.Statement[] }>({
  MatchCase: (_case, pattern, _then, body) => ({
    pattern: patternOf(pattern),
    body: branchOf(body),
  }),
});

const releasedOf = operation<Ast.Statement>({
  Released(masked, lock, ifHeld) {
    return {
      kind: "lock-release",
      lock: expressionOf(lock),
      ifHeld: ifHeld.numChildren > 0,
      masked: maybe(masked, maskedOf),
      span: spanOf(this),
    };
  },
});

function elseOf(optional: Node): Ast.Statement[] | undefined {
  return maybe(optional, (inner) => branchOf(inner.child(1)));
}

const statementOf: (node: Node) => Ast.Statement[] = operation<Ast.Statement[]>({
  Assign(target, _becomes, value) {
    const span = spanOf(this);
    return [{ kind: "assign", target: expressionOf(target), value: expressionOf(value), span }];
  },
  AssignAll(_all, binders, _colon, body) {
    return [
      {
        kind: "assign-all",
        binders: bindersOf(binders),
        body: branchOf(body),
        span: spanOf(this),
      },
    ];
  },
  If(_if, condition, _then, yes, no) {
    return [
      {
        kind: "if",
        condition: expressionOf(condition),
        then: branchOf(yes),
        else: elseOf(no) ?? [],
        span: spanOf(this),
      },
    ];
  },
  Match(_match, subject, _open, cases, otherwise, _close) {
    return [
      {
        kind: "match",
        subject: expressionOf(subject),
        cases: many(cases, matchCaseOf),
        else: elseOf(otherwise),
        span: spanOf(this),
      },
    ];
  },
  Either(_either, first, rest) {
    const branches = [branchOf(first), ...many(rest, (more) => branchOf(more.child(1)))];
    return [{ kind: "either", branches, span: spanOf(this) }];
  },
  Goto(_goto, step) {
    return [{ kind: "goto", step: nameOf(step), span: spanOf(this) }];
  },
  Stop(_stop) {
    return [{ kind: "stop", span: spanOf(this) }];
  },
  Skip(_skip) {
    return [{ kind: "skip", span: spanOf(this) }];
  },
  Await(_await, condition) {
    return [{ kind: "await", condition: expressionOf(condition), span: spanOf(this) }];
  },
  Pick(_pick, binders, where) {
    return [
      {
        kind: "pick",
        binders: bindersOf(binders),
        condition: maybe(where, (inner) => expressionOf(inner.child(1))),
        span: spanOf(this),
      },
    ];
  },
  Let(_let, name, _equals, value) {
    const span = spanOf(this);
    return [{ kind: "let", name: nameOf(name), value: expressionOf(value), span }];
  },
  Take(mode, _lock, masked, lock) {
    return [
      {
        kind: "lock-take",
        lock: expressionOf(lock),
        mode: maybe(mode, lockModeOf),
        masked: maybe(masked, maskedOf),
        span: spanOf(this),
      },
    ];
  },
  Release: (_unlock, released) => list(released, releasedOf),
  Downgrade(_downgrade, lock) {
    return [{ kind: "lock-downgrade", lock: expressionOf(lock), span: spanOf(this) }];
  },
  Seqcount(word, lock) {
    return [
      {
        kind: "seqcount",
        what: wordOf(word, seqcountWords),
        lock: expressionOf(lock),
        span: spanOf(this),
      },
    ];
  },
  Section(word) {
    return [{ kind: "section", what: wordOf(word, sectionWords), span: spanOf(this) }];
  },
  Synchronize(word) {
    return [{ kind: "synchronize", what: wordOf(word, synchronizeWords), span: spanOf(this) }];
  },
  Allocate(_allocate, name, _in, path) {
    return [
      {
        kind: "allocate",
        name: nameOf(name),
        domain: { kind: "type-name", path: pathOf(path), span: spanOf(path) },
        span: spanOf(this),
      },
    ];
  },
  Lifetime_rcu(_callRcu, _free, object) {
    return [
      {
        kind: "lifetime",
        what: "call_rcu",
        object: expressionOf(object),
        span: spanOf(this),
      },
    ];
  },
  Lifetime_now(word, object) {
    return [
      {
        kind: "lifetime",
        what: wordOf(word, lifetimeWords),
        object: expressionOf(object),
        span: spanOf(this),
      },
    ];
  },
  Call(_call, name, values) {
    return [
      {
        kind: "call",
        procedure: wholeName(name),
        arguments: argumentsOf(values),
        span: spanOf(this),
      },
    ];
  },
  Return(_return) {
    return [{ kind: "return", span: spanOf(this) }];
  },
  Fence(_fence) {
    return [{ kind: "later", feature: "memory fences", span: spanOf(this) }];
  },
  Locked(_locked, _open, _body, _close) {
    return [{ kind: "later", feature: "`locked` operations", span: spanOf(this) }];
  },
});
