// Lines of the spec, cited the way a kernel developer cites a file.

import type { Span } from "../base/source.js";
import { positionOf } from "../base/source.js";
import { pageWidth, wrapIndented } from "./wrap.js";

const mostLines = 8;

/**
 * The source lines that a span covers, numbered, without a first line that only says `sentence`.
 */
export function quote(span: Span, sentence?: string): readonly string[] {
  return quoteFrom(span, "span", sentence);
}

/** The same with what stands before the span on its line: the statement that it is a part of. */
export function quoteLines(span: Span): readonly string[] {
  return quoteFrom(span, "line");
}

function quoteFrom(span: Span, from: "span" | "line", sentence?: string): readonly string[] {
  const { line: first, column } = positionOf(span.source, span.start);
  const end = Math.max(span.start, span.end - 1);
  const { line: last } = positionOf(span.source, end);
  const lines = span.source.text
    .split("\n")
    .slice(first - 1, last)
    .map((text, index) => ({
      // What stands before the span on its line belongs to something else.
      text:
        index === 0 && from === "span"
          ? " ".repeat(column - 1) + text.slice(column - 1).trimEnd()
          : text.trimEnd(),
      number: first + index,
    }))
    .filter(({ text }, index) => {
      const repeats = sentence !== undefined && text.endsWith(`"${sentence}"`);
      return text.trim() !== "" && !(index === 0 && repeats);
    });
  const indent = Math.min(...lines.map(({ text }) => text.length - text.trimStart().length));
  const digits = String(last).length;
  const margin = (number: string) => `  ${number.padStart(digits)} | `;
  const shown = lines.slice(0, mostLines).flatMap(({ text, number }) => {
    const broken = fitted(text.slice(indent), pageWidth - digits - 5);
    return broken.map((line, index) => margin(index === 0 ? String(number) : "") + line);
  });
  return lines.length > mostLines ? [...shown, `${margin("")}...`] : shown;
}

/** A line of source broken to a width; a comment at the end of code goes first. */
function fitted(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line];
  const code = line.replace(/(?<=\S)\s+\/\/.*$/, "");
  return code.length <= width ? [code] : wrapIndented(code, width, 4);
}
