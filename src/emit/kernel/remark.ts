// Where parts of a kernel come from, in comments of a kernel that is to be read.

import { citation, type Span } from "../../base/source.js";
import { constantLeaves, decodeValue } from "./decode.js";
import { shown } from "./leaf-names.js";
import type { Block, Subject } from "./scope.js";
import type { Value } from "./value.js";

/** The widest comment. */
const widest = 90;

/** Says what follows, and where in the spec it comes from. */
export function remark(what: string, span: Span, block: Block, subject: Subject): void {
  if (!subject.isAnnotated) return;
  const place = citation(span).replace(/^.*\//, "");
  block.add(`// ${what} (${place})`);
}

/** Quotes the line of the spec that what follows comes from. */
export function quote(span: Span, block: Block, subject: Subject): void {
  if (!subject.isAnnotated) return;
  const { text } = span.source;
  const from = text.lastIndexOf("\n", span.start) + 1;
  const [line = ""] = text.slice(from).split("\n");
  const written = line.trim();
  block.add(`//   ${written.length > widest ? `${written.slice(0, widest - 3)}...` : written}`);
}

/** `acquire(cpu = cpu1)`. */
export function callText(
  name: string,
  args: ReadonlyMap<string, Value>,
  { types, reading }: Subject,
): string {
  const given = [...args].map(([parameter, value]) => {
    if (value.kind === "none") return `${parameter} = none`;
    const decoded = decodeValue(constantLeaves(value).values(), value.type, types, reading);
    return `${parameter} = ${shown(decoded)}`;
  });
  return given.length === 0 ? name : `${name}(${given.join(", ")})`;
}
