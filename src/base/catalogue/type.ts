// Diagnostics about types and constants.

import { entry, lines } from "./entry.js";

export const typeEntries = {
  "type/mismatch": entry<{ found: string; needed: string; where: string }>({
    severity: "error",
    message: ({ found, needed, where }) => `${where} is ${found}, and ${needed} is needed`,
    explanation:
      "Both sides of an assignment or comparison, and the arguments of a function or index, " +
      "must be of " +
      "one type. A value of `T` may stand where `T?` is needed, and an instance of a process " +
      "where a " +
      "`Thread` is.",
    example: "state turn : Bool = 3",
  }),
  "type/no-field": entry<{ name: string; type: string }>({
    severity: "error",
    message: ({ name, type }) => `${type} has no field \`${name}\``,
    explanation:
      "Fields belong to records, bit layouts, objects and process instances, and a record " +
      "has a value for each of its fields. A lock of an object is named like a field, but " +
      "only where a lock is meant.",
    example: lines(
      "object Table max 1",
      "  state entry : Bool",
      "",
      "invariant unmapped",
      "  all t in Table: not t.entries",
    ),
  }),
  "type/no-case": entry<{ name: string; type: string }>({
    severity: "error",
    message: ({ name, type }) => `${type} has no case \`${name}\``,
    explanation:
      "A pattern or value names one of the cases that its union or enumeration declares, " +
      "and a `match` without `else` names all of them. A `T?` is `none` or `some(x)`.",
    example: lines("type Phase = idle | busy", "", "state phase : Phase = ready"),
  }),
  "type/arguments": entry<{ name: string; found: number; needed: number }>({
    severity: "error",
    message: ({ name, found, needed }) =>
      `\`${name}\` takes ${needed === 0 ? "no" : needed} argument${needed === 1 ? "" : "s"}, and ` +
      `${found === 0 ? "none" : found} ${found < 2 ? "is" : "are"} given`,
    explanation:
      "Functions, union cases and built-in predicates have a fixed number of arguments. A " +
      "pattern names what its case carries, with `_` for what needs no name, or leaves out " +
      "all of it.",
    example: lines("type Pmd = none | table(Bool)", "", "state pmd : Pmd = table(true, false)"),
  }),
  "type/unclear": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `the type of ${what} is not clear here`,
    explanation:
      "`none`, `{}`, `[]`, record literals and cases shared by several unions get their " +
      "type from where they stand: the variable assigned, the other side of a comparison, " +
      "the parameter. In an event, a field that several objects have does not tell which " +
      "object is meant.",
    example: lines("invariant same", "  none = none"),
  }),
  "type/constant": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `${what} must be a constant expression`,
    explanation:
      "Bounds of types, `max`, first values and the condition of `only when` are known " +
      "before any search: they are made of literals, constants and switches. What the first " +
      "states have in common and depends on a choice belongs in `init`.",
    example: lines("state many : 0..3 = 0", "", "object Table max many"),
  }),
  "type/bits": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A bit layout names every bit an entry may have. Fields do not overlap and lie inside " +
      "the word; a literal has no bit that no field names and no field value that is not " +
      "allowed.",
    example: lines("bits Pte : 8", "  present at 0", "", "const stray : Pte = Pte(0x2)"),
  }),
  "type/bound": entry<{ what: string; problem: string }>({
    severity: "error",
    message: ({ what, problem }) => `${what} ${problem}`,
    explanation:
      "Types are finite and not empty, and small enough to be explored, and a constant lies in " +
      "the range " +
      "of what it is the value of. A variable that holds an instance of a process starts with " +
      "one of " +
      "them, so one must run; `T?` may start with none.",
    example: "type Slot = 3..1",
  }),
};
