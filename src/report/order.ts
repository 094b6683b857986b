// The `order` lines of a spec. The core has them as requirements only, so they are found again in
// the text they come from.

import type { SourceFile, Span } from "../base/source.js";
import type { Core } from "../core/core.js";

interface Pair {
  readonly outer: string;
  readonly inner: string;
  /** The line that says so. */
  readonly span: Span;
}

/** The order lines that put one class of locks before another, directly or by way of others. */
export function orderBetween(core: Core, outer: string, inner: string): readonly Span[] {
  const sources = new Set([core.span.source, ...core.locks.map(({ span }) => span.source)]);
  if (outer === inner) return core.locks.find(({ name }) => name === outer)?.nests ?? [];
  const pairs = [...sources].flatMap(pairsIn);
  const chains: (readonly Pair[])[] = [[]];
  const seen = new Set([simple(outer)]);
  for (const chain of chains) {
    const at = chain[chain.length - 1]?.inner ?? simple(outer);
    if (at === simple(inner) && chain.length > 0) {
      const spans = new Map(chain.map(({ span }) => [span.start, span]));
      return [...spans.values()];
    }
    for (const pair of pairs) {
      if (pair.outer !== at || seen.has(pair.inner)) continue;
      seen.add(pair.inner);
      chains.push([...chain, pair]);
    }
  }
  return [];
}

/** A class without the object kind it belongs to. */
function simple(lock: string): string {
  return lock.slice(lock.lastIndexOf(".") + 1);
}

function pairsIn(source: SourceFile): readonly Pair[] {
  const lines = source.text.matchAll(/^[ \t]*(order\s+[\w.]+(?:\s*>\s*[\w.]+)+)/gm);
  return [...lines].flatMap((match) => {
    const [whole, said = ""] = match;
    const start = match.index + whole.length - said.length;
    const span = { source, start, end: start + said.length };
    const locks = said
      .replace(/^order\s+/, "")
      .split(/\s*>\s*/)
      .map(simple);
    return locks.slice(1).map((inner, index) => ({ outer: locks[index] ?? "", inner, span }));
  });
}
