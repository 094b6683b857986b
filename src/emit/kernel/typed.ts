// The text of a kernel as TypeScript to read: what it reads of a state has the name of its place,
// what it changes is said, and everything has a type. Nothing that it computes is changed: the text
// has few forms, all written in this folder.

import { ones } from "./code.js";
import type { KernelText } from "./kernel.js";
import { namedLeaves, type NamedLeaf } from "./leaf-names.js";

/** Types of parameters that are no numbers. */
const parameterTypes: Readonly<Record<string, string>> = {
  B: "Int32Array",
  arena: "Int32Array",
  batch: "Batch",
  "inspect active": "Int32Array",
  "inspect found": `Parameters<Steps["inspect"]>[4]`,
};

/** Arrays of which an element is always there, though no type says so. */
const arrays = "F|W|Q|A|R|D|B|arena|active|beyond|excused";

/** The widest list of what a statement changes. */
const widest = 80;

/** A module with the kernel, not yet laid out. */
export function typedKernel({ text, words, bits, subject, numbers }: KernelText): string {
  const named = namedLeaves(subject);
  // Each state counts as one.
  const counted = text("once").replace(/ \+= weight;/g, "++;");
  const [, ...parts] = counted.split(/^(?=function |const [AQDR{] |return \{)/m);
  const typed = parts.map((part) => typedPart(withMeanings(part, numbers), named, words));
  const body = withoutUnused(typed.slice(1));
  const used = hostNames.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return `import type { Batch, KernelHost, Steps } from "lockwright/runtime";

/** Words of a state, and the bits of them that are used. */
export const words = ${words};
export const bits = ${bits};

${named.map((each) => accessor(each)).join("\n\n")}

function item(array: Int32Array | Float64Array, index: number): number {
  return array[index] ?? 0;
}

/** The loops of the kernel; \`host\` has what it reports in. */
export function kernel(host: KernelHost): Pick<Steps, "expand" | "inspect"> {
const { ${used.join(", ")} } = host;

${body}
}
`;
}

const hostNames = [
  ...["F", "W", "decided", "known", "applied", "taken", "excused", "beyond"],
  ...["notices", "notice", "stamp"],
];

function accessor({ name, place, leaf, labels }: NamedLeaf): string {
  const word = `s${leaf.word}`;
  const meaning = labels.map((label, value) => `${value} ${label}`).join(", ");
  const said = labels.length === 0 || meaning.length > 70 ? place : `${place}: ${meaning}`;
  const moved = leaf.shift === 0 ? word : `${word} >>> ${leaf.shift}`;
  const value = leaf.width === 32 ? `${word} >>> 0` : `(${moved}) & ${ones(leaf.width)}`;
  return `/** ${said} */\nexport function ${name}(${word}: number): number {\nreturn ${value};\n}`;
}

/** A function, a constant, or what is returned. */
function typedPart(part: string, named: readonly NamedLeaf[], words: number): string {
  const [, name, parameters] = /^function (\w+)\(([^)]*)\) \{\n?/.exec(part) ?? [];
  const inner = withTypes(withNames(part, named, words));
  if (name === undefined || parameters === undefined) return inner;
  const head = `function ${name}(`;
  const rest = inner.slice(inner.indexOf(")", head.length) + 1);
  const block = withoutUnusedNames(withoutUnusedWords(rest));
  const result = name.startsWith("call") ? ": number" : "";
  const typed = parameters.split(", ").map((parameter) => {
    const isUsed = new RegExp(`\\b${parameter}\\b`).test(block);
    const type = parameterTypes[`${name} ${parameter}`] ?? parameterTypes[parameter] ?? "number";
    return `${isUsed ? "" : "_"}${parameter}: ${type}`;
  });
  return `${head}${typed.join(", ")})${result}${block}`;
}

/** Reads and tests of leaves by name, and changes of words with the names of what changes. */
function withNames(text: string, named: readonly NamedLeaf[], words: number): string {
  const find = (word: number, mask: number) =>
    named.find(({ leaf }) => leaf.word === word % words && maskOf(leaf) === mask);
  return text
    .replace(
      /\(\(s(\d+) & (-?\d+)\) ([!=]==) (-?\d+)\)/g,
      (all, word: string, mask: string, operator: string, value: string) => {
        const found = find(Number(word), Number(mask));
        if (found === undefined) return all;
        const { name, leaf, labels } = found;
        const number = (Number(value) >>> leaf.shift) & ones(leaf.width);
        const label = labels[number];
        const said = label === undefined ? "" : ` /* ${label} */`;
        return `(${name}(s${word}) ${operator} ${number}${said})`;
      },
    )
    .replace(
      /(?<!\w)\(s(\d+)(?: >>> (\d+))?(?: & (-?\d+))?\)/g,
      (all, word: string, shift = "0", kept: string | undefined) => {
        const mask = kept === undefined ? -1 : Number(kept);
        const found = find(Number(word), mask << Number(shift));
        return found === undefined ? all : `${found.name}(s${word})`;
      },
    )
    .replace(/^n(\d+) = \([ns]\d+ & (-?\d+)\).*;$/gm, (line, word: string, kept: string) => {
      const changed = named.filter(
        ({ leaf }) => leaf.word === Number(word) && (maskOf(leaf) & ~Number(kept)) !== 0,
      );
      const places = changed.map(({ place }) => place).join(", ");
      const said = places.length > widest ? `${places.slice(0, widest - 3)}...` : places;
      return `// sets ${said}\n${line}`;
    });
}

function maskOf({ width, shift }: NamedLeaf["leaf"]): number {
  return ones(width) << shift;
}

/** Numbers of properties and actions with their names. */
function withMeanings(text: string, { properties, actions }: KernelText["numbers"]): string {
  return text.replace(/\b(decided|applied|taken)\[(\d+)\]/g, (_, array: string, number: string) => {
    const names = array === "taken" ? actions : properties;
    return `${array}[${number} /* ${names[Number(number)] ?? ""} */]`;
  });
}

/** Elements of arrays as numbers that are there. */
function withTypes(text: string): string {
  const element = `\\b(${arrays})\\[([^\\][]*)\\]`;
  return text
    .replace(new RegExp(`${element}(\\+\\+|--);?`, "g"), "$1[$2] = item($1, $2) $3 1;")
    .replace(/ (\+\+|--) 1;/g, (_, sign: string) => ` ${sign.slice(1)} 1;`)
    .replace(new RegExp(`${element} \\|= ([^;]*);`, "g"), "$1[$2] = item($1, $2) | $3;")
    .replace(new RegExp(`${element}(?! = )`, "g"), "item($1, $2)");
}

/**
 * What nothing reads is not declared; where that is to call something, it is called. A name is
 * declared again only in another block, further down.
 */
function withoutUnusedNames(block: string): string {
  const lines = block.split("\n");
  const dropped = new Set<number>();
  const kept = new Map<number, string>();
  lines.forEach((line, index) => {
    const [, name, value = ""] = /^(?:const|let) (t\d+)(?: = (.*))?;$/.exec(line) ?? [];
    if (name === undefined) return;
    const after = lines.slice(index + 1);
    const next = after.findIndex((each) => new RegExp(`^(const|let) ${name}\\b`).test(each));
    const scope = next < 0 ? after : after.slice(0, next);
    const isSet = new RegExp(`^${name} = (?!.*\\b(call|enabled|taken)\\d+\\().*;$`);
    const isNamed = new RegExp(`\\b${name}\\b`);
    if (scope.some((each) => isNamed.test(each) && !isSet.test(each))) return;
    dropped.add(index);
    if (/\b(call|enabled|taken)\d+\(/.test(value)) kept.set(index, `${value};`);
    scope.forEach((each, at) => isSet.test(each) && dropped.add(index + 1 + at));
  });
  if (dropped.size === 0) return block.replace(/^let (t\d+) = (.*);$/gm, withType);
  const left = lines.flatMap((line, at) => kept.get(at) ?? (dropped.has(at) ? [] : [line]));
  return withoutUnusedNames(left.join("\n"));
}

/** A name that is given a value again later: a truth, unless it begins as 0. */
function withType(_: string, name: string, value: string): string {
  return `let ${name}: ${value === "0" ? "number" : "boolean"} = ${value};`;
}

/** Words and places that the loops name, though this model has no use for them. */
function withoutUnusedWords(block: string): string {
  const kept = block.replace(/const (s\d+|start|at) = [^;]*;/g, (all, name: string) =>
    block.split(new RegExp(`\\b${name}\\b`)).length === 2 ? "" : all,
  );
  return kept === block ? block : withoutUnusedWords(kept);
}

/** Functions that nothing calls are left out. */
function withoutUnused(parts: readonly string[]): string {
  const kept = parts.filter((part) => {
    const [, name] = /^function (\w+)/.exec(part) ?? [];
    const uses = parts.filter((each) => new RegExp(`\\b${name ?? ""}\\b`).test(each));
    return name === undefined || uses.length > 1;
  });
  return kept.length === parts.length ? kept.join("\n") : withoutUnused(kept);
}
