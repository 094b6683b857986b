// Trees at random, of every kind that the grammar has. Their places say nothing; `comment` is only
// where a comment stands above a declaration.

import type { Arbitrary } from "fast-check";
import fc from "fast-check";
import type { Span } from "../../src/base/source.js";
import type * as Ast from "../../src/syntax/ast.js";
import { arbitraryRule, arbitraryTemporal } from "./arbitrary-rules.js";

const nowhere: Span = { source: { path: "generated.lw", text: "" }, start: 0, end: 0 };

function node<K extends string, T extends object>(
  kind: K,
  model: { [P in keyof T]: Arbitrary<T[P]> },
): Arbitrary<T & { kind: K; span: Span }> {
  // Records are made of what `model` says, key by key.
  return fc
    .record(model as unknown as Record<string, Arbitrary<unknown>>)
    .map((parts) => ({ kind, ...parts, span: nowhere }) as unknown as T & { kind: K; span: Span });
}

const name: Arbitrary<Ast.Name> = fc
  .constantFrom("a", "b2", "c", "Table", "is_new", "_x", "pmd", "a_name_that_takes_some_room")
  .map((text) => ({ text, span: nowhere }));

const maybe = <T>(of: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const some = <T>(of: Arbitrary<T>): Arbitrary<T[]> => fc.array(of, { minLength: 1, maxLength: 3 });
const few = <T>(of: Arbitrary<T>): Arbitrary<T[]> => fc.array(of, { maxLength: 3 });

const sentence: Arbitrary<Ast.Sentence> = maybe(
  fc.constantFrom(
    "",
    "A sentence.",
    "It // is no comment",
    "Long enough to be a line of its own, or so it seems.",
  ),
);

const path = some(name);
const count = fc.nat({ max: 9 });
const mode = maybe(fc.constantFrom<Ast.LockMode>("read", "write"));
const masked = maybe(fc.constantFrom<Ast.Masked>("irq", "bh"));

const pattern: Arbitrary<Ast.Pattern> = fc.oneof(
  node("pattern-any", {}),
  node("pattern-case", { name, fields: few(maybe(name)) }),
);

const operators = [
  ...(["implies", "or", "and", "=", "!=", "<", "<=", ">", ">=", "in", "not in", "subset"] as const),
  ...(["union", "intersect", "minus", "+", "-", "*", "div", "mod"] as const),
];
const quantifiers = ["all", "some", "count", "choose", "sum", "min", "max"] as const;

type Expressions = { expr: Ast.Expr; place: Ast.Expr; binder: Ast.Binder };

const { expr, place, binder } = fc.letrec<Expressions>((tie) => {
  const inner = tie("expr");
  const bound = tie("binder");
  const fieldValue = fc.record({ name, value: inner });
  const aName = node("name", { name });
  const tails: Arbitrary<Ast.Expr>[] = [
    node("field", { of: tie("place"), name }),
    node("index", { of: tie("place"), index: inner }),
  ];
  const simple: Arbitrary<Ast.Expr>[] = [
    node("number", { value: fc.bigInt(0n, 70_000n), hex: fc.boolean() }),
    node("boolean", { value: fc.boolean() }),
    aName,
  ];
  return {
    place: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      aName,
      node("apply", { name, arguments: few(inner) }),
      ...tails,
    ),
    binder: node("binder", { name, domain: inner }),
    expr: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(...simple),
      node("wildcard", {}),
      node("field", { of: inner, name }),
      node("index", { of: inner, index: inner }),
      node("apply", { name, arguments: few(inner) }),
      node("held", { lock: inner, mode, by: maybe(inner) }),
      node("trylock", { lock: tie("place"), mode, masked }),
      node("unary", { operator: fc.constantFrom("not", "-"), operand: inner }),
      node("binary", { operator: fc.constantFrom(...operators), left: inner, right: inner }),
      node("binary", { operator: fc.constantFrom("and", "or"), left: inner, right: inner }),
      node("is", { subject: inner, pattern }),
      node("if-expr", { condition: inner, then: inner, else: inner }),
      node("match-expr", {
        subject: inner,
        cases: some(fc.record({ pattern, value: inner })),
        else: maybe(inner),
      }),
      node("let-expr", { name, value: inner, body: inner }),
      node("quantifier", {
        word: fc.constantFrom(...quantifiers),
        binders: some(bound),
        body: inner,
      }),
      node("range", { low: inner, high: inner }),
      node("set-literal", { elements: few(inner) }),
      node("set-filter", { binder: bound, condition: inner }),
      node("set-image", { value: inner, binders: some(bound) }),
      node("seq-literal", { elements: few(inner) }),
      node("seq-filter", { binder: bound, condition: inner }),
      node("seq-image", { value: inner, binder: bound }),
      node("fold", { name, initial: inner, binder: bound, body: inner }),
      node("map-literal", { binder: bound, value: inner }),
      node("record-literal", { fields: some(fieldValue) }),
      node("map-set", { keys: inner, values: inner }),
      node("sets-of", { of: inner }),
      node("seqs-of", { of: inner, max: inner }),
      node("options-of", { of: inner }),
      node("with", {
        of: inner,
        changes: some(fc.oneof(fieldValue, fc.record({ index: inner, value: inner }))),
      }),
    ),
  };
});

