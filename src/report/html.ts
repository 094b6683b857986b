// A report as one HTML file that needs nothing else, in the colours that its reader's system has.

const style = `
:root { --ink: #1b1f24; --paper: #fff; --box: #f5f6f8; --line: #d5d9e0; --quiet: #667;
  --bad: #b3261e; --bad-paper: #fde7e6; --good: #1d7a3a; --good-paper: #e6f5ea;
  --open: #8a5a00; --open-paper: #fff3d6; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #dfe3ea; --paper: #16181d; --box: #1f2229; --line: #3a3f4a; --quiet: #99a;
    --bad: #ff8a80; --bad-paper: #4a1c1c; --good: #7fd99a; --good-paper: #17371f;
    --open: #ffc766; --open-paper: #40310f; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  margin: 2em auto; padding: 0 1em; max-width: max-content; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; max-width: 45em; }
pre { font: 13px/1.4 ui-monospace, monospace; background: var(--box); padding: 0.8em 1em;
  overflow-x: auto; min-width: 76ch; box-sizing: border-box; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid var(--line); padding: 0.2em 0.6em; text-align: left;
  vertical-align: top; }
th { background: var(--box); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
th.property { writing-mode: vertical-rl; transform: rotate(180deg); padding: 0.6em 0.2em; }
p { max-width: 45em; } .quiet { color: var(--quiet); }
td.bad { background: var(--bad-paper); } td.good { background: var(--good-paper); }
td.open { background: var(--open-paper); }
pre .bad { color: var(--bad); } pre .good { color: var(--good); } pre .head { font-weight: bold; }
`;

/** The page with this title and these parts of a body. */
export function htmlPage(title: string, parts: readonly string[]): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<h1>${escaped(title)}</h1>`,
    ...parts,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** What a reader is to see from afar. */
export type Mark = "bad" | "good" | "open" | "number" | "quiet" | "property" | undefined;

export interface HtmlCell {
  readonly text: string;
  readonly mark?: Mark;
}

export function htmlTable(
  head: readonly HtmlCell[],
  rows: readonly (readonly HtmlCell[])[],
): string {
  const row = (cells: readonly HtmlCell[], tag: "td" | "th") => {
    const all = cells.map(({ text, mark }) => `<${tag}${classOf(mark)}>${escaped(text)}</${tag}>`);
    return `<tr>${all.join("")}</tr>`;
  };
  return ["<table>", row(head, "th"), ...rows.map((cells) => row(cells, "td")), "</table>"].join(
    "\n",
  );
}

function classOf(mark: Mark): string {
  return mark === undefined ? "" : ` class="${mark}"`;
}

/** For text between tags and in quoted attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
