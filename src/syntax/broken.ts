// The names that a part of a text with a mistake would probably have declared. Rather too many than
// too few: a name missing here is reported as unknown wherever it is used, for no fault of its
// user.

import { isReserved } from "./expected.js";
import type { Token } from "./tokens.js";

/** Words after which a name is declared. */
const declaring = new Set([
  ...["type", "const", "switch", "bits", "object", "state", "lock", "fn", "process", "procedure"],
  ...[
    "action",
    "rule",
    "invariant",
    "reachable",
    "constraint",
    "property",
    "fairness",
    "variant",
    "scenario",
    "step",
    "var",
  ],
  ...["let", "pick", "allocate", "model", "module"],
]);

/** After these words or signs, a type may list its cases. */
const listing = new Set(["=", ":", "|"]);

/** `*` stands for any name: what a broken import would have brought is not known. */
export function namesDeclaredBy(tokens: readonly Token[]): readonly string[] {
  const names = new Set<string>();
  tokens.forEach((token, index) => {
    if (token.text === "import") names.add("*");
    if (token.kind !== "word" || isReserved(token.text)) return;
    const before = tokens[index - 1]?.text ?? "";
    const after = tokens[index + 1]?.text ?? "";
    const declared = declaring.has(before) || after === ":" || after === "at";
    const isCase = listing.has(before) && (after === "|" || before === "|" || after === "(");
    // `invarient one_owner "..."`: a name after a word that begins nothing.
    const headed = index === 1 && tokens[0]?.kind === "word" && !isReserved(before);
    if (declared || isCase || headed) names.add(token.text);
  });
  return [...names];
}
