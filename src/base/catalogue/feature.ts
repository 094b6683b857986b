// Parts of the language whose syntax is final and whose checking is still to be built.

import { entry, lines } from "./entry.js";

export const featureEntries = {
  "feature/later": entry<{ feature: string }>({
    severity: "error",
    message: ({ feature }) => `${feature} are understood but not checked yet`,
    explanation:
      'The language reference marks this part as "later": its syntax is settled, so that a spec ' +
      "written today stays valid, but nothing would check it. Rather than skip it in silence, " +
      "which " +
      "could turn a broken rule into one that holds, the spec is refused.",
    example: lines("state busy : Bool", "", "memory x86_tso"),
  }),
};
