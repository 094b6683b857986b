// A document has one title: its name in a table of contents.

import { expect, test } from "vitest";
import { filesMatching } from "./tree.js";

/** The lines that open a top-level heading; a `#` inside a code block is code. */
function titles(lines: readonly string[]): string[] {
  let fence: string | undefined;
  return lines.filter((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = mark;
      return line.startsWith("# ");
    }
    if (mark?.startsWith(fence)) fence = undefined;
    return false;
  });
}

test("every Markdown file has exactly one title", () => {
  const wrong = filesMatching(/\.md$/).filter(({ lines }) => titles(lines).length !== 1);
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("a comment in a code block is not a title", () => {
  expect(titles(["# Title", "```", "# comment", "```", "## Part"])).toEqual(["# Title"]);
});
