// Parts of what a spec claims, and the claim without each: an exception of a rule, one of the ways
// to satisfy a guard, and an order between two locks, which is turned round: if that is not
// violated, no thread takes these two together.

import type * as Ast from "../syntax/ast.js";
import { isAt, wordsAt, type Removal } from "./removal.js";
import type { Declarations } from "./statements.js";

export function claimsOf(declarations: Declarations): readonly Removal[] {
  return declarations.flatMap((each) => {
    switch (each.kind) {
      case "rule":
        return exceptionsOf(each);
      case "guard":
        return alternativesOf(each);
      case "order":
        return edgesOf(each);
      default:
        return [];
    }
  });
}

function exceptionsOf(rule: Ast.Rule): readonly Removal[] {
  return rule.form.unless.map((exception) => {
    const isMeant = isAt(exception.span);
    return {
      ...{ kind: "exception" as const, where: rule.name.text, property: rule.name.text },
      ...{ text: `unless ${wordsAt(exception.span)}`, span: exception.span },
      edit: (declarations) =>
        declarations.map((each) => {
          if (each.kind !== "rule" || each.name.text !== rule.name.text) return each;
          const unless = each.form.unless.filter((other) => !isMeant(other));
          return { ...each, form: { ...each.form, unless } };
        }),
    };
  });
}

/** The name of a guard in reports. */
function guardName({ target }: Ast.Guard): string {
  const last = target.at(-1)?.text ?? "";
  const first = target[0]?.text ?? "";
  const qualifier = first.includes(".") ? first.slice(0, first.lastIndexOf(".") + 1) : "";
  return `${qualifier}guard_${last.slice(last.lastIndexOf(".") + 1)}`;
}

function alternativesOf(guard: Ast.Guard): readonly Removal[] {
  const name = guardName(guard);
  return guard.accesses.flatMap(({ access, locks }) =>
    disjuncts(locks).map((one, _, among) => {
      const isMeant = isAt(one.span);
      return {
        among,
        ...{ kind: "alternative" as const, where: name, property: name },
        ...{ text: `${access} ${wordsAt(one.span)}`, span: one.span },
        edit: (declarations: Declarations) =>
          declarations.map((each) => {
            if (each.kind !== "guard" || guardName(each) !== name) return each;
            const accesses = each.accesses.map((other) => ({
              ...other,
              locks: without(other.locks, isMeant),
            }));
            return { ...each, accesses };
          }),
      };
    }),
  );
}

/** The parts that `or` joins, if there are any. */
function disjuncts(locks: Ast.LockSet): readonly Ast.LockSet[] {
  return isEither(locks) ? [locks.left, locks.right].flatMap((part) => [...flat(part)]) : [];
}

function flat(locks: Ast.LockSet): readonly Ast.LockSet[] {
  return isEither(locks) ? [...flat(locks.left), ...flat(locks.right)] : [locks];
}

type Either = Extract<Ast.LockSet, { kind: "lock-set-operation" }>;

function isEither(locks: Ast.LockSet): locks is Either {
  return locks.kind === "lock-set-operation" && locks.operator === "or";
}

function without(locks: Ast.LockSet, isMeant: (part: Ast.LockSet) => boolean): Ast.LockSet {
  if (!isEither(locks)) return locks;
  if (isMeant(locks.left)) return without(locks.right, isMeant);
  if (isMeant(locks.right)) return without(locks.left, isMeant);
  return { ...locks, left: without(locks.left, isMeant), right: without(locks.right, isMeant) };
}

/** Neighbours in an order; what follows from several of them stays as it is. */
function edgesOf(order: Ast.Order): readonly Removal[] {
  return order.locks.slice(1).map((inner, index) => {
    const outer = order.locks[index] ?? inner;
    const span = { ...outer.span, end: inner.span.end };
    const text = `${outer.text} > ${inner.text}`;
    return {
      ...{ kind: "order" as const, where: text, property: "lock_order", text, span },
      edit: (declarations) =>
        declarations.flatMap((each): Declarations =>
          each.kind === "order" ? turned(each, outer.text, inner.text) : [each],
        ),
    };
  });
}

/** The pairs of an order, with one of them the other way round. */
function turned(order: Ast.Order, outer: string, inner: string): readonly Ast.Order[] {
  const { locks } = order;
  return locks.flatMap((first, index) =>
    locks.slice(index + 1).map((second) => ({
      ...order,
      locks: first.text === outer && second.text === inner ? [second, first] : [first, second],
    })),
  );
}