const { type } = fc.letrec<{ type: Ast.Type }>((tie) => {
  const inner = tie("type");
  const parameter = node("parameter", { name, type: inner });
  const field = fc.record({ name: maybe(name), type: inner });
  return {
    type: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      node("type-name", { path }),
      node("type-range", { low: expr, high: expr }),
      node("type-union", {
        cases: fc.array(node("union-case", { name, fields: few(field) }), {
          minLength: 2,
          maxLength: 4,
        }),
      }),
      node("type-union", { cases: fc.tuple(node("union-case", { name, fields: some(field) })) }),
      node("type-record", { fields: some(parameter) }),
      node("type-map", { key: inner, value: inner }),
      node("type-set", { of: inner }),
      node("type-seq", { of: inner, max: expr }),
      node("type-option", { of: inner }),
      // In a union, what begins with a parenthesis would be what a case carries.
      node("type-interchangeable", {
        count: fc.oneof(
          node("number", { value: fc.bigInt(0n, 9n), hex: fc.constant(false) }),
          node("name", { name }),
        ),
      }),
    ),
  };
});
const parameter = node("parameter", { name, type });

const { statement } = fc.letrec<{ statement: Ast.Statement }>((tie) => {
  const body = some(tie("statement"));
  return {
    statement: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      node("assign", { target: place, value: expr }),
      node("assign-all", { binders: some(binder), body }),
      node("if", { condition: expr, then: body, else: fc.oneof(fc.constant([]), body) }),
      node("match", {
        subject: expr,
        cases: some(fc.record({ pattern, body })),
        else: maybe(body),
      }),
      node("either", { branches: fc.array(body, { minLength: 2, maxLength: 3 }) }),
      node("goto", { step: name }),
      fc.oneof(node("stop", {}), node("skip", {}), node("return", {})),
      node("await", { condition: expr }),
      node("pick", { binders: some(binder), condition: maybe(expr) }),
      node("let", { name, value: expr }),
      node("lock-take", { lock: place, mode, masked }),
      node("lock-release", { lock: place, ifHeld: fc.boolean(), masked }),
      node("lock-downgrade", { lock: place }),
      node("section", {
        what: fc.constantFrom(
          ...([
            "rcu_read_lock",
            "rcu_read_unlock",
            "irq_off",
            "irq_on",
            "bh_off",
            "bh_on",
          ] as const),
        ),
      }),
      node("synchronize", { what: fc.constantFrom("synchronize_rcu", "synchronize_ipi") }),
      node("allocate", { name, domain: node("type-name", { path }) }),
      node("lifetime", {
        what: fc.constantFrom("link", "unlink", "free", "call_rcu"),
        object: place,
      }),
      node("call", { procedure: name, arguments: few(expr) }),
    ),
  };
});
const body = some(statement);

// --- Declarations --------------------------------------------------------------------------------

const comment = maybe(fc.constantFrom("a comment", "of two\nlines", 'with "quotes'));
const none = fc.constant(undefined);
const fairness = fc.constantFrom<Ast.Fairness>("none", "weak", "strong");
const claim = { name, sentence, onlyWhen: maybe(expr), body: expr };
const variable = node("variable", { name, type, value: maybe(expr), comment: none });

