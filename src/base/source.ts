// Source texts and places in them. A place is two offsets; line and column exist only when printed.

/** A text with the name it is reported under, relative to the working folder. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A half-open range of offsets (UTF-16 units) in one source. */
export interface Span {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** One-based line and column, as editors and people count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function positionOf(source: SourceFile, offset: number): Position {
  const before = source.text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  let line = 1;
  for (const character of before) if (character === "\n") line++;
  return { line, column: offset - lastBreak };
}

/** The smallest span that covers both; they must be of one source. */
export function cover(first: Span, last: Span): Span {
  return {
    source: first.source,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}

/** `path:line`, the way a rule is cited in a report. */
export function citation(span: Span): string {
  return `${span.source.path}:${positionOf(span.source, span.start).line}`;
}
