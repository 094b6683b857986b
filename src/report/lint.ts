// What `lint` found in several variants of a spec, as one report: each finding once, with the
// variants that it is true of.

import { lintNames } from "../base/catalogue/lint.js";
import type { Diagnostic } from "../base/diagnostic.js";
import { inOrder } from "../base/diagnostic.js";
import type { Linted } from "../lint/lint.js";
import type { OrderEdge } from "../lint/order.js";

/** A variant that was linted. */
export interface LintRun {
  readonly linted: Linted;
  /** The names that it allows. */
  readonly allowed: readonly string[];
  /** What the spec expects to be violated in it: that is no news. */
  readonly violated: readonly string[];
}

export interface LintFinding {
  readonly diagnostic: Diagnostic;
  /** What a search would decide about it. */
  readonly property: string | undefined;
  /** The variants it is true of; all, if it is about the spec as a whole. */
  readonly variants: readonly string[];
}

export interface LintReport {
  readonly model: string;
  readonly variants: readonly string[];
  readonly order: readonly OrderEdge[];
  readonly findings: readonly LintFinding[];
  /** What only a search can tell, by property. */
  readonly open: readonly string[];
}

/** The code of a lint that `allow` has this name for. */
export function allowedLint(name: string): string | undefined {
  return lintNames.get(name);
}

export function mergeLints(
  model: string,
  runs: readonly LintRun[],
  usage: readonly Diagnostic[],
): LintReport {
  const variants = runs.map(({ linted }) => linted.variant);
  const found = new Map<string, LintFinding & { readonly variants: string[] }>();
  for (const { linted, allowed, violated } of runs)
    for (const { property, diagnostic } of linted.findings) {
      if (property !== undefined && violated.includes(property)) continue;
      if (allowed.some((name) => allowedLint(name) === diagnostic.code)) continue;
      const key = keyOf(diagnostic);
      const before = found.get(key) ?? { diagnostic, property, variants: [] };
      found.set(key, before);
      if (!before.variants.includes(linted.variant)) before.variants.push(linted.variant);
    }
  const merged = [
    ...[...found.values()].map((each) => ({
      ...each,
      diagnostic: withVariants(each.diagnostic, each.variants, variants.length),
    })),
    ...usage.map((diagnostic) => ({ diagnostic, property: undefined, variants })),
  ];
  const sorted = inOrder(merged.map(({ diagnostic }) => diagnostic));
  const told = new Set(
    runs.flatMap(({ linted }) => linted.findings.map(({ property }) => property ?? "")),
  );
  const open = new Set(runs.flatMap(({ linted }) => [...linted.open]));
  return {
    model,
    variants,
    order: mergeOrders(runs),
    findings: sorted.flatMap((diagnostic) =>
      merged.filter((each) => each.diagnostic === diagnostic),
    ),
    open: [...open].filter((property) => !told.has(property)),
  };
}

/** Two variants find the same thing where they say the same of the same places. */
function keyOf({ code, message, severity, primary, secondary }: Diagnostic): string {
  const places = [primary, ...secondary].map(
    ({ span, text }) => `${span.source.path} ${span.start} ${text}`,
  );
  return [code, severity, message, ...places].join("\n");
}

function withVariants(
  diagnostic: Diagnostic,
  variants: readonly string[],
  count: number,
): Diagnostic {
  if (variants.length === count) return diagnostic;
  const one = variants.length === 1;
  return {
    ...diagnostic,
    help: `this is so in the variant${one ? "" : "s"} ${variants.join(", ")}`,
  };
}

/** Each edge once, with the places of all variants. */
function mergeOrders(runs: readonly LintRun[]): readonly OrderEdge[] {
  const edges = new Map<string, OrderEdge>();
  for (const edge of runs.flatMap(({ linted }) => linted.order)) {
    const key = `${edge.outer} ${edge.inner}`;
    const before = edges.get(key)?.sites ?? [];
    const others = edge.sites.filter(
      ({ inner, outer }) =>
        !before.some(
          (site) => site.inner.start === inner.start && site.outer.start === outer.start,
        ),
    );
    edges.set(key, { ...edge, sites: [...before, ...others] });
  }
  const locks = [...new Set(runs.flatMap(({ linted }) => linted.locks))];
  const rank = ({ outer, inner }: OrderEdge): number =>
    locks.indexOf(outer) * locks.length + locks.indexOf(inner);
  return [...edges.values()].sort((a, b) => rank(a) - rank(b));
}
