// A comparison as one HTML file.

import type { Block } from "./diff-block.js";
import { sectionsOf, titleOf } from "./diff-sections.js";
import type { Diff } from "./diff-result.js";
import { escaped, htmlPage, htmlTable, type Mark } from "./html.js";

export function diffHtml(diff: Diff): string {
  const sections = sectionsOf(diff).map(({ title, blocks }) =>
    ["<section>", `<h2>${escaped(title)}</h2>`, ...blocks.map(textOf), "</section>"]
      .filter((text) => text !== "")
      .join("\n"),
  );
  return htmlPage(titleOf(diff), sections);
}

function textOf(block: Block): string {
  if (block.kind === "lines")
    return block.lines.length === 0 ? "" : `<pre>${block.lines.map(lineOf).join("\n")}</pre>`;
  return htmlTable(
    block.head.map((text) => ({ text })),
    block.rows.map((cells) => cells.map((text) => ({ text, mark: markOf(text) }))),
  );
}

/** What became worse and better. */
function markOf(cell: string): Mark {
  const word = /(?:^|\()(new|fixed|newly \w+|unknown)\)?$/.exec(cell)?.[1];
  if (word === "fixed" || word === "newly reachable") return "good";
  if (word === "unknown") return "open";
  return word === undefined ? undefined : "bad";
}

/** What is removed and added, where traces part, and the lanes of a trace. */
function lineOf(line: string): string {
  const text = escaped(line);
  const [, sign] = /^ {6}([-+]) /.exec(line) ?? [];
  if (sign !== undefined) return `<span class="${sign === "+" ? "good" : "bad"}">${text}</span>`;
  if (/^ +CPU0 |^only /.test(line)) return `<span class="head">${text}</span>`;
  return text.replace(/&lt;-- .*?(?= {2}|$)/, (mark) => `<span class="bad">${mark}</span>`);
}
