// First values: what a variable without a value starts with, the first value of its type.

import type { Span } from "../base/source.js";
import type { Type } from "../core/type.js";
import type { Expr } from "./typed.js";

/** The first value of a type, or undefined if the type has none (no instances run, no objects). */
export function firstValue(type: Type, span: Span): Expr | undefined {
  switch (type.kind) {
    case "bool":
      return { kind: "bool", value: false, type, span };
    case "int":
      return { kind: "int", value: type.low, type, span };
    case "symbols": {
      const [value] = type.values;
      return value === undefined ? undefined : { kind: "symbol", value, type, span };
    }
    case "union": {
      const [first] = type.cases;
      const fields = first?.fields.map((field) => ({
        name: field.name,
        value: firstValue(field.type, span),
      }));
      if (first === undefined || fields === undefined) return undefined;
      const present = fields.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
      if (present.length !== fields.length) return undefined;
      return { kind: "construct", case: first.name, fields: present, type, span };
    }
    case "record": {
      const fields = type.fields.flatMap((field) => {
        const value = firstValue(field.type, span);
        return value === undefined ? [] : [{ name: field.name, value }];
      });
      return fields.length === type.fields.length
        ? { kind: "record", fields, type, span }
        : undefined;
    }
    case "map": {
      const value = firstValue(type.value, span);
      if (value === undefined) return undefined;
      const domain: Expr = {
        kind: "domain",
        of: type.key,
        type: { kind: "set", of: type.key },
        span,
      };
      return { kind: "map", binder: { name: "_", type: type.key, domain }, value, type, span };
    }
    case "set":
      return { kind: "set", elements: [], type, span };
    case "seq":
      return { kind: "seq", elements: [], type, span };
    case "option":
      return { kind: "none", type, span };
    case "bits":
      return { kind: "bits", value: lowestWord(type), type, span };
  }
}

function lowestWord(type: Extract<Type, { kind: "bits" }>): bigint {
  let word = 0n;
  for (const { low, allowed } of type.fields) {
    const [first = 0n] = allowed ?? [];
    const value = allowed?.includes(0n) === true ? 0n : first;
    word |= value << BigInt(low);
  }
  return word;
}
