// A comparison as one HTML file, which needs nothing else.

import type { Block } from "./diff-block.js";
import { sectionsOf, titleOf } from "./diff-sections.js";
import type { Diff } from "./diff-result.js";

const style = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
pre { background: #f6f6f6; padding: 1em; overflow-x: auto; line-height: 1.35; }
table { border-collapse: collapse; }
th, td { border: 1px solid #ccc; padding: 0.2em 0.6em; text-align: left; }
.new, .vacuous { background: #fdd; }
.fixed { background: #dfd; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; }
  pre { background: #222; }
  .new, .vacuous { background: #511; }
  .fixed { background: #151; }
}
`;

export function diffHtml(diff: Diff): string {
  const title = escaped(titleOf(diff));
  const sections = sectionsOf(diff).map(({ title: head, blocks }) =>
    ["<section>", `<h2>${escaped(head)}</h2>`, ...blocks.map(textOf), "</section>"]
      .filter((text) => text !== "")
      .join("\n"),
  );
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<h1>${title}</h1>`,
    ...sections,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function textOf(block: Block): string {
  if (block.kind === "lines")
    return block.lines.length === 0 ? "" : `<pre>${escaped(block.lines.join("\n"))}</pre>`;
  const row = (cells: readonly string[], tag: "td" | "th") =>
    `<tr>${cells.map((cell) => `<${tag}${classOf(cell)}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  return ["<table>", row(block.head, "th"), ...block.rows.map((cells) => row(cells, "td"))]
    .concat("</table>")
    .join("\n");
}

/** What became worse and better is seen from afar. */
function classOf(cell: string): string {
  const word = /(?:^|\()(new|fixed|newly vacuous)\)?$/.exec(cell)?.[1];
  return word === undefined ? "" : ` class="${word.replace("newly ", "")}"`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
