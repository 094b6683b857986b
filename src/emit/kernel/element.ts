// Elements of maps and sequences, by indexes that are known only when the kernel runs.

import type { Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { evenRuns } from "./runs.js";
import { fit } from "./fit.js";
import { ensure, settled, type Scope } from "./scope.js";
import { fromLeaves, rankOf, selectValue, toLeaves, type Value } from "./value.js";

/** The rank of a map's key. */
export function keyRank(index: Value, key: Type, scope: Scope): Code {
  return scope.block.named(rankOf(fit(index, key, scope), scope.subject.types));
}

/** The index of an element that a sequence has: `out_of_range` for any other. */
function position(index: Value, length: Code, scope: Scope): Code {
  if (index.kind !== "scalar") throw new Error("a sequence is indexed by integers");
  const code = scope.block.named(index.code);
  ensure(js.less(js.number(0), "<=", code), scope);
  ensure(js.less(code, "<", length), scope);
  return code;
}

export function elementAt(of: Value, index: Value, scope: Scope): Value {
  if (of.kind === "map") return pick(of.elements, keyRank(index, of.type.key, scope), scope);
  if (of.kind === "seq") return pick(of.elements, position(index, of.length, scope), scope);
  throw new Error(`a ${of.kind} has no elements`);
}

/** The value with one element replaced by what `make` makes for the type of elements. */
export function changeElement(
  of: Value,
  index: Value,
  make: (type: Type) => Value,
  scope: Scope,
): Value {
  if (of.kind !== "map" && of.kind !== "seq") throw new Error(`a ${of.kind} has no elements`);
  const isMap = of.kind === "map";
  const element = isMap ? of.type.value : of.type.of;
  const rank = isMap
    ? keyRank(index, of.type.key, scope)
    : position(index, scope.block.named(of.length), scope);
  const value = settled(make(element), scope);
  const elements = of.elements.map((old, at) =>
    selectValue(js.equal(rank, js.number(at)), value, old, scope.subject.types),
  );
  return { ...of, elements };
}

/** The value of a list of values of one type with this rank. */
function pick(values: readonly Value[], rank: Code, { subject }: Scope): Value {
  const [first] = values;
  if (first === undefined || first.kind === "none")
    throw new Error("there is nothing to pick from");
  if (rank.constant !== undefined) return values[rank.constant] ?? first;
  const all = values.map(toLeaves);
  const leaves = toLeaves(first).map((leaf, index) =>
    pickLeaf(
      all.map((each) => each[index] ?? leaf),
      rank,
    ),
  );
  return fromLeaves(first.type, leaves.values(), subject.types);
}

/** Leaves at even distances in one word are one shift; others are told apart run by run. */
function pickLeaf(codes: readonly Code[], rank: Code): Code {
  const constants = codes.flatMap(({ constant }) => (constant === undefined ? [] : [constant]));
  if (constants.length === codes.length) return js.lookup(rank, constants);
  const runs = evenRuns(codes.map(({ leaf }) => (leaf === undefined ? undefined : [leaf])));
  return (
    runs.reduceRight((rest: Code | undefined, { from, to }) => {
      const own = pickFrom(codes.slice(from, to), js.plus(rank, -from), rank.isPlain);
      if (rest === undefined) return own;
      const test =
        to === from + 1 ? js.equal(rank, js.number(from)) : js.less(rank, "<", js.number(to));
      return js.select(test, own, rest);
    }, undefined) ?? js.number(0)
  );
}

function pickFrom(codes: readonly Code[], rank: Code, isPlain: boolean): Code {
  const [first, second] = codes;
  if (first === undefined || second === undefined) return first ?? js.number(0);
  const leaf = first.leaf;
  if (leaf === undefined) throw new Error("a run is of leaves");
  const stride = (second.leaf?.shift ?? leaf.shift) - leaf.shift;
  const by = js.plus(js.arithmetic(rank, "*", js.number(stride)), leaf.shift);
  return js.numeric(`((s${leaf.word} >>> ${by.text}) & ${js.ones(leaf.width)})`, isPlain);
}
