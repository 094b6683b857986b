// Steps that touch two shared variables at once, with nothing that keeps others out in between.

import type { Core } from "../core/core.js";
import type { Access, Touching } from "./accesses.js";

/** Two accesses of one step, of different variables. */
export interface Pair {
  readonly first: Access;
  readonly second: Access;
}

/** The first such pair of each step. */
export function unprotectedPairs(core: Core, touchings: readonly Touching[]): readonly Pair[] {
  const of = new Map<string, { readonly access: Access; readonly touching: Touching }[]>();
  for (const touching of touchings)
    for (const access of touching.accesses)
      of.set(access.name, [...(of.get(access.name) ?? []), { access, touching }]);
  const instances = new Map(
    core.processes.map((each) => [each.name, each.instances.values.length]),
  );
  const isOther = (one: Touching, other: Touching): boolean => {
    const { process } = one.action;
    return process !== other.action.process || (instances.get(process ?? "") ?? 1) > 1;
  };
  /** Whether another thread may come between and be noticed, or notice. */
  const isExposed = (touching: Touching, { name, writes }: Access): boolean => {
    const rivals = (of.get(name) ?? []).filter(({ access }) => writes || access.writes);
    if (!rivals.some((rival) => isOther(touching, rival.touching))) return false;
    const mine = writes ? touching.exclusive : touching.held;
    return ![...mine].some((lock) =>
      rivals.every((rival) => (writes ? rival.touching.held : rival.touching.exclusive).has(lock)),
    );
  };
  const pairs = new Map<string, Pair>();
  for (const touching of touchings) {
    const { process, name } = touching.action;
    if (process === undefined || pairs.has(name)) continue;
    const exposed = touching.accesses.filter((each) => isExposed(touching, each));
    const [first] = exposed;
    const second = exposed.find((each) => each.name !== first?.name);
    if (first !== undefined && second !== undefined) pairs.set(name, { first, second });
  }
  return [...pairs.values()];
}
