// Diagnostics about names: declared, found, and used as what they are.

import { entry, lines } from "./entry.js";

export const nameEntries = {
  "name/unknown": entry<{ name: string; what: string }>({
    severity: "error",
    message: ({ name, what }) => `no ${what} named \`${name}\``,
    explanation:
      "Every name is declared in the spec or in a module it imports: a state variable, a " +
      "local of the process, a parameter, a constant, a union case, a step of the same " +
      "process. A name in the event of a rule may be new: it stands for whatever is there.",
    example: lines("state holder : Bool", "", "invariant nobody", "  not hodler"),
  }),
  "name/duplicate": entry<{ name: string; done?: "set" | "given" | "counted" }>({
    severity: "error",
    message: ({ name, done = "declared" }) => `\`${name}\` is ${done} twice`,
    explanation:
      "All top-level names of a spec and the modules it imports share one name space. The " +
      "fields and locks of an object, the locals and steps of a process, the cases of a " +
      "type and the parameters of a function differ from each other, and what is set or " +
      "counted is set or counted once.",
    example: lines("lock pml : spinlock", "lock pml : mutex"),
  }),
  "name/shadowed": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` already means something here`,
    explanation:
      "A name bound by a quantifier, a pattern, `let`, `pick`, `var` or a parameter must be " +
      "new where it is bound, so that a line means the same wherever it is moved. What " +
      "every object or process has of itself, `life`, `readers`, `at` and `ended`, cannot " +
      "be declared again.",
    example: lines(
      "object Table max 2",
      "  state young : Bool",
      "",
      "state table : Bool",
      "",
      "invariant all_young",
      "  all table in Table: table.young",
    ),
  }),
  "name/cycle": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `the declaration of \`${name}\` needs itself`,
    explanation:
      "Constants, types and variants are worked out from one another and must not go round " +
      "in a circle.",
    example: lines("const slots   = entries + 1", "const entries = slots - 1"),
  }),
  "name/import": entry<{ path: string }>({
    severity: "error",
    message: ({ path }) => `no module \`${path}\` was found`,
    explanation:
      "`import x86.pte` looks for `x86/pte.lw` beside the importing file, in each folder " +
      "above it, and in the library that comes with Lockwright.",
    example: "import x86.ptes",
  }),
  "name/unused": entry<{ name: string; what: string; done: "used" | "run" }>({
    severity: "warning",
    message: ({ name, what, done }) => `${what} \`${name}\` is never ${done}`,
    explanation:
      "A lock, variable or local that nothing else mentions costs states and says nothing, and " +
      "a process " +
      "that is run in no variant is not checked. Often it is a slip of the pen elsewhere. A " +
      "process that " +
      "is left out on purpose runs in a variant of its own.",
    example: "lock forgotten : mutex",
  }),
};
