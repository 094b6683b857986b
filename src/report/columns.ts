// The picture of an interleaving: one column for each thread, time down the page, as commit
// messages and comments in the kernel draw it. With more than three lanes, or words too long for a
// column, the lane's name stands on each step instead.

import { longestWord, pageWidth, wrapIndented } from "./wrap.js";

export interface Lane {
  /** How steps refer to it. */
  readonly name: string;
  /** What stands above its column. */
  readonly title: string;
}

/** A line in a lane, and what says as much as it must where the line does not fit. */
export interface Line {
  readonly text: string;
  readonly short?: string;
}

/** Some lines in one lane. */
export interface Row {
  /** The number of a step; undefined for what stands below the steps. */
  readonly number: number | undefined;
  readonly lane: string;
  readonly lines: readonly Line[];
  /** Stands beside the first line where there is room, and below it where there is not. */
  readonly mark?: string;
}

/** Rows that stand side by side, one for each lane, below the steps. */
export type Footer = readonly Row[];

const gutter = 5;
const gap = 2;
const mostColumns = 3;

/** Draws rows and footers, at most `pageWidth` wide, without blanks at the ends of lines. */
export function drawLanes(
  lanes: readonly Lane[],
  rows: readonly Row[],
  footers: readonly Footer[],
): readonly string[] {
  const widths = columnWidths(lanes, [...rows, ...footers.flat()]);
  const lines =
    widths === undefined
      ? drawStacked(lanes, rows, footers)
      : drawColumns(lanes, widths, rows, footers);
  return lines.map((line) => line.trimEnd());
}

/** The widths of the columns, or nothing if they do not fit. */
function columnWidths(lanes: readonly Lane[], rows: readonly Row[]): readonly number[] | undefined {
  if (lanes.length === 0 || lanes.length > mostColumns) return undefined;
  const room = pageWidth - gutter - gap * (lanes.length - 1);
  const linesOf = (lane: Lane, of: (line: Line) => string) => [
    lane.title,
    ...rows.filter((row) => row.lane === lane.name).flatMap((row) => row.lines.map(of)),
  ];
  const marked = (lane: Lane) =>
    rows
      .filter((row) => row.lane === lane.name && row.mark !== undefined)
      .map(({ lines: [first], mark = "" }) => `${first?.text ?? ""}  ${mark}`);
  const natural = lanes.map((lane) =>
    Math.max(...[...linesOf(lane, ({ text }) => text), ...marked(lane)].map((line) => line.length)),
  );
  const needed = lanes.map((lane) =>
    Math.max(...linesOf(lane, ({ text, short }) => short ?? text).map(longestWord)),
  );
  const widths = shareRoom(natural, room);
  return widths.every((width, index) => width >= (needed[index] ?? 0)) ? widths : undefined;
}

/** Gives each column what it would like, and where that is too much, the widest the same. */
function shareRoom(natural: readonly number[], room: number): readonly number[] {
  let limit = room;
  const total = () => natural.reduce((sum, width) => sum + Math.min(width, limit), 0);
  while (limit > 0 && total() > room) limit--;
  return natural.map((width) => Math.min(width, limit));
}

function drawColumns(
  lanes: readonly Lane[],
  widths: readonly number[],
  rows: readonly Row[],
  footers: readonly Footer[],
): readonly string[] {
  const offsets = lanes.map((_, index) =>
    widths.slice(0, index).reduce((sum, width) => sum + width + gap, gutter),
  );
  const at = (lane: string) =>
    Math.max(
      0,
      lanes.findIndex(({ name }) => name === lane),
    );
  const sideBySide = (cells: readonly string[]) =>
    cells.reduce((line, cell, index) => line.padEnd(offsets[index] ?? 0) + cell, "");
  const widthOf = (row: Row) => widths[at(row.lane)] ?? pageWidth;
  const cellsOf = (row: Row) => row.lines.flatMap((line) => fitted(line, widthOf(row)));
  const drawRow = (row: Row) => {
    const offset = offsets[at(row.lane)] ?? gutter;
    const lines = cellsOf(row).map((line) => " ".repeat(offset) + line);
    return numbered(row, withMark(lines, row.mark, offset, widthOf(row)));
  };
  const drawFooter = (footer: Footer) => {
    const cells = lanes.map(({ name }) =>
      footer.filter((row) => row.lane === name).flatMap(cellsOf),
    );
    const height = Math.max(0, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      sideBySide(cells.map((lines) => lines[line] ?? "")),
    );
  };
  const drawn = footers.map(drawFooter).filter((lines) => lines.length > 0);
  const titles = [lanes.map(({ title }) => title), widths.map((width) => "-".repeat(width))];
  return [
    ...(lanes.some(({ title }) => title !== "") ? titles.map(sideBySide) : []),
    ...rows.flatMap(drawRow),
    ...drawn.flatMap((lines) => ["", ...lines]),
  ];
}

function numbered({ number }: Row, lines: readonly string[]): readonly string[] {
  const [first = "", ...others] = lines;
  if (number === undefined) return lines;
  return [String(number).padStart(gutter - 3) + first.slice(gutter - 3), ...others];
}

/** The line, or what is short for it, broken where even that is too long. */
function fitted({ text, short }: Line, width: number): readonly string[] {
  if (text.length <= width) return [text];
  // A record stays in one piece where it fits.
  const whole = (record: string) =>
    record.length + 6 <= width ? record.replaceAll(" ", glue) : record;
  const glued = (short ?? text).replace(/\{ [^{}]* \}/g, whole);
  return wrapIndented(glued, width, 2).map((line) => line.replaceAll(glue, " "));
}

/** Stands for a blank where no line is to be broken. */
const glue = "\u00a0";

/** Puts the mark beside the first line, or below it in its column, moved left if need be. */
function withMark(
  lines: readonly string[],
  mark: string | undefined,
  offset: number,
  width: number,
): readonly string[] {
  const [first = "", ...others] = lines;
  if (mark === undefined) return lines;
  const beside = `${first}  ${mark}`;
  if (beside.length <= pageWidth) return [beside, ...others];
  if (longestWord(mark) <= width - 2) {
    const below = wrapIndented(`  ${mark}`, width).map((line) => " ".repeat(offset) + line);
    return [first, ...below, ...others];
  }
  return [first, " ".repeat(Math.max(gutter, pageWidth - mark.length)) + mark, ...others];
}

function drawStacked(
  lanes: readonly Lane[],
  rows: readonly Row[],
  footers: readonly Footer[],
): readonly string[] {
  const width = Math.max(0, ...lanes.map(({ name }) => name.length));
  const offset = gutter + (width === 0 ? 0 : width + gap);
  const draw = (row: Row) => {
    const lines = row.lines
      .flatMap((line) => fitted(line, pageWidth - offset))
      .map((line, index) =>
        index === 0
          ? `${" ".repeat(gutter)}${row.lane}`.padEnd(offset) + line
          : " ".repeat(offset) + line,
      );
    return numbered(row, withMark(lines, row.mark, offset, pageWidth - offset));
  };
  return [
    ...rows.flatMap(draw),
    ...footers
      .filter((footer) => footer.length > 0)
      .flatMap((footer) => ["", ...footer.flatMap(draw)]),
  ];
}
