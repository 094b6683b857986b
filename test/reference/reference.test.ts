// The documents of this folder, written from the facts of the kernel, are followed by the model
// that the compiler makes of the flagship; and the checker finds by itself what they show. The last
// tests spoil a document in one place each, to show that nothing goes unnoticed.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadModule, readSource } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import type { Model } from "../../src/runtime/model.js";
import type { Reference } from "../support/reference.js";
import { parseReference } from "../support/reference.js";
import { follow, missedByExplorer } from "../support/reference-follow.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".scenario.txt"));
const textOf = (file: string) => readFileSync(`${folder}${file}`, "utf8");

const flagship = compile(readSource("specs/retract.lw"), loadModule);

function modelOf({ variant, run }: Reference): Model<unknown> {
  if (flagship.ok) expect(flagship.value.variants).toContain(variant);
  const core = flagship.ok ? flagship.value.core(variant, run) : flagship;
  if (core.ok) return loadModel(core.value);
  throw new Error(core.diagnostics.map(({ message }) => message).join("\n"));
}

describe.each(files)("%s", (file) => {
  const reference = parseReference(textOf(file));
  const model = modelOf(reference);

  test("the model does, step by step, what is written", () => {
    expect(follow(model, reference)).toEqual([]);
  });

  test("the checker finds no less, in no more steps", () => {
    expect(missedByExplorer(model, reference)).toEqual([]);
  });
});

test("each claim that was asked for has its document", () => {
  const claims = files.map((file) => parseReference(textOf(file)).claim).join(" ");
  for (const claim of ["S9", "S11", "S12", "S13", "S14", "S16", "B06"])
    expect(claims).toMatch(new RegExp(`\\b${claim}\\b`));
  expect(files).toEqual(
    expect.arrayContaining(["plain-fault.scenario.txt", "plain-retract.scenario.txt"]),
  );
});

describe("a document that is wrong in one place is noticed", () => {
  const original = textOf("upgrade.scenario.txt");
  const model = modelOf(parseReference(original));

  /** What is said of the document after the last `from` in it was replaced. */
  function afterChange(from: string, to: string): string {
    const at = original.lastIndexOf(from);
    expect(at).toBeGreaterThan(0);
    const text = original.slice(0, at) + to + original.slice(at + from.length);
    try {
      return follow(model, parseReference(text)).join("\n");
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  test.each([
    [
      "a hex digit",
      ["0x8000000001234867", "0x8000000001234865"],
      "table1 entry[0] is 0x8000000001234867, and should be 0x8000000001234865",
    ],
    [
      "a state variable left out",
      ["  ptl_alive true", ""],
      "17. Fault wp_page_reuse: the document does not list table1 ptl_alive, which is true",
    ],
    [
      "a row left out",
      ["  | anon_vma  false\n", ""],
      "17. Fault wp_page_reuse: the document does not list anon_vma, which is false",
    ],
    ["a variable too many", ["  | anon_vma", "  * tlb  -\n  | anon_vma"], "the model has no tlb"],
    ["a program counter", ["at spin_unlock", "at pte_unmap  "], "should be pte_unmap"],
    ["a reader of mmap", ["read Collapse, Fault", "read Fault"], "line"],
    [
      "a step that is not enabled",
      ["16. Fault pte_same", "16. Fault pte_unmap"],
      "16. Fault pte_u",
    ],
    ["a step that does not exist", ["16. Fault pte_same", "16. Fault pte_other"], "0 such action"],
    ["a step left out", ["16. Fault pte_same", "17. Fault pte_same"], "step 16 after a start"],
    ["a change without its mark", ["  * Fault ", "  | Fault "], "the mark of a change at Fault"],
    [
      "a mark without a change",
      ["  | Collapse", "  * Collapse"],
      "no mark of a change at Collapse",
    ],
    [
      "a property too few",
      ["breaks   linked_on_write, ", "breaks   "],
      "breaks linked_on_write, no_p",
    ],
    [
      "a wait that is none",
      ["outcome ", "waits    Fault spin_unlock\n\noutcome "],
      "does not wait",
    ],
    ["another outcome", ["violates no_permission_upgrade", "holds"], "linked_on_write is broken"],
    [
      "an outcome too early",
      ["violates no_p", "violates fault_bails_out\n         no_p"],
      "no outcome",
    ],
  ] as const)("%s", (_, [from, to], complaint) => {
    expect(afterChange(from, to)).toContain(complaint);
  });

  test("a violation that comes before the end", () => {
    const text = textOf("lost-reference.scenario.txt").replace(
      "violates ref_map_balance",
      "violates detached_zero",
    );
    const reference = parseReference(text);
    expect(follow(modelOf(reference), reference)).toEqual([
      "detached_zero is due at step 13, and comes at step 10",
    ]);
  });

  test("an initial state that is none", () => {
    const text = original.replaceAll("file_page 1", "file_page 2");
    expect(follow(model, parseReference(text)).join()).toContain("start: no initial state");
  });

  test("a document that is shorter than any way there", () => {
    const reference = parseReference(original);
    const last = reference.steps.at(-1);
    expect(last).toBeDefined();
    const steps = last === undefined ? [] : [{ ...last, number: 3 }];
    expect(missedByExplorer(model, { ...reference, steps }).join()).toMatch(
      /after \d+ steps, not 3/,
    );
  });
});
