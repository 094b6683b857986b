// A comparison as Markdown, for a merge request.

import type { Block } from "./diff-block.js";
import { sectionsOf, titleOf } from "./diff-sections.js";
import type { Diff } from "./diff-result.js";

export function diffMarkdown(diff: Diff): string {
  const sections = sectionsOf(diff).map(({ title, blocks }) =>
    [`### ${title}`, ...blocks.map(textOf).filter((text) => text !== "")].join("\n\n"),
  );
  return `${[`## ${titleOf(diff)}`, ...sections].join("\n\n")}\n`;
}

function textOf(block: Block): string {
  if (block.kind === "lines")
    return block.lines.length === 0 ? "" : ["```text", ...block.lines, "```"].join("\n");
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [row(block.head), row(block.head.map(() => "---")), ...block.rows.map(row)].join("\n");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
