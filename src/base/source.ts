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

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The offsets at which the lines of a source begin. */
function lineStartsOf(source: SourceFile): readonly number[] {
  const known = lineStarts.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  const { text } = source;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  lineStarts.set(source, starts);
  return starts;
}

/** The line and column of an offset. */
export function positionOf(source: SourceFile, offset: number): Position {
  const starts = lineStartsOf(source);
  let [line, beyond] = [0, starts.length];
  while (beyond - line > 1) {
    const middle = (line + beyond) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else beyond = middle;
  }
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
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
