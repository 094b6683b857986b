// Expected texts in files: `UPDATE=1` rewrites those that differ, says so, and refuses in CI.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

const blessing = process.env["UPDATE"] === "1";

/** Whether expected texts are rewritten rather than compared. */
export function isBlessing(): boolean {
  if (blessing && process.env["CI"] !== undefined)
    throw new Error("UPDATE=1 would let a wrong result pass in CI");
  return blessing;
}

/** Holds a file to what was found, or makes it say so. */
export function expectFile(path: string, found: string): void {
  const expected = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (isBlessing() && expected !== found) {
    writeFileSync(path, found);
    console.log(`UPDATE: ${path} was rewritten`);
    return;
  }
  expect(found, path).toBe(expected);
}
