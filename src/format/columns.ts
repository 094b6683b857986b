// Columns: what stands below each other in consecutive lines of one kind. The printer marks where a
// column begins; once lines are final, marks become blanks. As in Go's tabwriter, a column ends
// with the first line that has none.

const columns = [
  "comment",
  "member",
  "name of a member",
  "variable",
  "local",
  "lock",
  "constant",
  "type",
  "bit",
  "step",
  "target of a guard",
  "access of a guard",
  "edit",
] as const;

export type Column = (typeof columns)[number];

/** Control characters stand in no spec: the grammar has none but these. */
const taken = [9, 10, 13];
const codes = Array.from({ length: 32 }, (_, code) => code)
  .slice(1)
  .filter((code) => !taken.includes(code));
const marks = new Map(
  columns.map((column, index) => [column, String.fromCharCode(codes[index] ?? 0)]),
);
const anyMark = new RegExp(`([${[...marks.values()].join("")}])`);

/** What the printer writes where a column begins. */
export function mark(column: Column): string {
  return marks.get(column) ?? "";
}

const commentMark = mark("comment");

/** A line as texts and the marks between them. */
interface Line {
  readonly texts: string[];
  readonly marks: string[];
}

/** The text with blanks in the place of marks. No line becomes longer than `width` by it. */
export function aligned(text: string, width: number): string {
  const lines = text.split("\n").map(lineOf);
  const most = Math.max(0, ...lines.map((line) => line.marks.length));
  for (let at = 0; at < most; at++)
    alignRuns(lines, width, (line) => {
      const marked = line.marks[at];
      if (marked === undefined || marked === commentMark) return undefined;
      return { at, key: [indentOf(line), ...line.marks.slice(0, at + 1)].join("") };
    });
  alignRuns(lines, width, (line) => {
    const at = line.marks.indexOf(commentMark);
    return at < 0 ? undefined : { at, key: "" };
  });
  return lines.map(({ texts }) => texts.join("").trimEnd()).join("\n");
}

function lineOf(line: string): Line {
  const parts = line.split(anyMark);
  return {
    texts: parts.filter((_, index) => index % 2 === 0),
    marks: parts.filter((_, index) => index % 2 === 1),
  };
}

function indentOf({ texts: [first = ""] }: Line): string {
  return /^ */.exec(first)?.[0] ?? "";
}

/** A mark that lines next to each other may share. */
interface Cell {
  readonly at: number;
  readonly key: string;
}

function alignRuns(
  lines: readonly Line[],
  width: number,
  cellOf: (line: Line) => Cell | undefined,
): void {
  let run: { line: Line; at: number }[] = [];
  let last: string | undefined;
  for (const line of lines) {
    const cell = cellOf(line);
    if (cell?.key !== last) {
      align(run, width);
      run = [];
    }
    last = cell?.key;
    if (cell !== undefined) run.push({ line, at: cell.at });
  }
  align(run, width);
}

function align(run: readonly { line: Line; at: number }[], width: number): void {
  const before = ({ line, at }: (typeof run)[number]) => length(line.texts.slice(0, at + 1));
  const after = ({ line, at }: (typeof run)[number]) => {
    const end = line.marks.indexOf(commentMark, at + 1);
    return length(line.texts.slice(at + 1, end < 0 ? undefined : end + 1));
  };
  let together = run;
  let column = Math.max(0, ...together.map(before));
  // A line that would become too long stays as it is, and its own column counts no more.
  for (;;) {
    const fitting = together.filter((cell) => column + after(cell) <= width);
    if (fitting.length === together.length) break;
    together = fitting;
    column = Math.max(0, ...together.map(before));
  }
  for (const cell of together) {
    const text = cell.line.texts[cell.at] ?? "";
    cell.line.texts[cell.at] = text + " ".repeat(column - before(cell));
  }
}

function length(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + [...text].length, 0);
}