const lockSet = fc.letrec<{ set: Ast.LockSet }>((tie) => ({
  set: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    node("lock-set-any", { word: fc.constant("any" as const) }),
    node("lock-set-section", { section: fc.constantFrom("rcu", "irq_off", "bh_off") }),
    node("lock-set-lock", { lock: node("name", { name }), mode }),
    node("lock-set-operation", {
      operator: fc.constantFrom("and", "or"),
      left: tie("set"),
      right: tie("set"),
    }),
  ),
})).set;

function lock(about: Arbitrary<string | undefined>): Arbitrary<Ast.Lock> {
  const rest = { name, sentence, onlyWhen: maybe(expr), comment: about };
  return fc.oneof(
    node("lock", { ...rest, form: name, same: none }),
    node("lock", { ...rest, form: none, same: place }),
  );
}

/** What a variant can add as well, where it has no comment. */
function editables(
  about: Arbitrary<string | undefined>,
): Arbitrary<Exclude<Ast.Editable, Ast.Step>> {
  return fc.oneof(
    lock(about),
    node("order", {
      locks: fc.array(name, { minLength: 2, maxLength: 4 }),
      onlyWhen: maybe(expr),
      comment: about,
    }),
    node("nesting", {
      binders: some(binder),
      outer: place,
      inner: place,
      by: maybe(name),
      condition: expr,
      onlyWhen: maybe(expr),
      comment: about,
    }),
    node("guard", {
      target: path,
      accesses: some(fc.record({ access: fc.constantFrom("read", "write"), locks: lockSet })),
      sentence,
      onlyWhen: maybe(expr),
      comment: about,
    }),
    node("action", {
      fairness,
      name,
      parameters: few(parameter),
      sentence,
      onlyWhen: maybe(expr),
      guard: maybe(expr),
      body,
      comment: about,
    }),
    node("rule", {
      name,
      sentence,
      onlyWhen: maybe(expr),
      form: arbitraryRule(name, expr, place),
      comment: about,
    }),
    node("invariant", { ...claim, comment: about }),
    node("reachable", { ...claim, comment: about }),
    node("constraint", { ...claim, comment: about }),
    node("fairness", {
      name,
      sentence,
      onlyWhen: maybe(expr),
      strength: fc.constantFrom("weak", "strong"),
      binders: few(binder),
      instances: some(node("instances", { path, arguments: maybe(few(expr)), when: maybe(expr) })),
      comment: about,
    }),
    node("property", {
      ...claim,
      parameters: few(parameter),
      body: arbitraryTemporal(expr),
      comment: about,
    }),
  );
}

function step(fair: Arbitrary<Ast.Fairness>): Arbitrary<Ast.Step> {
  return node("step", {
    fairness: fair,
    name,
    sentence,
    onlyWhen: maybe(expr),
    body,
    comment: none,
  });
}

const plain = fc.constant<Ast.Fairness>("none");
const runCounts = some(node("run-count", { process: name, count }));

const beside = fc.record({
  side: fc.constantFrom("after" as const, "before" as const),
  step: name,
});

const edit: Arbitrary<Ast.Edit> = fc.oneof(
  node("edit-set", { name, value: expr }),
  node("edit-run", { counts: runCounts }),
  node("edit-allow", { names: some(name) }),
  node("edit-drop", { what: fc.constant({ text: "step", span: nowhere }), target: path }),
  fc
    .tuple(path, fc.oneof(step(plain), editables(none)))
    .filter(([, { kind }]) => kind !== "order" && kind !== "nesting")
    .map(([target, declaration]): Ast.Edit => ({
      kind: "edit-replace",
      target,
      declaration: renamed(
        { ...declaration, ...("fairness" in declaration ? { fairness: "none" } : {}) },
        target,
      ),
      span: nowhere,
    })),
  fc.tuple(path, maybe(beside), step(fairness)).map(([target, at, declaration]): Ast.Edit => ({
    kind: "edit-add",
    target,
    beside: at,
    declaration: renamed(declaration, target),
    span: nowhere,
  })),
  editables(none).map((declaration): Ast.Edit => ({
    kind: "edit-add",
    target:
      declaration.kind === "order" || declaration.kind === "nesting"
        ? []
        : declaration.kind === "guard"
          ? declaration.target
          : [declaration.name],
    beside: undefined,
    declaration,
    span: nowhere,
  })),
);

