// The examples of `lockwright explain` show what they are examples of, and nothing else.

import { expect, test } from "vitest";
import type { Code } from "../../src/base/catalogue.js";
import { catalogue } from "../../src/base/catalogue.js";
import { diagnosticsOf } from "./diagnostics-of.js";

const codes = Object.keys(catalogue) as Code[];

test.each(codes.filter((code) => !code.startsWith("syntax/")))(
  "the example of %s shows it",
  (code) => {
    const text = `model example\n\n${catalogue[code].example}\n`;
    const path = code.startsWith("lint/") ? "lint/example.lw" : "example.lw";
    const found = diagnosticsOf({ path, text });
    expect(found.map((each) => each.code)).toEqual([code]);
  },
);

test.each(codes.filter((code) => code.startsWith("syntax/")))(
  "the example of %s shows it",
  (code) => {
    const { example } = catalogue[code];
    const found = diagnosticsOf({ path: "syntax/example.lw", text: `${example}\n` });
    expect(found.map((each) => each.code)).toContain(code);
  },
);
