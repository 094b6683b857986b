// The door to Ohm: the grammar, its semantics, and what every builder of the tree needs of a node
// of Ohm's. Parsing never waits, so the source being built is one variable of this module.

import type { Interval, MatchResult, Node, Semantics } from "ohm-js";
import type { LockwrightActionDict } from "../../grammar/lockwright.ohm-bundle.js";
import grammars from "../../grammar/lockwright.ohm-bundle.js";
import type { Report } from "../base/diagnostic.js";
import type { SourceFile, Span } from "../base/source.js";
import type * as Ast from "./ast.js";

/** What is being built: `offset` is where the matched text begins in the source. */
export interface Building {
  readonly source: SourceFile;
  readonly offset: number;
  readonly report: Report;
}

let current: Building | undefined;

/** Runs `build` on nodes of this text; what it makes has spans of the text's source. */
export function building<T>(what: Building, build: () => T): T {
  const outer = current;
  current = what;
  try {
    return build();
  } finally {
    current = outer;
  }
}

export function underConstruction(): Building {
  if (current === undefined) throw new Error("a tree is built inside of `building` only");
  return current;
}

/**
 * How nodes become a `T`; rules that are left out stand for the one rule they consist of. Ohm's own
 * operations would do the same: but it parses the name of each, which takes longer than a spec.
 */
export function operation<T>(actions: LockwrightActionDict<T>): (node: Node) => T {
  const byRule = new Map(Object.entries(actions)) as ReadonlyMap<string, (...parts: Node[]) => T>;
  const build = (node: Node): T => {
    const action = byRule.get(node.ctorName);
    if (action !== undefined) return action.apply(node, node.children);
    const [only, ...others] = node.children;
    if (only === undefined || others.length > 0 || node.isIteration())
      throw new Error(`nothing is built of ${node.ctorName}`);
    return build(only);
  };
  return build;
}

let strict: Semantics | undefined;
let tolerant: Semantics | undefined;

/** The root of a match of either grammar, for operations to be applied to. */
export function rootOf(match: MatchResult, grammar: "Lockwright" | "Tolerant"): Node {
  const semantics =
    grammar === "Lockwright"
      ? (strict ??= grammars.Lockwright.createSemantics())
      : (tolerant ??= grammars.Tolerant.createSemantics());
  return semantics(match) as Node;
}

export function spanOf(node: Node): Span {
  return spanOfInterval(node.source);
}

function spanOfInterval(interval: Interval): Span {
  const { source, offset } = underConstruction();
  return { source, start: offset + interval.startIdx, end: offset + interval.endIdx };
}

export function nameOf(node: Node): Ast.Name {
  return { text: node.sourceString, span: spanOf(node) };
}

/** A dotted path; its parts are the names in it. */
export const pathOf: (node: Node) => readonly Ast.Name[] = operation<readonly Ast.Name[]>({
  Path: (first, _dots, rest) => [nameOf(first), ...many(rest, nameOf)],
});

/** A dotted path as one name. */
export function wholeName(node: Node): Ast.Name {
  const parts = pathOf(node).map(({ text }) => text);
  return { text: parts.join("."), span: spanOf(node) };
}

/** The text between the quotes of an optional string. */
export function sentenceOf(optional: Node): Ast.Sentence {
  return maybe(optional, (quoted) => quoted.sourceString.replaceAll('"', ""));
}

/** One of two places for the same part; both are one too many. */
export function onlyOne<T>(
  part: string,
  early: Node,
  late: Node,
  build: (optional: Node) => T | undefined,
): T | undefined {
  const [first, second] = [build(early), build(late)];
  const again = late.children[0];
  if (first === undefined || again === undefined) return first ?? second;
  const secondary = early.children.map((each) => ({ span: spanOf(each), text: "first here" }));
  underConstruction().report("syntax/twice", { part }, { at: spanOf(again), secondary });
  return first;
}

/** What `?` matched. */
export function maybe<T>(optional: Node, build: (node: Node) => T): T | undefined {
  const [node] = optional.children;
  return node === undefined ? undefined : build(node);
}

/** What `*` or `+` matched, without what recovery took out of it. */
export function many<T>(repeated: Node, build: (node: Node) => T): T[] {
  return repeated.children.filter(({ ctorName }) => ctorName !== "hole").map(build);
}

/** What a list with separators matched. */
export function list<T>(separated: Node, build: (node: Node) => T): T[] {
  return separated.asIteration().children.map(build);
}
