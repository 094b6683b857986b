// The order in which classes of locks are taken, over all ways of all processes, and the cycles in
// it. Taking a lock by trylock does not wait and makes no edge; holding one counts however it was
// taken.

import type { Span } from "../base/source.js";
import type { Action } from "../core/core.js";
import type { Walk } from "./walk.js";

/** One place where a process holds the outer lock and waits for the inner. */
export interface OrderSite {
  readonly action: Action;
  /** Where the outer lock was taken, and where the inner one is. */
  readonly outer: Span;
  readonly inner: Span;
}

export interface OrderEdge {
  readonly outer: string;
  readonly inner: string;
  /** Each place once. */
  readonly sites: readonly OrderSite[];
}

/** The edges, as they are found. */
export function orderEdges(walks: readonly Walk[]): readonly OrderEdge[] {
  const found = new Map<string, { outer: string; inner: string; sites: OrderSite[] }>();
  for (const { arrivals } of walks)
    for (const { action, sight, isTaken } of arrivals) {
      const { wants } = action;
      if (wants === undefined || !isTaken) continue;
      const lock = sight.view.core.locks.find(({ name }) => name === wants.lock);
      if (lock === undefined) continue;
      const wanted = { lock, object: wants.object, part: "all" } as const;
      for (const held of sight.standing.held) {
        if (held.lock === wants.lock && (lock.nests !== undefined || sight.owns(held, wanted)))
          continue;
        const key = `${held.lock} ${wants.lock}`;
        const edge = found.get(key) ?? { outer: held.lock, inner: wants.lock, sites: [] };
        found.set(key, edge);
        const isKnown = edge.sites.some(
          (site) => site.inner.start === wants.span.start && site.outer.start === held.span.start,
        );
        if (!isKnown) edge.sites.push({ action, outer: held.span, inner: wants.span });
      }
    }
  return [...found.values()];
}

/** The shortest cycle through each edge that is in one, each cycle once. */
export function cyclesIn(edges: readonly OrderEdge[]): readonly (readonly OrderEdge[])[] {
  const cycles = new Map<string, readonly OrderEdge[]>();
  for (const edge of edges) {
    const back = chain(edges, edge.inner, edge.outer);
    if (back === undefined) continue;
    const cycle = [edge, ...back];
    const key = cycle
      .map(({ outer }) => outer)
      .sort()
      .join(" ");
    if (!cycles.has(key)) cycles.set(key, cycle);
  }
  return [...cycles.values()];
}

/** The fewest edges that lead from one class to another. */
function chain(
  edges: readonly OrderEdge[],
  from: string,
  to: string,
): readonly OrderEdge[] | undefined {
  if (from === to) return [];
  const chains: (readonly OrderEdge[])[] = [[]];
  const visited = new Set([from]);
  for (const before of chains) {
    const at = before[before.length - 1]?.inner ?? from;
    for (const edge of edges) {
      if (edge.outer !== at || visited.has(edge.inner)) continue;
      if (edge.inner === to) return [...before, edge];
      visited.add(edge.inner);
      chains.push([...before, edge]);
    }
  }
  return undefined;
}
