// The names of types: a type written in place is named after what it is the type of, and a model
// has types of its own. No two of them share a name, nor do two process instances.

import type { Span } from "../../base/source.js";
import type { Domain } from "../../core/core.js";
import type { Context } from "../context.js";
import type { Analysis, Process } from "../typed.js";

type Parts = Pick<Analysis, "objects" | "processes" | "locks">;

/**
 * Reports the second of two types with one name, and those with the name of a type of the model.
 */
export function checkDomains(context: Context, parts: Parts): void {
  const { report, thread } = context;
  const own = ownNames(parts, thread !== undefined);
  const seen = new Map<string, Domain>();
  for (const domain of context.domains) {
    const { name, type } = domain;
    const at = placeOf(context, domain);
    const first = seen.get(name);
    if (own.has(name)) {
      const help = "the model has a type of its own of this name";
      report("name/shadowed", { name }, { at, help });
    } else if (first === undefined) {
      // Ranges may share a name: only their bounds mean something.
      if (type.kind !== "int") seen.set(name, domain);
    } else if (type.kind !== "int") {
      const secondary = [{ span: placeOf(context, first), text: "first here" }];
      const help =
        "a type written in place is named after what it is the type of: declare it with `type`";
      report("name/duplicate", { name }, { at, secondary, help });
    }
  }
  checkInstances(context, parts.processes);
}

/** The name, where it is declared, or what gives the type its name. */
function placeOf({ declarations }: Context, { name, span }: Domain): Span {
  const declaration = declarations.get(name);
  const isOwn = declaration !== undefined && declaration.span === span;
  return isOwn && "name" in declaration ? declaration.name.span : span;
}

/** The types that features bring into the model. */
function ownNames({ objects, processes, locks }: Parts, hasThreads: boolean): ReadonlySet<string> {
  const isShared = locks.some(({ form }) => form !== "spinlock" && form !== "mutex");
  return new Set([
    "Bool",
    ...(hasThreads ? ["Thread", "RcuDepth"] : []),
    ...(objects.length === 0 ? [] : ["Life"]),
    ...(isShared ? ["SharedLock"] : []),
    ...objects.map(({ symbol }) => `${symbol.name}State`),
    ...processes.flatMap(({ symbol }) => [`${symbol.name}State`, `${symbol.name}Step`]),
  ]);
}

/** `Fault1` is the first of two `Fault`, or a process of this name that runs alone. */
function checkInstances(context: Context, processes: readonly Process[]): void {
  for (const { symbol } of processes) {
    const other = processes.find(
      (each) => each.symbol !== symbol && each.symbol.type.values.includes(symbol.name),
    );
    const declaration = context.declarations.get(symbol.name);
    if (other === undefined || declaration === undefined || !("name" in declaration)) continue;
    const help = `an instance of \`${other.symbol.name}\` has this name`;
    context.report("name/duplicate", { name: symbol.name }, { at: declaration.name.span, help });
  }
}
