// What a fixture announces, in marks like `//~ code` at the ends of lines, and what is reported.

import type { Diagnostic } from "../../src/base/diagnostic.js";
import type { SourceFile } from "../../src/base/source.js";
import { positionOf } from "../../src/base/source.js";

/** The lines and codes that the marks of a source announce. */
export function marksIn({ text }: SourceFile): string[] {
  return text.split("\n").flatMap((line, index) => {
    const codes = /\/\/~ (.*)$/.exec(line)?.[1]?.trim().split(/\s+/) ?? [];
    return codes.map((code) => `${index + 1} ${code}`);
  });
}

/** The lines and codes of what is reported. */
export function places(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, primary }) => {
    const { line } = positionOf(primary.span.source, primary.span.start);
    return `${line} ${code}`;
  });
}
