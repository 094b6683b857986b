// What is made of elements one after another: folds, and sequences of some or of something of each.

import type { Expr } from "../../core/expression.js";
import type { SeqType } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { bound, elementsOf, orderedElements, type Element } from "./domain.js";
import { fit } from "./fit.js";
import { Block, settled, withLocal, type Scope } from "./scope.js";
import { fromLeaves, selectValue, toLeaves, zero, type Value } from "./value.js";

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

function isMeant({ test }: Element, scope: Scope): Code {
  return test === undefined ? js.truth(true) : scope.block.named(test(scope));
}

/** What `make` computes where `test` is true, computed only there; `other` elsewhere. */
function valueWhere(test: Code, make: (inner: Scope) => Value, other: Value, scope: Scope): Value {
  if (test.constant !== undefined) return test.constant === 0 ? other : make(scope);
  const { types } = scope.subject;
  const block = new Block(scope.block);
  const value = make({ ...scope, block });
  if (block.lines.length === 0) return selectValue(test, value, other, types);
  if (value.kind === "none") throw new Error("none has the type of what it stands for");
  const others = toLeaves(other);
  const leaves = toLeaves(value).map((leaf, index) => {
    const name = scope.block.fresh();
    scope.block.add(`let ${name} = ${js.asNumber(others[index] ?? leaf).text};`);
    block.add(`${name} = ${js.asNumber(leaf).text};`);
    return js.numeric(name, true);
  });
  scope.block.add(`if (${js.asTruth(test).text}) {\n${block.text}\n}`);
  return fromLeaves(value.type, leaves.values(), types);
}

export function folded(expr: Node<"fold">, scope: Scope): Value {
  const { accumulator, initial, binder, body, type } = expr;
  const first = settled(fit(scope.evaluate(initial, scope), type, scope), scope);
  return orderedElements(binder.domain, scope).reduce((before: Value, element) => {
    const step = (inner: Scope): Value => {
      const value = bound(element.value, binder, inner);
      const within = withLocal(inner, accumulator, { value: before });
      return fit(inner.evaluate(body, withLocal(within, binder.name, { value })), type, inner);
    };
    return settled(valueWhere(isMeant(element, scope), step, before, scope), scope);
  }, first);
}

/** `[ x in q : p ]`, `[ e for x in q ]`: what is meant of the elements closes ranks. */
export function sequenceOver(expr: Node<"filter" | "image">, type: SeqType, scope: Scope): Value {
  const nothing = zero(type.of, scope.subject.types);
  const isFilter = expr.kind === "filter";
  const [binder] = isFilter ? [expr.binder] : expr.binders;
  if (binder === undefined) throw new Error("a sequence is made of another");
  const elements = isFilter ? elementsOf(expr, scope) : orderedElements(binder.domain, scope);
  const made = elements.map((element) => {
    const test = isMeant(element, scope);
    const make = (inner: Scope): Value => {
      const value = bound(element.value, binder, inner);
      if (isFilter) return fit(value, type.of, inner);
      return fit(
        inner.evaluate(expr.value, withLocal(inner, binder.name, { value })),
        type.of,
        inner,
      );
    };
    return { test, value: settled(valueWhere(test, make, nothing, scope), scope) };
  });
  return packed(made, type, scope);
}

/** Each value that is meant at the place that the ones before it leave. */
function packed(
  made: readonly { readonly test: Code; readonly value: Value }[],
  type: SeqType,
  { block, subject }: Scope,
): Value {
  let length: Code = js.number(0);
  const placed = made.map(({ test, value }) => {
    const at = length;
    length = block.named(js.arithmetic(at, "+", js.asNumber(test)));
    return { test, value, at };
  });
  const elements = Array.from({ length: type.max }, (_, index) =>
    placed
      .slice(index)
      .reduce(
        (rest: Value, { test, value, at }) =>
          selectValue(js.both(test, js.equal(at, js.number(index))), value, rest, subject.types),
        zero(type.of, subject.types),
      ),
  );
  return { kind: "seq", type, length, elements };
}
