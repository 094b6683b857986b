// What the life of an object asks of those who touch it, and how an object begins to live.

import type { Span } from "../base/source.js";
import type { Assignment } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { Life, ObjectSymbol } from "../semantics/typed.js";
import * as build from "./build.js";
import type { Records } from "./layout.js";
import { fieldAt, isShared } from "./layout.js";
import { held, lifeIs } from "./lower.js";
import { requirement } from "./rules.js";
import type { Draft, Way } from "./way.js";
import { ask, setField } from "./way.js";

export function recordsOf(draft: Draft, object: ObjectSymbol): Records {
  const records = draft.shop.layout.objects.get(object.name);
  if (records === undefined) throw new Error("an object without records");
  return records;
}

export function setLife(records: Records, object: Expr, life: Life): Assignment {
  const { type } = fieldAt(records, object, "life");
  return setField(records, object, "life", build.symbol(life, type, object.span));
}

/** An object is not freed with a lock of it held. */
export function askLocksFree(
  draft: Draft,
  way: Way,
  object: Expr,
  of: ObjectSymbol,
  span: Span,
  around: Parameters<typeof requirement>[4] = {},
): void {
  const { layout, locks } = draft.shop;
  const own = locks.filter((lock) => lock.object?.name === of.name);
  const origin = { span };
  const free = own.map((lock) =>
    build.not(held(layout, lock, object, undefined, undefined, origin)),
  );
  const need = build.conjunction(free, span);
  ask(draft, [requirement({ self: draft.self, ...way }, "use_after_free", span, need, around)]);
}

/** The object becomes new, its locks free and its fields as first declared. */
export function allocated(draft: Draft, object: Expr, of: ObjectSymbol): Assignment[] {
  const records = recordsOf(draft, of);
  const { layout, firstValues, locks } = draft.shop;
  const values = firstValues.get(of.name) ?? [];
  const own = locks.filter((lock) => lock.object?.name === of.name);
  return [
    setLife(records, object, "new"),
    ...own.map((lock) => {
      const free = build.none(layout.holder, object.span);
      const nobody = build.setOf([], layout.thread, object.span);
      const fields = [
        { name: "writer", value: free },
        { name: "readers", value: nobody },
      ];
      const shared: Expr = { kind: "record", fields, type: layout.sharedLock, span: object.span };
      return setField(records, object, lock.name, isShared(lock) ? shared : free);
    }),
    ...values.map(({ field, value }) => setField(records, object, field, value)),
  ];
}

/** An access to a field or lock of an object needs an object that is not free. */
export function askAlive(
  draft: Draft,
  way: Way,
  object: Expr,
  kind: string,
  span: Span,
  around: Parameters<typeof requirement>[4] = {},
): void {
  const records = draft.shop.layout.objects.get(kind);
  if (records === undefined) return;
  const need = build.not(lifeIs(fieldAt(records, object, "life"), ["free"]));
  ask(draft, [requirement({ self: draft.self, ...way }, "use_after_free", span, need, around)]);
}
