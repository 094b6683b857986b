// A library: the types and functions of modules, and what the functions depend on as one record
// that each of them takes last. The functions of each file are also the members of an object.

import type { Core, Fn } from "../../core/core.js";
import { attempt } from "./build.js";
import {
  constant,
  functionDeclaration,
  initialDeclaration,
  stateDeclaration,
} from "./declarations.js";
import { nameOf, setupName } from "./identifier.js";
import { member, object, text, type Declaration, type Module } from "./module.js";
import type { Names } from "./identifier.js";

/** The module of a library, in the order of what it collects. */
export function buildLibrary(core: Core): Module {
  const build = (helpers: ReadonlySet<string>) =>
    attempt(core, helpers, true, (context) => [
      stateDeclaration(core, context.naming),
      ...core.initial.map((initial) => initialDeclaration(initial, setupName, core, context)),
      ...core.functions.map((fn) => functionDeclaration(fn, context)),
      ...groups(core, context.naming.names),
    ]);
  const { module, claimed } = build(new Set());
  const isHidden = module.values.some((helper) => claimed.has(helper));
  return isHidden ? build(new Set(module.values)).module : module;
}

/** The functions of each file, under its name. */
function groups({ functions }: Core, names: Names): readonly Declaration[] {
  const byFile = new Map<string, Fn[]>();
  for (const fn of functions) {
    const { path } = fn.span.source;
    byFile.set(path, [...(byFile.get(path) ?? []), fn]);
  }
  return [...byFile].map(([path, fns]) => {
    const file = path.replace(/^.*[/]/, "");
    const members = fns.map((fn) => member(nameOf(fn, names), text(nameOf(fn, names))));
    const docs = `What ${file} declares.`;
    return constant(file.replace(/[.]lw$/, ""), object(members, true), { docs, isConst: true });
  });
}
