// One state for all that are alike but for names: the one whose elements are in the order of their
// rows. Of types whose elements are related, more orders than one may be; so two states have the
// same canonical form exactly if one is the other, renamed. How many orders give it says how many
// states it stands for (orbit and stabiliser).

import { interchangeableTypes } from "../../../core/symmetry.js";
import type { SymbolsType } from "../../../core/type.js";
import { leavesOf, type Subject } from "../scope.js";
import { Unsupported } from "../unsupported.js";
import { columnsOf, wordName } from "./columns.js";
import { networkFor } from "./network.js";
import { Orders } from "./orders.js";
import { Renaming, Untouchable } from "./renaming.js";
import { Rows } from "./rows.js";

/** The text of a kernel that makes states canonical, and what it needs. */
export interface Canonical {
  readonly types: readonly string[];
  /** `canonicalise(records, end)`, and `orbit(w0, w1, ...)` of canonical words. */
  readonly text: string;
}

/** More orders of related elements than this are not tried. */
const orderLimit = 1000;

/** The canonical form for as many interchangeable types as can be; undefined for none. */
export function compileCanonical(subject: Subject): Canonical | undefined {
  let types = interchangeableTypes(subject.core);
  while (types.length > 0) {
    const written = write(types, subject);
    if ("text" in written) return written;
    types = types.filter((each) => each !== written.without);
  }
  return undefined;
}

/** The text, or a type that cannot be renamed. */
function write(
  symbols: readonly SymbolsType[],
  subject: Subject,
): Canonical | { readonly without: SymbolsType | undefined } {
  try {
    const renaming = new Renaming(symbols, subject.types);
    const variables = subject.core.variables
      .filter(({ type }) => renaming.touches(type))
      .map(({ name, type }) => ({ type, leaves: leavesOf(name, subject) }));
    const { slots, entangled } = columnsOf(variables, renaming, subject.types);
    const related = symbols.filter((_, type) => entangled.has(type));
    if (ordersOf(related) > orderLimit) return { without: largest(related) };
    const rows = slots.flatMap((own, type) => (entangled.has(type) ? [] : [new Rows(own)]));
    const orders = related.length === 0 ? undefined : new Orders(related, subject);
    const types = symbols.map(({ name }) => name);
    return { types, text: textOf(ordersOf(symbols), rows, orders, subject.layout.words) };
  } catch (error) {
    if (error instanceof Untouchable || error instanceof Unsupported) {
      return { without: symbols.at(-1) };
    }
    throw error;
  }
}

function ordersOf(symbols: readonly SymbolsType[]): number {
  return symbols.reduce((product, { values }) => product * factorial(values.length), 1);
}

function largest(symbols: readonly SymbolsType[]): SymbolsType | undefined {
  return [...symbols].sort((a, b) => b.values.length - a.values.length)[0];
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** The loops; `all` is the number of renamings. */
function textOf(
  all: number,
  rows: readonly Rows[],
  orders: Orders | undefined,
  words: number,
): string {
  const names = Array.from({ length: words }, (_, word) => wordName(word));
  const declared = names.map((name, word) => `${name} = records[r + ${word}]`);
  const settle = `settle(${names.join(", ")});`;
  return `${orders?.text ?? ""}
function canonicalise(records, end) {
  for (let r = 0; r < end; r += ${words + 1}) {
    let ${declared.join(", ")};
    ${rows.map(sortText).join("\n")}
    ${orders === undefined ? "" : settle}
    ${names
      .map((name, word) => `records[r + ${word}] = ${orders === undefined ? name : `N[${word}]`};`)
      .join("\n    ")}
  }
}
function orbit(${names.join(", ")}) {
  let ties = 1;
  let run = 1;
  ${rows.map(tiesText).join("\n")}
  ${orders === undefined ? `return ${all} / ties;` : `${settle}\nreturn ${all} / (ties * fixing);`}
}`;
}

/** Puts the elements of a type in the order of their rows, if they are not. */
function sortText(rows: Rows): string {
  const steps = Array.from({ length: rows.count - 1 }, (_, low) => rows.isGreater(low, low + 1));
  const exchanges = networkFor(rows.count).map(
    ([low, high]) => `if (${rows.isGreater(low, high)}) { ${rows.swap(low, high)} }`,
  );
  return `{
${rows.declare("let")}
if (${steps.join(" || ")}) {
${exchanges.join("\n")}
${rows.writeBack().join("\n")}
}
}`;
}

/** Multiplies `ties` by the orders of each run of equal rows. */
function tiesText(rows: Rows): string {
  const steps = Array.from(
    { length: rows.count - 1 },
    (_, low) => `if (${rows.isEqual(low, low + 1)}) ties *= ++run; else run = 1;`,
  );
  return `{
${rows.declare("const")}
run = 1;
${steps.join("\n")}
}`;
}
