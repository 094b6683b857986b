// Words of bit layouts in their coded form: reading a field, changing one, and literals.

import type { Type } from "../../core/type.js";
import { codeOf, type CodedField } from "./bits.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { ensure, type Scope } from "./scope.js";
import type { Types } from "./types.js";
import { scalar, type Value } from "./value.js";

export function wordLiteral(type: Type, word: bigint, types: Types): Value {
  if (type.kind !== "bits") throw new Error("a word has a layout");
  return scalar(type, js.number(codeOf(types.bits(type), word)));
}

function codedField(value: Value, name: string, types: Types): readonly [Code, CodedField] {
  if (value.kind !== "scalar" || value.type.kind !== "bits") throw new Error("not a word");
  const found = types.bits(value.type).fields.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return [value.code, found];
}

/** The value of a field: a truth for one bit, else an integer. */
export function bitFieldOf(value: Value, name: string, type: Type, types: Types): Value {
  const [code, field] = codedField(value, name, types);
  const found = js.lookup(indexOf(code, field), field.values);
  return scalar(type, type.kind === "bool" ? js.asTruth(found) : found);
}

function indexOf(code: Code, { shift, width }: CodedField): Code {
  if (width === 0) return js.number(0);
  if (code.leaf !== undefined) {
    const { word, shift: start } = code.leaf;
    // An index of -1: this is a part of a leaf, which nothing else refers to.
    return js.read({ index: -1, word, shift: start + shift, width });
  }
  const moved = js.arithmetic(code, ">>>", js.number(shift));
  return js.arithmetic(moved, "&", js.number(js.ones(width)));
}

/** The word with one field changed: `out_of_range` if the field may not have that value. */
export function changeBits(value: Value, name: string, to: Value, scope: Scope): Value {
  const [code, { shift, width, values }] = codedField(value, name, scope.subject.types);
  if (value.kind !== "scalar" || to.kind !== "scalar") throw new Error("a field is one leaf");
  const wanted = scope.block.named(js.asNumber(to.code));
  const tests = values.map((each) => js.equal(wanted, js.number(each)));
  ensure(isAll(values, to) ? js.truth(true) : tests.reduce(js.either, js.truth(false)), scope);
  const place = isCounted(values)
    ? wanted
    : tests.reduceRight(
        (rest: Code, test, index) => js.select(test, js.number(index), rest),
        js.number(0),
      );
  const kept = js.arithmetic(code, "&", js.number(~(js.ones(width) << shift)));
  const moved = js.arithmetic(place, "<<", js.number(shift));
  return { ...value, code: width === 0 ? code : js.arithmetic(kept, "|", moved) };
}

/** True if the index of a value is the value. */
function isCounted(values: readonly number[]): boolean {
  return values.every((value, index) => value === index);
}

/** True if a field may have every value that it could be given. */
function isAll(values: readonly number[], to: Value): boolean {
  return to.kind === "scalar" && to.type.kind === "bool" && values.length === 2;
}
