// Diagnostics about types and constants.

import { entry } from "./entry.js";

export const typeEntries = {
  "type/mismatch": entry<{ found: string; needed: string; where: string }>({
    severity: "error",
    message: ({ found, needed, where }) => `${where} is ${found}, and ${needed} is needed`,
    explanation:
      "Both sides of an assignment or comparison, and the arguments of a function or index, must be of " +
      "one type. A value of `T` may stand where `T?` is needed, and an instance of a process where a " +
      "`Thread` is.",
    example: "state turn : Bool = 3",
  }),
  "type/no-field": entry<{ name: string; type: string }>({
    severity: "error",
    message: ({ name, type }) => `${type} has no field \`${name}\``,
    explanation:
      "Fields belong to records, bit layouts, objects and process instances. A lock of an object is " +
      "named like a field, but only where a lock is meant.",
    example: "object Table max 1\n  state entry : Bool\ninvariant x\n  all t in Table: t.entries",
  }),
  "type/no-case": entry<{ name: string; type: string }>({
    severity: "error",
    message: ({ name, type }) => `${type} has no case \`${name}\``,
    explanation: "A pattern or value names one of the cases that its union or enumeration declares.",
    example: "type Phase = idle | busy\nstate phase : Phase = ready",
  }),
  "type/arguments": entry<{ name: string; found: number; needed: number }>({
    severity: "error",
    message: ({ name, found, needed }) =>
      `\`${name}\` takes ${needed} argument${needed === 1 ? "" : "s"}, and ${found} ${found === 1 ? "is" : "are"} given`,
    explanation: "Functions, union cases and built-in predicates have a fixed number of arguments.",
    example: "type Pmd = none | table(Bool)\nstate pmd : Pmd = table(true, false)",
  }),
  "type/unclear": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `the type of ${what} is not clear here`,
    explanation:
      "`none`, `{}`, `[]`, record literals and cases shared by several unions get their type from where " +
      "they stand: the variable assigned, the other side of a comparison, the parameter.",
    example: "invariant odd\n  none = none",
  }),
  "type/constant": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `${what} must be a constant expression`,
    explanation:
      "Bounds of types, `max`, and the condition of `only when` are known before any search: they are " +
      "made of literals, constants and switches.",
    example: "state n : 0..3 = 0\nobject Table max n",
  }),
  "type/bits": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A bit layout names every bit an entry may have. Fields do not overlap, lie inside the word, and a " +
      "literal has no bit that no field names and no field value that is not allowed.",
    example: "bits Pte : 8\n  present at 0\nconst bad : Pte = Pte(0x2)",
  }),
  "type/bound": entry<{ what: string; problem: string }>({
    severity: "error",
    message: ({ what, problem }) => `${what} ${problem}`,
    explanation: "Types are finite and not empty, and small enough to be explored.",
    example: "type Slot = 3..1",
  }),
};
