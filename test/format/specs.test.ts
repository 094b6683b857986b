// Every spec of the repository has one layout: it is stable, keeps every comment, says the same.
// The specs that ship and the examples of the READMEs are in it.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { format } from "../../src/format/format.js";
import { isSame } from "../../src/format/same.js";
import { parse } from "../../src/syntax/parse.js";
import { tokensOf } from "../../src/syntax/tokens.js";
import { expectFile } from "../support/bless.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const paths = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".lw") && !/^(node_modules|dist|\.git)\//.test(path))
  .sort();

const commentsIn = (text: string) =>
  (text.match(/"[^"\n]*"|\/\/.*/g) ?? []).filter((found) => found.startsWith("//")).sort();

describe("the specs", () => {
  test.each(paths)("%s", (path) => {
    const text = readFileSync(root + path, "utf8");
    const once = format({ path, text });
    expect(once.ok).toBe(parse({ path, text }).ok);
    if (!once.ok) return;
    expect(format({ path, text: once.value }).value).toBe(once.value);
    expect(commentsIn(once.value)).toEqual(commentsIn(text).map((each) => each.trimEnd()));
    if (path.startsWith("specs/")) expectFile(root + path, once.value);
  });
});

test.each(["README.md", "grammar/README.md"])("the examples of %s", (path) => {
  const text = readFileSync(root + path, "utf8");
  const laidOut = text.replaceAll(
    /^(```lockwright[\w-]*\n)([^]*?)^```$/gm,
    (_, fence: string, spec: string) =>
      `${fence}${format({ path, text: spec }).value ?? spec}\`\`\``,
  );
  expectFile(root + path, laidOut);
});

test("comments anywhere between tokens stay, and so does what the spec says", () => {
  const path = "specs/retract.lw";
  const text = readFileSync(root + path, "utf8");
  const tokens = tokensOf(text);
  const places = fc.array(fc.nat({ max: tokens.length - 1 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(places, fc.boolean(), (chosen, own) => {
      const at = [...new Set(chosen)].map((index) => tokens[index]?.end ?? 0).sort((a, b) => b - a);
      const marked = at.reduce(
        (rest, end) => `${rest.slice(0, end)}${own ? "\n    " : " "}// here\n  ${rest.slice(end)}`,
        text,
      );
      const read = parse({ path, text: marked });
      if (!read.ok) return;
      const laidOut = format({ path, text: marked });
      expect(laidOut.value?.match(/\/\/ here/g)?.length).toBe(at.length);
      const again = parse({ path, text: laidOut.value ?? "" });
      expect(isSame(again.value, read.value)).toBe(true);
    }),
    { seed: 9, numRuns: 6 },
  );
});

test("other line ends, tabs and a byte order mark", () => {
  const text = "\uFEFFmodel m\r\n\r\n\r\nstate\tx:Bool\r\n\t// why\r\n\ty : Bool = true // so\r\n";
  expect(format({ path: "m.lw", text }).value).toBe(
    "model m\n\nstate\n  x : Bool\n  // why\n  y : Bool = true  // so\n",
  );
});
