// The built package has the library under its name, as those who install it import it.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

const program = `
import { pte, pmd, swap, setup, Pte } from "lockwright/x86";
const older = { ...setup, kernel: "v6_1" };
console.log(
  pte.pte_mkdirty(0x8000000001234025n).toString(16),
  pte.pte_mkdirty(0x8000000001234025n, older).toString(16),
  Pte.describe(0x8000000001234025n),
  pmd.pmd_bad(0x1234067n),
  swap.softleaf_type(swap.pte_to_swp_entry(0xdfffffffffdb9600n)),
);
`;

test("lockwright/x86 is imported from the built package", () => {
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: root,
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(run.stdout).toBe(
    "8400000001234825 8000000001234865 present user accessed pfn=0x1234 nx false hwpoison\n",
  );
});
