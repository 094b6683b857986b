// Diagnostics as text for a terminal: message, place, the lines concerned with carets, help. The
// only place that knows of colours and widths.

import type { Diagnostic, Label } from "./diagnostic.js";
import type { SourceFile } from "./source.js";
import { positionOf } from "./source.js";

export interface RenderOptions {
  readonly colour: boolean;
  /** Columns of the terminal: sentences are wrapped, and long lines of source are cut. */
  readonly width: number;
}

/** How parts of a report are set off; each takes text and gives it back dressed. */
interface Palette {
  readonly error: Style;
  readonly warning: Style;
  readonly strong: Style;
  readonly faint: Style;
  readonly help: Style;
}

type Style = (text: string) => string;

function sgr(code: string): Style {
  return (text) => (text === "" ? "" : `\u001b[${code}m${text}\u001b[0m`);
}

const coloured: Palette = {
  error: sgr("1;31"),
  warning: sgr("1;33"),
  strong: sgr("1"),
  faint: sgr("2"),
  help: sgr("36"),
};

const same: Style = (text) => text;
const plain: Palette = { error: same, warning: same, strong: same, faint: same, help: same };

/** All diagnostics in their order, an empty line between two. */
export function render(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  const palette = options.colour ? coloured : plain;
  const width = Math.max(options.width, 40);
  return diagnostics.map((each) => renderOne(each, palette, width)).join("\n");
}

function renderOne(diagnostic: Diagnostic, palette: Palette, width: number): string {
  const { code, severity, message, primary, secondary, help } = diagnostic;
  const heading = `${severity}[${code}]: ${message}`;
  const [first = "", ...rest] = wrap(heading, width);
  const prefix = `${severity}[${code}]`;
  const dressed = palette[severity](prefix) + palette.strong(first.slice(prefix.length));
  const lines = [
    first.startsWith(prefix) ? dressed : palette[severity](first),
    ...rest.map(palette.strong),
    `  ${placeOf(primary)}`,
    "",
    ...snippets(diagnostic, palette, width),
  ];
  const others = secondary.filter(({ span }) => span.source !== primary.span.source);
  for (const label of others)
    lines.push(
      "",
      `  ${placeOf(label)}`,
      "",
      ...snippet([{ ...label, isPrimary: false }], palette, palette[severity], width),
    );
  if (help !== undefined) {
    const [helpFirst = "", ...helpRest] = wrap(`help: ${help}`, width);
    lines.push("", palette.help("help:") + helpFirst.slice("help:".length), ...helpRest);
  }
  return `${lines.join("\n")}\n`;
}

function placeOf({ span }: Label): string {
  const { line, column } = positionOf(span.source, span.start);
  return `${span.source.path}:${line}:${column}`;
}

interface Marked extends Label {
  readonly isPrimary: boolean;
}

function snippets(diagnostic: Diagnostic, palette: Palette, width: number): string[] {
  const { primary, secondary, severity } = diagnostic;
  const labels = [
    { ...primary, isPrimary: true },
    ...secondary
      .filter(({ span }) => span.source === primary.span.source)
      .map((label) => ({ ...label, isPrimary: false })),
  ];
  return snippet(labels, palette, palette[severity], width);
}

/** The lines that labels of one source stand on, with marks under them and gaps between. */
function snippet(
  labels: readonly Marked[],
  palette: Palette,
  primaryStyle: Style,
  width: number,
): string[] {
  const byLine = new Map<number, Marked[]>();
  for (const label of [...labels].sort((a, b) => a.span.start - b.span.start)) {
    const { line } = positionOf(label.span.source, label.span.start);
    byLine.set(line, [...(byLine.get(line) ?? []), label]);
  }
  const numbers = [...byLine.keys()];
  const gutter = String(numbers.at(-1) ?? 0).length;
  const bar = `${" ".repeat(gutter)} ${palette.faint("│")}`;
  const lines: string[] = [];
  numbers.forEach((number, index) => {
    const before = numbers[index - 1];
    if (before !== undefined && number > before + 1)
      lines.push(`${" ".repeat(gutter)} ${palette.faint("┆")}`);
    const shown = shownLine(byLine.get(number) ?? [], number, width - gutter - 4);
    lines.push(
      `${palette.faint(`${String(number).padStart(gutter)} │`)} ${shown.text}`.trimEnd(),
      ...shown.marks.map(({ indent, length, label }) => {
        const mark = label.isPrimary ? "^" : "-";
        const under = `${mark.repeat(length)} ${label.text}`.trimEnd();
        return `${bar} ${" ".repeat(indent)}${label.isPrimary ? primaryStyle(under) : under}`;
      }),
    );
  });
  return lines;
}

interface ShownLine {
  readonly text: string;
  readonly marks: readonly {
    readonly indent: number;
    readonly length: number;
    readonly label: Marked;
  }[];
}

const tabWidth = 4;

/**
 * A line of the source as columns of a terminal: tabs as blanks, and a part of it if it is long.
 */
function shownLine(labels: readonly Marked[], number: number, room: number): ShownLine {
  const source = labels[0]?.span.source;
  const start = source === undefined ? 0 : startOfLine(source, number);
  const end = source?.text.indexOf("\n", start) ?? 0;
  const line = source?.text.slice(start, end === -1 ? undefined : end).trimEnd() ?? "";
  const marks = labels.map((label) => {
    const from = label.span.start - start;
    const to = Math.min(label.span.end - start, line.length);
    const indent = columns(line.slice(0, from));
    return { indent, length: Math.max(1, columns(line.slice(0, to)) - indent), label };
  });
  const text = expand(line);
  if (columns(text) <= room) return { text, marks };
  const firstMark = Math.min(...marks.map(({ indent }) => indent));
  const cut = firstMark < room - 20 ? 0 : firstMark - 20;
  const shown = [...text].slice(cut, cut + room - 2).join("");
  const moved = marks.map((mark) => ({
    ...mark,
    indent: Math.max(0, mark.indent - cut + (cut === 0 ? 0 : 1)),
    length: Math.max(1, Math.min(mark.length, cut + room - 2 - mark.indent)),
  }));
  return { text: `${cut === 0 ? "" : "…"}${shown}…`, marks: moved };
}

function startOfLine(source: SourceFile, number: number): number {
  let start = 0;
  for (let line = 1; line < number; line++) start = source.text.indexOf("\n", start) + 1;
  return start;
}

function expand(text: string): string {
  return text.replaceAll("\t", " ".repeat(tabWidth));
}

function columns(text: string): number {
  return [...expand(text)].length;
}

/** Lines of at most `width` columns, broken at blanks. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 1 + columns(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
