// A comparison as text that pastes into mail: ASCII, at most 75 columns.

import type { Block } from "./diff-block.js";
import { sectionsOf, titleOf } from "./diff-sections.js";
import type { Diff } from "./diff-result.js";
import { pageWidth, wrap } from "./wrap.js";

export function diffText(diff: Diff): string {
  const sections = sectionsOf(diff).map(({ title, blocks }) => {
    const lines = blocks.map(textOf).filter((each) => each.length > 0);
    const body = lines.map((each) => each.join("\n")).join("\n\n");
    return [...wrap(title, pageWidth, 2), "-".repeat(Math.min(pageWidth, title.length)), body]
      .filter((line) => line !== "")
      .join("\n");
  });
  return `${[wrap(titleOf(diff), pageWidth, 2).join("\n"), ...sections].join("\n\n")}\n`;
}

function textOf(block: Block): readonly string[] {
  return block.kind === "lines" ? block.lines : tableLines(block.head, block.rows);
}

const gap = 2;

/** Columns side by side, where they fit; else a block of lines for each row. */
function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const total = widths.reduce((sum, width) => sum + width + gap, -gap);
  if (total > pageWidth) {
    return rows.flatMap(([name = "", ...cells]) => [
      name,
      ...cells.flatMap((cell, index) =>
        cell === "" ? [] : wrap(`    ${(head[index + 1] ?? "").padEnd(16)} ${cell}`, pageWidth, 8),
      ),
    ]);
  }
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" ".repeat(gap))
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}
