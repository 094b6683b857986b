// Variables of which each thread has a value of its own, and no step looks at that of another: a
// local in all but where it is written, such as what a walk hands to its caller.

import type { Action, Core, Effect, Place, Variable } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { children } from "../../core/traverse.js";

/** Their names. */
export function ownVariables(core: Core): ReadonlySet<string> {
  const threads = new Set(core.processes.flatMap(({ instances }) => instances.values));
  const isByThread = ({ type }: Variable) =>
    type.kind === "map" &&
    type.key.kind === "symbols" &&
    type.key.values.length > 0 &&
    type.key.values.every((each) => threads.has(each));
  const records = new Set(core.processes.map(({ variable }) => variable));
  const candidates = core.variables.filter(
    (each) => isByThread(each) && each.isInner !== true && !records.has(each.name),
  );
  if (candidates.length === 0) return new Set();
  const shared = sharedIn(core);
  return new Set(candidates.map(({ name }) => name).filter((name) => !shared.has(name)));
}

/** Variables that some step reads or writes otherwise than at its own thread. */
function sharedIn(core: Core): ReadonlySet<string> {
  const looks = new Looks(core);
  for (const action of core.actions) {
    const own = ownNames(action);
    looks.at(action.guard, own);
    for (const { domain, among } of action.parameters)
      for (const set of [domain, among]) if (set !== undefined) looks.at(set, own);
    looks.atEffect(action.effect, own);
  }
  return looks.shared;
}

/** What the thread that takes a step is called in it. */
function ownNames({ process, parameters }: Action): ReadonlySet<string> {
  const [self] = parameters;
  return new Set(process === undefined || self === undefined ? [] : [self.name]);
}

class Looks {
  readonly shared = new Set<string>();
  readonly #core: Core;
  readonly #seen = new Set<string>();

  constructor(core: Core) {
    this.#core = core;
  }

  atEffect(effect: Effect, own: ReadonlySet<string>): void {
    if (effect.kind === "if") {
      this.at(effect.condition, own);
      this.atEffect(effect.then, own);
      this.atEffect(effect.else, own);
      return;
    }
    for (const { binders, place, value } of effect.assignments) {
      for (const { domain } of binders) this.at(domain, own);
      this.#atPlace(place, own);
      this.at(value, own);
    }
  }

  #atPlace({ variable, path }: Place, own: ReadonlySet<string>): void {
    const [first] = path;
    if (first?.kind !== "index" || !isOwn(first.index, own)) this.shared.add(variable);
    for (const each of path) if (each.kind === "index") this.at(each.index, own);
  }

  at(expr: Expr, own: ReadonlySet<string>): void {
    if (expr.kind === "index" && expr.of.kind === "variable" && isOwn(expr.index, own)) return;
    if (expr.kind === "variable") this.shared.add(expr.name);
    if (expr.kind === "let" && isOwn(expr.value, own)) {
      this.at(expr.body, new Set([...own, expr.name]));
      return;
    }
    if (expr.kind === "call") this.#atCall(expr.function, expr.arguments, own);
    for (const child of children(expr)) this.at(child, own);
  }

  #atCall(name: string, given: readonly Expr[], own: ReadonlySet<string>): void {
    const called = this.#core.functions.find((each) => each.name === name);
    if (called === undefined) return;
    const inside = called.parameters
      .filter((_, index) => {
        const value = given[index];
        return value !== undefined && isOwn(value, own);
      })
      .map((each) => each.name);
    const key = `${name} ${inside.join()}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.at(called.body, new Set(inside));
  }
}

function isOwn(expr: Expr, own: ReadonlySet<string>): boolean {
  return expr.kind === "local" && own.has(expr.name);
}
