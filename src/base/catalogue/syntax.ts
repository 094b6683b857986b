// Diagnostics about how a spec is written: words, signs and their order.

import { entry } from "./entry.js";

export const syntaxEntries = {
  "syntax/expected": entry<{ expected: readonly string[]; after: string | undefined }>({
    severity: "error",
    message: ({ expected, after }) =>
      `expected ${oneOf(expected)}${after === undefined ? "" : ` after \`${after}\``}`,
    explanation:
      "The parts of a declaration come in a fixed order, and something else stands where one of " +
      "them belongs. The language reference has the order for each kind of declaration.",
    example: "state turn : = 0",
  }),
  "syntax/twice": entry<{ part: string }>({
    severity: "error",
    message: ({ part }) => `a second ${part} for one declaration`,
    explanation:
      "The sentence of a `switch` or a `guard`, and the `only when` of a `guard`, may stand " +
      "after " +
      "its name or at its end. With one in either place it would not be clear which is meant.",
    example: 'switch fast : Bool = false\n\nswitch slow "Too slow?" : Bool = false "Slow enough?"',
  }),
  "syntax/empty": entry<object>({
    severity: "error",
    message: () => "this file declares nothing",
    explanation:
      "A spec begins with `model NAME` or `module NAME` and declares at least something. An " +
      "empty file would hold in every respect, which is hardly what was meant.",
    example: "// to be written",
  }),
  "syntax/unknown-declaration": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) => `no declaration begins with \`${word}\``,
    explanation:
      "A declaration begins with a word that says what it is: `type`, `state`, `lock`, " +
      "`process`, `rule`, `invariant` and so on. What follows an unknown one is passed over up " +
      "to the next declaration.",
    example:
      'invarient one_owner "Nobody shares the lock."\n  count p in Task: held(pml) by p <= 1',
  }),
  "syntax/unknown-statement": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) => `no statement begins with \`${word}\``,
    explanation:
      "A statement is an assignment with `:=` or begins with one of the language's words. There " +
      "are no loops within a step, for a step is one atomic action; a loop is a `goto` back to a " +
      "step.",
    example: "process Task\n  step give\n    unlok pml",
  }),
  "syntax/step-outside": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) =>
      word === "var"
        ? "a `var` stands before the steps of a process or procedure"
        : "a step belongs to a process or procedure",
    explanation:
      "Steps and local variables follow the header of their process, the variables first. A " +
      "declaration in between ends the process. What several processes share is declared with " +
      "`state`.",
    example: "invariant always_true\n  true\n\n  step take\n    lock pml",
  }),
  "syntax/statement-outside": entry<object>({
    severity: "error",
    message: () => "a statement belongs to a step",
    explanation:
      "A process is its variables and then its steps, and each step is one atomic action: what " +
      "stands in it happens at once, and between two steps others may go. So every statement is " +
      "in a step, which has a name.",
    example: "process Task\n  lock pml\n  step look\n    skip",
  }),
  "syntax/reserved": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) => `\`${word}\` is a word of the language and cannot be a name`,
    explanation:
      "Reserved words begin declarations and statements or stand between their parts, so that " +
      "none can be left out or misplaced unnoticed. The reference lists them; any other word may " +
      "be a name.",
    example: "state order : Bool",
  }),
  "syntax/missing-then": entry<{ before: string | undefined }>({
    severity: "error",
    message: ({ before }) =>
      before === undefined ? "expected `then`" : `expected \`then\` after \`${before}\``,
    explanation:
      "A condition ends with `then`: in `if C then S else S`, in `case P then S`, and in an " +
      "action after its `when C`. Several statements after it stand in `{ }`.",
    example: "action request\n  when not busy\n  busy := true",
  }),
  "syntax/missing-assign": entry<{ target: string }>({
    severity: "error",
    message: ({ target }) => `expected \`:=\` after \`${target}\``,
    explanation:
      "A statement that begins with a name assigns to it: `x := e`, `t.entry[i] := e`. Actions " +
      "and functions are not called as statements.",
    example: "process Task\n  step look\n    seen total",
  }),
  "syntax/call": entry<{ word: string }>({
    severity: "error",
    message: ({ word }) => `\`${word}\` is a statement and takes no parentheses`,
    explanation:
      "Statements name what they act on: `lock pml`, `unlock t.ptl`, `free t`, and " +
      "`rcu_read_lock` by itself. Parentheses call functions, in expressions.",
    example: "process Task\n  step take\n    lock(pml)",
  }),
  "syntax/assign-sign": entry<{ sign: string }>({
    severity: "error",
    message: ({ sign }) =>
      sign === ":=" ? "`:=` assigns, which only a statement does" : "an assignment is written `:=`",
    explanation:
      "`=` compares two values and gives names their meaning in declarations, `let` and " +
      "`variant`. `:=` changes a variable and stands in statements only.",
    example: "process Task\n  step store\n    total = seen",
  }),
  "syntax/foreign-sign": entry<{ sign: string }>({
    severity: "error",
    message: ({ sign }) => `there is no \`${sign}\` in this language`,
    explanation:
      "Conditions are written with the words `and`, `or`, `not` and `implies`, equality with one " +
      "`=`, and the other comparisons `!=`, `<=` and `>=`.",
    example: "invariant one_at_a_time\n  x == 0 || y == 0",
  }),
  "syntax/chained": entry<{ operator: string }>({
    severity: "error",
    message: ({ operator }) => `\`${operator}\` cannot follow on a comparison or a range`,
    explanation:
      "Comparisons and ranges are not chained: `0 <= x <= 3` would compare a truth value with a " +
      "number. Write `0 <= x and x <= 3`, or `x in 0..3`.",
    example: "invariant in_range\n  0 <= total <= 3",
  }),
  "syntax/semicolon": entry<object>({
    severity: "error",
    message: () => "nothing ends with a semicolon",
    explanation:
      "A statement or declaration ends where the next one begins. The order of the statements of " +
      "a step does not matter, so nothing is sequenced by a sign either.",
    example: "process Task\n  step look\n    seen := total;",
  }),
  "syntax/comment": entry<{ opener: string }>({
    severity: "error",
    message: ({ opener }) => `a comment begins with \`//\`, not with \`${opener}\``,
    explanation:
      "There is one kind of comment: from `//` to the end of the line. Directly above a " +
      "declaration, or at the end of its first line, it belongs to that declaration. What is not " +
      "equal is written `!=`.",
    example: "/* protects the page tables */\nlock pml : spinlock",
  }),
  "syntax/unclosed-string": entry<object>({
    severity: "error",
    message: () => "this sentence has no closing quote",
    explanation: 'A sentence begins and ends with `"` on one line. It cannot contain a quote.',
    example: 'model retract "Free a table by RCU.',
  }),
  "syntax/unclosed": entry<{ opener: string }>({
    severity: "error",
    message: ({ opener }) => `this \`${opener}\` is never closed`,
    explanation: "Each `(`, `[` and `{` is closed by its counterpart within the same declaration.",
    example: "state total : 0..3 = (1 + 1\n\nlock pml : spinlock",
  }),
  "syntax/unopened": entry<{ closer: string }>({
    severity: "error",
    message: ({ closer }) => `this \`${closer}\` closes nothing`,
    explanation:
      "Each `)`, `]` and `}` closes the last bracket that is open. Steps and processes have no " +
      "braces.",
    example: "process Task\n  step take\n    lock pml\n  }",
  }),
  "syntax/number": entry<{ text: string }>({
    severity: "error",
    message: ({ text }) => `\`${text}\` is neither a number nor a name`,
    explanation:
      "Numbers are decimal, `120`, or hexadecimal, `0x8000_0000`, without a suffix. Names do not " +
      "begin with a digit.",
    example: "const limit = 10ul",
  }),
  "syntax/number-size": entry<{ limit: bigint }>({
    severity: "error",
    message: ({ limit }) => `this number is larger than ${limit}`,
    explanation: "Numbers have at most 64 bits; widths, positions and counts have at most 53.",
    example: "const all_ones = 0x1_0000_0000_0000_0000",
  }),
  "syntax/character": entry<{ character: string }>({
    severity: "error",
    message: ({ character }) => `\`${character}\` has no meaning here`,
    explanation:
      "The signs of the language are those of the reference. Other characters stand in sentences " +
      "and comments only; names are made of letters from a to z, digits and `_`.",
    example: "state next : Bool = held(&pml)",
  }),
  "syntax/too-deep": entry<object>({
    severity: "error",
    message: () => "this is nested too deeply",
    explanation:
      "Some hundreds of brackets, conditions or prefixes, one within the other, are more than " +
      "the parser can follow. Name a part of the expression with `fn` or `let`, or give the " +
      "statements steps of their own.",
    example: `invariant deep\n  ${"(".repeat(999)}true${")".repeat(999)}`,
  }),
};

function oneOf(items: readonly string[]): string {
  const last = items.at(-1) ?? "something else";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}
