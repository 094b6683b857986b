// The order in which lock classes are taken, collected over every step of a search, the way lockdep
// does it over one run: a cycle is an inversion that could deadlock, even if a gate lock or luck
// has kept it from doing so. Trylocks never wait, so taking a lock by one adds no edge; a lock that
// is held counts however it was taken. A lock taken again while held is not an edge but a
// self-deadlock, or harmless. The contexts of handlers are classes too: a handler holds its own
// while it runs, and to interrupt a thread is to take it while the thread holds what it holds. So a
// lock that a handler takes and that is held where the handler may come is in a cycle.

import { contextClass, interrupt, passingClass } from "../core/contexts.js";
import type { Model, Wanted } from "../runtime/model.js";
import type { OrderEdge } from "./exploration.js";
import type { Instance } from "./instance.js";

/** The edges from what its thread holds to the lock that a step takes after waiting for it. */
export function orderEdges<S>(
  model: Model<S>,
  state: S,
  { name, action, args, lane }: Instance<S>,
): readonly OrderEdge[] {
  const edges = (thread: string, wanted: Wanted): readonly OrderEdge[] =>
    classesHeld(model, state, thread, wanted).map((held) => ({
      held,
      taken: isPassing(model, wanted, lane) ? passingClass(wanted.lock) : wanted.lock,
      action: name,
      args,
    }));
  const context = contextOf(model, lane);
  if (context !== undefined && action.step === interrupt)
    return edges(String(args["on"]), { lock: contextClass(context), mode: "write" });
  const wanted = action.wants?.(state, args);
  return wanted === undefined ? [] : edges(lane, wanted);
}

/** Whether only a writer that holds the lock is in the way. */
function isPassing<S>(model: Model<S>, { lock, mode }: Wanted, thread: string): boolean {
  const isShared = model.locks[lock]?.kind === "rwlock" && mode === "read";
  return isShared && contextOf(model, thread) !== undefined;
}

function contextOf<S>({ processes }: Model<S>, thread: string) {
  return Object.values(processes).find(({ instances }) => instances.includes(thread))?.context;
}

function classesHeld<S>(model: Model<S>, state: S, thread: string, except: Wanted): string[] {
  const context = contextOf(model, thread);
  const own = context === undefined ? [] : [contextClass(context)];
  const locks = Object.entries(model.locks).flatMap(([name, lock]) => {
    // Whether its own order is kept is asked of the step.
    if (name === except.lock && lock.nests === true) return [];
    const others = (lock.objects ?? [""]).filter(
      (object) => name !== except.lock || object !== (except.object ?? ""),
    );
    const holdings = others.flatMap((object) =>
      lock.holders(state, object).filter((holder) => holder.thread === thread),
    );
    const writes = lock.kind === "rwlock" && holdings.some(({ mode }) => mode === "write");
    return [...(holdings.length > 0 ? [name] : []), ...(writes ? [passingClass(name)] : [])];
  });
  return [...locks, ...own];
}

/** The edges seen so far. */
export class LockOrder {
  readonly #edges = new Map<string, Map<string, OrderEdge>>();

  /** Adds an edge; if it is new and closes a cycle, the shortest such, with this edge last. */
  add(edge: OrderEdge): readonly OrderEdge[] | undefined {
    const from = this.#edges.get(edge.held) ?? new Map<string, OrderEdge>();
    if (from.has(edge.taken)) return undefined;
    from.set(edge.taken, edge);
    this.#edges.set(edge.held, from);
    const back = this.#chain(edge.taken, edge.held);
    return back === undefined ? undefined : [...back, edge];
  }

  /** The fewest edges that lead from one class to another; none if they are the same. */
  #chain(from: string, to: string): readonly OrderEdge[] | undefined {
    if (from === to) return [];
    const chains: (readonly OrderEdge[])[] = [[]];
    const visited = new Set([from]);
    for (const chain of chains) {
      const at = chain[chain.length - 1]?.taken ?? from;
      for (const edge of this.#edges.get(at)?.values() ?? []) {
        if (edge.taken === to) return [...chain, edge];
        if (visited.has(edge.taken)) continue;
        visited.add(edge.taken);
        chains.push([...chain, edge]);
      }
    }
    return undefined;
  }
}
