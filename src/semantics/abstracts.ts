// The models that a spec refines: of each only what it does is understood, in its default variant.

import type { Report } from "../base/diagnostic.js";
import { hasErrors, newReports } from "../base/diagnostic.js";
import type * as Ast from "../syntax/ast.js";
import { analyze } from "./analyze.js";
import { hint } from "./context.js";
import type { Abstracts } from "./refinements.js";
import type { Spec } from "./spec.js";
import { refinedBy } from "./spec.js";
import { configure } from "./variants.js";

/** What of a model says what it does, rather than what is meant to be true of it. */
const behaviour: ReadonlySet<string> = new Set([
  ...(["const", "switch", "type", "bits", "object", "lock", "state", "init", "fn"] as const),
  ...(["process", "procedure", "action", "fairness", "run", "later"] as const),
]);

/** The analysis of the models that a spec refines; what is wrong in them is reported there. */
export function abstractsOf({ refined }: Spec): Abstracts {
  return (report, ast, settings) => {
    const spec = refined.get(refinedBy(ast));
    if (spec === undefined) return undefined;
    const declarations = spec.declarations.filter(({ kind }) => behaviour.has(kind));
    const known = declarations.flatMap(constantIn);
    for (const { name } of ast.given) {
      if (known.includes(name.text)) continue;
      const facts = { name: name.text, what: `constant of \`${spec.header.name.text}\`` };
      report("name/unknown", facts, { at: name.span, ...hint(name.text, known) });
    }
    const own = newReports();
    const both: Report = (code, facts, place) => {
      own.report(code, facts, place);
      report(code, facts, place);
    };
    const configuration = { ...configure(both, declarations, "default", undefined), settings };
    const none: Abstracts = () => undefined;
    const { header, broken } = spec;
    const analysis = analyze(both, header, declarations, broken, configuration, none);
    return hasErrors(own.diagnostics) ? undefined : analysis;
  };
}

function constantIn(ast: Ast.Declaration): readonly string[] {
  return ast.kind === "const" || ast.kind === "switch" ? [ast.name.text] : [];
}
