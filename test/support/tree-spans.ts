// The law of every tree: a node lies within its parent, and a name is what its span says.

import type { Span } from "../../src/base/source.js";

/** The nodes that break the law, by kind and place. */
export function misplaced(value: unknown, within?: Span): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => misplaced(item, within));
  const { span } = value as { span?: Span };
  const found: string[] = [];
  if (span !== undefined) {
    const { kind, text } = value as { kind?: string; text?: string };
    const said = `${kind ?? text ?? "?"} at ${span.start}..${span.end}`;
    const outside = within !== undefined && (span.start < within.start || span.end > within.end);
    if (outside || span.start > span.end || span.end > span.source.text.length)
      found.push(`${said} lies outside of ${within?.start}..${within?.end}`);
    const raw = span.source.text.slice(span.start, span.end);
    // The name of a refinement is put together from its words.
    const written = [raw.replace(/\s/g, ""), raw.replace(/[\s.]+/g, "_")];
    if (text !== undefined && !written.includes(text)) found.push(`${said} is written ${raw}`);
  }
  const parts = Object.entries(value).filter(([field]) => field !== "span");
  return [...found, ...parts.flatMap(([, part]) => misplaced(part, span ?? within))];
}
