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
//     "open": ["guard_pmd"],                 // what only a search can tell
//     "diagnostics": []                      // what the compiler had to say, as in `check --json`
//   }
//
// A spec with errors has `model` null, and only diagnostics.

import type { Diagnostic } from "../base/diagnostic.js";
import { positionOf, type Span } from "../base/source.js";
import type { LintReport } from "./lint.js";

/** The report, with a newline at its end; none for a spec that has errors. */
export function lintJson(lint: LintReport | undefined, diagnostics: readonly Diagnostic[]): string {
  const report = {
    schema: "lockwright/lint@1",
    model: lint?.model ?? null,
    variants: lint?.variants ?? [],
    order: (lint?.order ?? []).map(({ outer, inner, sites }) => ({
      outer,
      inner,
      sites: sites.map(({ action, inner: span }) => ({ action: action.name, ...placeOf(span) })),
    })),
    findings: (lint?.findings ?? []).map((each) => ({
      ...jsonOf(each.diagnostic),
      sites: each.diagnostic.secondary.map(({ span, text }) => ({ ...placeOf(span), text })),
      variants: each.variants,
    })),
    open: lint?.open ?? [],
    diagnostics: diagnostics.map(jsonOf),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonOf({ code, severity, message, primary }: Diagnostic): object {
  return { code, severity, message, ...placeOf(primary.span) };
}

function placeOf({ source, start }: Span): object {
  return { path: source.path, ...positionOf(source, start) };
}
