// What `diff` is to compare, as it is named on the command line and in the report.

import { existsSync } from "node:fs";
import { WrongInput } from "./exit.js";
import { parseRevisions } from "./git.js";

/** A spec and a variant of it, before it is read. */
export interface Operand {
  readonly revision: string | undefined;
  readonly path: string;
  readonly variant: string;
}

/** `a.lw@x a.lw@y`, `a.lw@x @y`, `a.lw b.lw`; with git, one spec in two revisions. */
export function operandsOf(texts: readonly string[], git: string | undefined): readonly Operand[] {
  const operands: Operand[] = [];
  for (const text of texts) {
    const before = operands.at(-1)?.path;
    operands.push(operandOf(text, before));
  }
  const [only, ...more] = operands;
  if (git !== undefined) {
    if (only === undefined || more.length > 0)
      throw new WrongInput("--git takes one spec, which is compared with itself");
    const [old, now] = parseRevisions(git);
    return [
      { ...only, revision: old },
      { ...only, revision: now },
    ];
  }
  if (more.length > 0) return operands;
  throw new WrongInput("diff takes two specs or more, or variants of one: spec.lw@old @new");
}

function operandOf(text: string, before: string | undefined): Operand {
  const at = existsSync(text) ? -1 : text.lastIndexOf("@");
  const path = at < 0 ? text : text.slice(0, at);
  const variant = at < 0 ? "default" : text.slice(at + 1);
  if (variant === "") throw new WrongInput(`a variant is missing after the @ of ${text}`);
  if (path !== "") return { revision: undefined, path, variant };
  if (before === undefined) throw new WrongInput(`there is no spec before ${text}`);
  return { revision: undefined, path: before, variant };
}

/** An operand as it may be given again. */
export function textOf({ revision, path, variant }: Operand): string {
  const at = variant === "default" ? "" : `@${variant}`;
  return `${revision === undefined ? "" : `${revision}:`}${path}${at}`;
}

/** What tells an operand from the others. */
export function nameOf(operand: Operand, all: readonly Operand[]): string {
  const isShared = (of: (each: Operand) => string | undefined) =>
    all.every((each) => of(each) === of(operand));
  if (!isShared(({ revision }) => revision)) return operand.revision ?? "working tree";
  if (isShared(({ path }) => path)) return operand.variant;
  const at = operand.variant === "default" ? "" : `@${operand.variant}`;
  return `${operand.path.replace(/^.*\//, "").replace(/[.]lw$/, "")}${at}`;
}
