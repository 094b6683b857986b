// `lint --json`: the same facts as the text.
//
//   {
//     "schema": "lockwright/lint@1",
//     "model": "retract",
//     "variants": ["default"],
//     "order": [{                            // `inner` is waited for while `outer` is held
//       "outer": "pml", "inner": "ptl",
//       "sites": [{ "action": "Collapse.spin_lock", "path": "...", "line": 185, "column": 56 }]
//     }],
//     "findings": [{
//       "code": "lint/unguarded", "severity": "error", "message": "...",
//       "path": "...", "line": 12, "column": 5,
//       "sites": [{ "path": "...", "line": 3, "column": 1, "text": "the guard" }],
//       "variants": ["default"]
//     }],
//     "open": ["guard_pmd"]                  // what only a search can tell
//   }

import { positionOf, type Span } from "../base/source.js";
import type { LintReport } from "./lint.js";

export function lintJson({ model, variants, order, findings, open }: LintReport): string {
  const report = {
    schema: "lockwright/lint@1",
    model,
    variants,
    order: order.map(({ outer, inner, sites }) => ({
      outer,
      inner,
      sites: sites.map(({ action, inner: span }) => ({ action: action.name, ...placeOf(span) })),
    })),
    findings: findings.map(({ diagnostic, variants: where }) => ({
      code: diagnostic.code,
      severity: diagnostic.severity,
      message: diagnostic.message,
      ...placeOf(diagnostic.primary.span),
      sites: diagnostic.secondary.map(({ span, text }) => ({ ...placeOf(span), text })),
      variants: where,
    })),
    open,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function placeOf({ source, start }: Span): object {
  return { path: source.path, ...positionOf(source, start) };
}
