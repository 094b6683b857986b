// Diagnostics about how a spec is written: signs, words and their order.

import { entry } from "./entry.js";

export const syntaxEntries = {
  "syntax/expected": entry<{ expected: readonly string[]; after: string | undefined }>({
    severity: "error",
    message: ({ expected, after }) =>
      `expected ${oneOf(expected)}${after === undefined ? "" : ` after \`${after}\``}`,
    explanation: "Something stands here that cannot.",
    example: "state turn : = 0",
  }),
  "syntax/number-size": entry<{ limit: bigint }>({
    severity: "error",
    message: ({ limit }) => `this number is larger than ${limit}`,
    explanation: "Numbers have at most 64 bits; widths, positions and counts have at most 53.",
    example: "const all_ones = 0x1_0000_0000_0000_0000",
  }),
};

function oneOf(items: readonly string[]): string {
  const last = items.at(-1) ?? "something else";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}
