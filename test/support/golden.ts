// The cores whose modules are kept in test/golden/, and the compilers that must accept them.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Core } from "../../src/core/core.js";
import { simplify } from "../../src/core/simplify.js";
import { awkwardPlaces } from "./awkward-places.js";
import { hostileNames } from "./hostile-names.js";
import { lockedPageTable } from "./locked-page-table.js";
import { retractedTable } from "./retracted-table.js";

const folder = fileURLToPath(new URL("../golden/", import.meta.url));

/** The cases by the name of their folder. */
export const goldenCores: Readonly<Record<string, Core>> = {
  "awkward-places": simplify(awkwardPlaces),
  "hostile-names": simplify(hostileNames),
  "locked-page-table": simplify(lockedPageTable),
  "retracted-table": simplify(retractedTable),
};

function goldenPath(name: string): string {
  return `${folder}${name}/output.ts`;
}

/**
 * The expected text; with `UPDATE=1`, which is refused where changes land, the text given becomes
 * it.
 */
export function golden(name: string, text: string): string {
  const path = goldenPath(name);
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (process.env["UPDATE"] !== "1" || before === text) return before;
  if (process.env["CI"] !== undefined) throw new Error("UPDATE=1 is for people, not for CI");
  writeFileSync(path, text);
  console.log(`updated ${path}`);
  return text;
}
