// The report of `lint` that people read: the order of locks as a table, then the findings.

import { positionOf } from "../base/source.js";
import type { OrderEdge, OrderSite } from "../lint/order.js";
import type { LintReport } from "./lint.js";
import { counted, pageWidth, wrapList } from "./wrap.js";

/** The whole report; `findings` is their text. */
export function drawLint(report: LintReport, findings: string): string {
  const errors = report.findings.filter(({ diagnostic }) => diagnostic.severity === "error").length;
  const warnings = report.findings.length - errors;
  const parts = [
    ...(errors === 0 ? [] : [counted(errors, "error")]),
    ...(warnings === 0 ? [] : [counted(warnings, "warning")]),
  ];
  const left =
    report.open.length === 0 ? [] : wrapList("left to the search: ", report.open, pageWidth);
  const sections = [
    drawOrder(report.order).join("\n"),
    findings.trimEnd(),
    left.join("\n"),
    `${report.model}, ${counted(report.variants.length, "variant")}: ${
      parts.length === 0 ? "nothing found" : parts.join(", ")
    }`,
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

/** Which lock is taken while which is held, and in which steps. */
function drawOrder(edges: readonly OrderEdge[]): readonly string[] {
  if (edges.length === 0) return [];
  const rows = [
    { outer: "held", inner: "taken", sites: ["where"] },
    ...edges.map(({ outer, inner, sites }) => ({ outer, inner, sites: placesOf(sites) })),
  ];
  const outer = Math.max(...rows.map((row) => row.outer.length));
  const inner = Math.max(...rows.map((row) => row.inner.length));
  const indent = outer + inner + 4;
  const lines = rows.flatMap((row) =>
    wrapList("", row.sites, pageWidth - indent).map((sites, index) =>
      index === 0
        ? `${row.outer.padEnd(outer)}  ${row.inner.padEnd(inner)}  ${sites}`
        : " ".repeat(indent) + sites,
    ),
  );
  const [heading = "", ...others] = lines;
  return [heading, `${"-".repeat(outer)}  ${"-".repeat(inner)}  -----`, ...others];
}

/** `Fault.spin_lock:100`, in the order of the text. */
function placesOf(sites: readonly OrderSite[]): readonly string[] {
  const places = [...sites]
    .sort((a, b) => a.inner.start - b.inner.start)
    .map(({ action, inner }) => `${action.name}:${positionOf(inner.source, inner.start).line}`);
  return [...new Set(places)];
}
