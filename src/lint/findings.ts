// What the ways of the processes show, as diagnostics with all the places concerned.

import type { Diagnostic, Label, Report } from "../base/diagnostic.js";
import { newReports } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Exposure } from "./interrupts.js";
import type { Judgement } from "./judge.js";
import type { OrderEdge } from "./order.js";
import type { Standing } from "./standing.js";
import { successors } from "./transfer.js";
import type { Pair } from "./two-accesses.js";

/** A diagnostic, and the property that a search would decide about it. */
export interface Finding {
  readonly property: string | undefined;
  readonly diagnostic: Diagnostic;
}

/** More places than these say no more. */
const mostSites = 6;

/** Gathers what `tell` reports. */
function gather(property: string | undefined, tell: (report: Report) => void): readonly Finding[] {
  const { diagnostics, report } = newReports();
  tell(report);
  return diagnostics.map((diagnostic) => ({ property, diagnostic }));
}

/** Of a requirement that is broken on some way, or on every way. */
export function judgementFinding(core: Core, judgement: Judgement): readonly Finding[] {
  if (judgement.kept === "open") return [];
  return gather(judgement.property, (report) => {
    tellJudgement(report, core, judgement);
  });
}

function tellJudgement(report: Report, core: Core, judgement: Judgement): void {
  const { property, span, sight, kept } = judgement;
  const always = kept === "never";
  const { standing } = sight;
  const lock = textOf(span);
  const here = { at: span, label: holdingText(standing), secondary: sitesOf(standing) };
  switch (property) {
    case "sleep_in_atomic":
      report("lint/sleep-in-atomic", { always }, here);
      return;
    case "lock_order":
      report("lint/against-order", { lock, always }, here);
      return;
    case "self_deadlock":
      report("lint/self-deadlock", { lock, always }, here);
      return;
    case "unlock_not_owner": {
      const [, downgraded] = /^downgrade\s+(\S+)/.exec(lock) ?? [];
      const facts =
        downgraded === undefined
          ? { lock, done: "given back" as const, always }
          : { lock: downgraded, done: "downgraded" as const, always };
      report("lint/not-held", facts, { at: span, label: holdingText(standing) });
      return;
    }
    case "held_at_end": {
      const after = standingAtEnd(judgement);
      const what = listed(heldWords(after).map(([word]) => word));
      report("lint/held-at-end", { what, always }, { at: span, secondary: sitesOf(after) });
      return;
    }
    case "rcu_unbalanced": {
      const { word, enters } = crossingOf(lock);
      report("lint/unbalanced", { word, enters, always }, { at: span });
      return;
    }
    default: {
      const guard = core.properties.find(({ name }) => name === property);
      const secondary = guard === undefined ? [] : [{ span: guard.span, text: "the guard" }];
      const what = textOf(span);
      const label = holdingText(standing);
      report("lint/unguarded", { what, always }, { at: span, label, secondary });
    }
  }
}

/** A section statement as written, also where a lock brings it along. */
function crossingOf(text: string): { readonly word: string; readonly enters: boolean } {
  if (/^\w+$/.test(text)) return { word: text, enters: /_off$|^rcu_read_lock$/.test(text) };
  const enters = /lock\s/.test(text);
  const [masked = ""] = /\b(irq|bh)\b/.exec(text) ?? [];
  return { word: `${enters ? "lock" : "unlock"} ${masked}`, enters };
}

/** What is held once the last step is done. */
function standingAtEnd({ action, sight }: Judgement): Standing {
  const { variable } = sight.view.process;
  const after = successors(action, sight).filter(
    ({ own }) => own.get(`${variable}.at`) === "ended",
  );
  return after.find((each) => heldWords(each).length > 0) ?? sight.standing;
}

/** What an instance holds: each with its place, where it has one. */
function heldWords({ held, own }: Standing): readonly (readonly [string, Span | undefined])[] {
  const locks = held.map(
    ({ lock, mode, span }) =>
      [mode === "read" ? `\`${lock}\` (read)` : `\`${lock}\``, span] as const,
  );
  const sections = [...own].flatMap(([key, value]) =>
    key.includes(".") || value === false || value === 0
      ? []
      : [[`\`${key.replace(/_state$/, "")}\``, undefined] as const],
  );
  return [...locks, ...sections];
}

function holdingText(standing: Standing): string {
  const words = heldWords(standing).map(([word]) => word);
  return words.length === 0 ? "nothing is held here" : `${listed(words)} ${verb(words)} held here`;
}

function verb(words: readonly string[]): string {
  return words.length === 1 ? "is" : "are";
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "something";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function sitesOf(standing: Standing): readonly Label[] {
  return heldWords(standing).flatMap(([word, span]) =>
    span === undefined ? [] : [{ span, text: `${word} is taken here` }],
  );
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end).split("\n")[0] ?? "";
}

/** Of a cycle in the order of locks. */
export function cycleFinding(cycle: readonly OrderEdge[]): readonly Finding[] {
  const sites = cycle.flatMap(({ outer, inner, sites: each }) =>
    each.map(({ action, inner: span }) => ({
      span,
      text: `${action.process ?? action.name} takes \`${inner}\` with \`${outer}\` held`,
    })),
  );
  const [first, ...others] = sites;
  if (first === undefined) return [];
  const locks = cycle.map(({ outer }) => outer);
  return gather("lock_order", (report) => {
    report(
      "lint/inversion",
      { locks },
      { at: first.span, label: first.text, secondary: distinct(others, first.span) },
    );
  });
}

function distinct(labels: readonly Label[], first: Span): readonly Label[] {
  const seen = new Set([first.start]);
  return labels
    .filter(({ span }) => !seen.has(span.start) && seen.add(span.start))
    .slice(0, mostSites);
}

/** Of a lock that a handler takes, and that is held where the handler may come. */
export function exposureFinding(exposure: Exposure): readonly Finding[] {
  const { lock, context, held, taken } = exposure;
  return gather("lock_order", (report) => {
    const secondary = taken.map(({ process, span }) => ({
      span,
      text: `${process}, a ${context}, takes it here`,
    }));
    const [first, ...others] = held;
    if (first === undefined) return;
    const also = others.map(({ span }) => ({ span, text: "and here" }));
    report(
      "lint/interrupted",
      { lock, context },
      { at: first.span, label: "taken here", secondary: [...also, ...secondary] },
    );
  });
}

export function pairFinding({ first, second }: Pair): readonly Finding[] {
  const done = (writes: boolean): string => (writes ? "written here" : "read here");
  return gather(undefined, (report) => {
    report(
      "lint/two-accesses",
      { first: first.name, second: second.name },
      {
        at: first.span,
        label: done(first.writes),
        secondary: [{ span: second.span, text: done(second.writes) }],
      },
    );
  });
}
