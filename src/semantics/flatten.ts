// A spec as one variant has it, with everything that the variant says written into the
// declarations: what it edits, sets, runs and allows. There are no variants left, nor what is
// expected of them, so that parts can be changed and the rest stays as it is.

import type { Report } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import { applyEdits } from "./edits.js";
import type { Count } from "./variants.js";
import { configure, lineage } from "./variants.js";

const left: ReadonlySet<Ast.Declaration["kind"]> = new Set([
  "variant",
  "expect",
  "scenario",
  "run",
  "allow",
]);

export function flatten(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variant: string,
  run: readonly Count[] | undefined,
): readonly Ast.Declaration[] {
  const edited = applyEdits(report, declarations, lineage(report, declarations, variant));
  const { settings, counts, allowed } = configure(report, edited, variant, run);
  const kept = edited.filter(({ kind }) => !left.has(kind)).map((each) => set(each, settings));
  const [first] = kept;
  if (first === undefined) return kept;
  const { span } = first;
  const common = { span, comment: undefined };
  const running: Ast.Run = {
    ...{ kind: "run", ...common },
    counts: [...counts].map(([process, count]) => ({
      ...{ kind: "run-count", process: nameOf(process, span), count, span },
    })),
  };
  const allowing: Ast.Allow = {
    ...{ kind: "allow", ...common },
    names: allowed.map((text) => nameOf(text, span)),
  };
  return [
    ...kept,
    ...(counts.size > 0 ? [running] : []),
    ...(allowed.length > 0 ? [allowing] : []),
  ];
}

function set(each: Ast.Declaration, settings: ReadonlyMap<string, Ast.Expr>): Ast.Declaration {
  if (each.kind !== "switch" && each.kind !== "const") return each;
  const value = settings.get(each.name.text);
  return value === undefined ? each : { ...each, value };
}

function nameOf(text: string, span: Span): Ast.Name {
  return { text, span };
}