function renamed(of: Ast.Editable, target: readonly Ast.Name[]): Ast.Editable {
  if (of.kind === "order" || of.kind === "nesting") return of;
  if (of.kind === "guard") return { ...of, target };
  const last = target.at(-1);
  return last === undefined ? of : { ...of, name: last };
}

const bitField = fc
  .tuple(name, count, fc.nat({ max: 3 }), maybe(some(fc.bigInt(0n, 99n))), sentence)
  .map(([field, low, more, allowed, says]): Ast.BitField => ({
    kind: "bit-field",
    name: field,
    low,
    high: low + more,
    allowed,
    sentence: says,
    comment: undefined,
    span: nowhere,
  }));

const argument: Arbitrary<Ast.Argument> = fc.oneof(
  node("argument-value", { expr }),
  node("argument-type", { type: node("type-set", { of: node("type-name", { path }) }) }),
);
const moduleParameter = node("module-parameter", {
  name,
  type: maybe(type),
  default: maybe(argument),
});

const counted = fc.record({ what: fc.constantFrom("distinct", "generated", "depth"), count });
const plainState = node("state", { variables: some(variable), comment: none });
/** Shared where its first variable has no value: a choice of its own is not needed. */
const state = plainState.map((each) =>
  each.variables[0]?.value === undefined
    ? { ...each, variables: each.variables.map((one) => ({ ...one, shared: true as const })) }
    : each,
);
const found = fc
  .tuple(name, maybe(count))
  .map(([property, steps]): Ast.Found => ({ ...property, steps }));
const declaration: Arbitrary<Ast.Declaration> = fc.oneof(
  node("import", {
    path,
    given: few(node("given", { name, argument })),
    names: maybe(some(name)),
    alias: maybe(name),
    comment,
  }),
  fc
    .record({
      path,
      given: few(node("given", { name, argument })),
      sentence,
      parts: few(node("refinement-part", { name, value: expr })),
      onlyWhen: maybe(expr),
      comment,
    })
    .map((parts): Ast.Refinement => {
      const text = ["refines", ...parts.path.map((each) => each.text)].join("_");
      return { kind: "refinement", name: { text, span: nowhere }, ...parts, span: nowhere };
    }),
  node("const", { name, type: maybe(type), value: expr, comment }),
  node("switch", { name, sentence, type, value: expr, comment }),
  node("type", { name, type, comment }),
  node("bits", { name, width: count, sentence, fields: few(bitField), comment }),
  node("object", { name, max: expr, sentence, members: few(fc.oneof(lock(none), state)), comment }),
  state,
  node("init", { sentence, body, comment }),
  node("fn", {
    name,
    parameters: few(parameter),
    result: type,
    deepest: maybe(expr),
    body: expr,
    comment,
  }),
  node("process", {
    fairness,
    name,
    sentence,
    context: maybe(name),
    variables: few(variable),
    steps: some(step(fairness)),
    comment,
  }),
  node("procedure", {
    name,
    parameters: few(parameter),
    sentence,
    variables: few(variable),
    steps: some(step(fairness)),
    comment,
  }),
  editables(comment),
  node("run", { counts: runCounts, comment }),
  node("variant", { name, parent: maybe(name), sentence, edits: few(edit), comment }),
  node("expect", {
    variant: name,
    holds: fc.constant(true),
    violates: few(found),
    reachable: few(found),
    unreachable: few(name),
    counts: few(counted),
    comment,
  }),
  node("scenario", {
    name,
    sentence,
    variant: maybe(name),
    counts: fc.oneof(fc.constant([]), runCounts),
    lines: some(
      node("scenario-line", {
        lane: name,
        items: some(fc.oneof(node("scenario-step", { name }), node("scenario-gap", {}))),
      }),
    ),
    outcome: fc.oneof(
      node("outcome-violates", { names: some(name) }),
      node("outcome-state", { expr }),
      node("outcome-blocked", { lane: name }),
      node("outcome-possible", {}),
    ),
    comment,
  }),
  node("allow", { names: some(name), comment }),
);

const header = node("header", {
  form: fc.constantFrom("model", "module"),
  name,
  parameters: few(moduleParameter),
  sentence,
});

export const arbitraryFile: Arbitrary<Ast.File> = node("file", {
  header: maybe(header),
  declarations: some(declaration),
  broken: fc.constant([]),
});
