// A diagnostic is data: a code, a message and places. Nothing here prints, and nothing throws for
// the user's mistake.

import type { Code, Facts } from "./catalogue.js";
import { catalogue } from "./catalogue.js";
import type { Entry, Severity } from "./catalogue/entry.js";
import type { Span } from "./source.js";

/** A place with what is to be said about it. */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** The span to fix, and why it is that one. */
  readonly primary: Label;
  /** The other places involved. */
  readonly secondary: readonly Label[];
  /** What to do, only when we are sure. */
  readonly help?: string;
}

/** What a phase returns: it succeeded, or it did not and may still have a partial value. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly value?: T; readonly diagnostics: readonly Diagnostic[] };

/** The part of a diagnostic that the catalogue cannot know. */
export interface Place {
  readonly at: Span;
  readonly label?: string;
  readonly secondary?: readonly Label[];
  readonly help?: string;
}

/** Hands over one diagnostic; the catalogue makes its message from the facts. */
export type Report = <C extends Code>(code: C, facts: Facts<C>, place: Place) => void;

/** A list of diagnostics and the `report` that fills it. */
export interface Reports {
  readonly diagnostics: Diagnostic[];
  readonly report: Report;
}

export function newReports(): Reports {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, facts, place) => {
    const entry: Pick<Entry<never>, "severity" | "message"> = catalogue[code];
    const { severity } = entry;
    diagnostics.push({
      code,
      severity: typeof severity === "string" ? severity : severity(facts as never),
      message: entry.message(facts as never),
      primary: { span: place.at, text: place.label ?? "" },
      secondary: place.secondary ?? [],
      ...(place.help === undefined ? {} : { help: place.help }),
    });
  };
  return { diagnostics, report };
}

/** Sorted by file, place, then code; the same report twice is said once. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = (d: Diagnostic) =>
    [d.primary.span.source.path, d.primary.span.start, d.code, d.message] as const;
  const sorted = [...diagnostics].sort((a, b) => {
    const [pathA, startA, codeA, messageA] = key(a);
    const [pathB, startB, codeB, messageB] = key(b);
    if (pathA !== pathB) return pathA < pathB ? -1 : 1;
    if (startA !== startB) return startA - startB;
    return `${codeA} ${messageA}` < `${codeB} ${messageB}` ? -1 : 1;
  });
  return sorted.filter((d, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || key(d).join("\0") !== key(previous).join("\0");
  });
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === "error");
}
