// Initial states: values that are assigned part after part, told part by part, so that nothing is
// said twice, and sets that conditions speak of as the domains of binders.

import type { Initial } from "./core.js";
import type { Change, Expr } from "./expression.js";
import { Facts } from "./facts.js";
import { binary, isTotal, isTruth } from "./fold.js";
import {
  bindsLocally,
  children,
  contains,
  exprKey,
  mapChildren,
  replaceLocal,
} from "./traverse.js";
import { bool, type Type } from "./type.js";

/** Simplifies an expression where facts are known. */
export type Simplifier = (expr: Expr, facts?: Facts) => Expr;

/** The block in fewer words. */
export function simplifyInitial(initial: Initial, simplify: Simplifier): Initial {
  const settler = new Settler(simplify);
  const values = initial.values.map((value) => simplify(settler.settle(value)));
  const all = initial.condition === undefined ? [] : conjunctsOf(simplify(initial.condition));
  const isBound = (part: Expr) =>
    part.kind === "local" && initial.binders.some((binder) => binder.name === part.name);
  const used = new Set<Expr>();
  const binders = initial.binders.map((binder) => {
    const domain = simplify(binder.domain);
    const found = all.find((each) => memberOf(each, binder.name) !== undefined);
    const set = found && memberOf(found, binder.name);
    const isNarrower = domain.kind === "domain" && set !== undefined && !contains(set, isBound);
    if (found === undefined || !isNarrower) return { ...binder, domain };
    used.add(found);
    return { ...binder, domain: set };
  });
  const [first, ...others] = all.filter((each) => !used.has(each));
  const condition =
    first && others.reduce((left, right) => binary("and", left, right, left), first);
  return { ...initial, binders, values, condition };
}

/** The parts of a conjunction. */
function conjunctsOf(expr: Expr): readonly Expr[] {
  if (expr.kind !== "binary" || expr.operator !== "and") return isTruth(expr, true) ? [] : [expr];
  return [...conjunctsOf(expr.left), ...conjunctsOf(expr.right)];
}

/** The set that a condition says a local is in. */
function memberOf(condition: Expr, name: string): Expr | undefined {
  if (condition.kind !== "binary" || condition.operator !== "in") return undefined;
  const { left, right } = condition;
  return left.kind === "local" && left.name === name && right.kind !== "domain" ? right : undefined;
}

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/**
 * Changed copies of maps and records become maps and records whose parts say what they are: after
 * `link a` and `link b`, the life of `t` is `if t = a or t = b then linked else free`.
 */
class Settler {
  readonly #simplify: Simplifier;
  /** Later values share the earlier ones that they are copies of. */
  readonly #settled = new Map<Expr, Expr>();
  #names = 0;

  constructor(simplify: Simplifier) {
    this.#simplify = simplify;
  }

  settle(expr: Expr): Expr {
    const known = this.#settled.get(expr);
    if (known !== undefined) return known;
    const settled = this.#settle(expr);
    this.#settled.set(expr, settled);
    return settled;
  }

  #settle(expr: Expr): Expr {
    if (expr.kind === "if") {
      const [yes, no] = [this.settle(expr.then), this.settle(expr.else)];
      return this.#choose(this.settle(expr.condition), yes, no, expr.type);
    }
    const settled = mapChildren(expr, (child) => this.settle(child));
    if (settled.kind === "with") return this.#changed(settled);
    if (settled.kind === "field" && settled.of.kind === "record") {
      return settled.of.fields.find((each) => each.name === settled.name)?.value ?? settled;
    }
    if (settled.kind === "index" && settled.of.kind === "map") {
      const { binder, value } = settled.of;
      return isSafe(value, settled.index)
        ? replaceLocal(value, binder.name, settled.index)
        : settled;
    }
    return settled;
  }

  #changed(expr: Node<"with">): Expr {
    return expr.changes.reduce((of: Expr, change): Expr => {
      if (of.kind === "record" && change.kind === "field") {
        const fields = of.fields.map((field) =>
          field.name === change.name ? { ...field, value: change.value } : field,
        );
        return { ...of, fields };
      }
      if (of.kind === "map" && change.kind === "index") return this.#entry(of, change);
      return { ...expr, of, changes: [change] };
    }, expr.of);
  }

  /** The map with another value at an index. */
  #entry(map: Node<"map">, { index, value }: Extract<Change, { kind: "index" }>): Expr {
    const key = this.#key(map);
    const old = replaceLocal(map.value, map.binder.name, key);
    // At the index, the key is the index: what is read there is read as for every other key.
    const own = index.kind === "local" ? replaceLocal(value, index.name, key) : value;
    const condition = binary("=", key, index, { ...old, type: bool });
    const type = map.type.kind === "map" ? map.type.value : old.type;
    return bind(map, key, this.#choose(condition, own, old, type));
  }

  /** A key under a name that no spec has. */
  #key({ binder, span }: Node<"map">): Node<"local"> {
    return { kind: "local", name: `_ ${++this.#names}`, type: binder.type, span };
  }

  #choose(condition: Expr, then: Expr, other: Expr, type: Type): Expr {
    const yes = this.#simplify(then, Facts.none.assume(condition, true));
    const no = this.#simplify(other, Facts.none.assume(condition, false));
    if (exprKey(yes) === exprKey(no) && isTotal(condition)) return yes;
    if (yes.kind === "record" && no.kind === "record") {
      const fields = yes.fields.map((field) => {
        const { type: own, value } = partOf(no, field.name, type);
        return { ...field, value: this.#choose(condition, field.value, value, own) };
      });
      return { ...yes, fields };
    }
    if (yes.kind === "map" && no.kind === "map") {
      const key = this.#key(yes);
      const [one, two] = [yes, no].map((map) => replaceLocal(map.value, map.binder.name, key));
      if (one === undefined || two === undefined || type.kind !== "map") throw new Error("no map");
      return bind(yes, key, this.#choose(condition, one, two, type.value));
    }
    if (yes.kind === "if" && no.kind === "if") {
      if (exprKey(yes.condition) === exprKey(no.condition)) {
        const inner = this.#choose(condition, yes.then, no.then, type);
        const outer = this.#choose(condition, yes.else, no.else, type);
        return this.#choose(yes.condition, inner, outer, type);
      }
    }
    const like = { ...condition, type: bool };
    if (no.kind === "if" && exprKey(no.then) === exprKey(yes)) {
      return { ...no, condition: binary("or", condition, no.condition, like) };
    }
    if (yes.kind === "if" && exprKey(yes.else) === exprKey(no)) {
      return { ...yes, condition: binary("and", condition, yes.condition, like) };
    }
    return { kind: "if", condition, then: yes, else: no, type, span: condition.span };
  }
}

/** The value of a record's field and the type that the record has for it. */
function partOf(
  { fields }: Node<"record">,
  name: string,
  type: Type,
): { readonly type: Type; readonly value: Expr } {
  const value = fields.find((each) => each.name === name)?.value;
  const field = type.kind === "record" ? type.fields.find((each) => each.name === name) : undefined;
  if (value === undefined || field === undefined) throw new Error(`a record has no field ${name}`);
  return { type: field.type, value };
}

function bind(map: Node<"map">, key: Node<"local">, value: Expr): Expr {
  return { ...map, binder: { ...map.binder, name: key.name }, value };
}

/** True if no binder inside `expr` has the name of a local of `value`. */
function isSafe(expr: Expr, value: Expr): boolean {
  if (value.kind === "local") return !bindsLocally(expr, value.name);
  return children(value).every((child) => isSafe(expr, child));
}
