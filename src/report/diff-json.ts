// `diff --json`: one object, of the schema `lockwright/diff@1`, which `grammar/diff@1.schema.json`
// documents member by member. New members may be added under the same schema; none will change its
// meaning.

import type { Diagnostic } from "../base/diagnostic.js";
import { positionOf, type Span } from "../base/source.js";
import type { Inclusion } from "../diff/behaves/compare.js";
import { bigintAsHex, jsonOfDiagnostic, jsonOfTrace } from "./json.js";
import { foundIn, matrixOf, type Cell, type Diff, type Pair, type Side } from "./diff-result.js";
import { stopOf } from "./diff-stop.js";

const schema = "lockwright/diff@1";

/** The JSON report, with a newline at its end. */
export function diffJson(diff: Diff): string {
  const { model, sides, pairs } = diff;
  return textOf({
    schema,
    model,
    operands: sides.map(jsonOfSide),
    found: [...foundIn(diff)],
    judged: matrixOf(sides).map(({ property, kind, cells }) => ({
      property,
      kind,
      verdicts: cells.map(jsonOfCell),
    })),
    pairs: pairs.map(jsonOfPair),
    diagnostics: [],
  });
}

/** What is said where one of the specs has errors. */
export function refusedJson(diagnostics: readonly Diagnostic[]): string {
  const nothing = { operands: [], found: [], judged: [], pairs: [] };
  return textOf({
    schema,
    model: null,
    ...nothing,
    diagnostics: diagnostics.map(jsonOfDiagnostic),
  });
}

function textOf(report: unknown): string {
  return `${JSON.stringify(report, bigintAsHex, 2)}\n`;
}

function jsonOfSide({ name, operand, run: { variant, exploration } }: Side): unknown {
  const { distinct, generated, depth, complete } = exploration;
  return { name, operand, variant, distinct, generated, depth, complete };
}

function jsonOfCell({ side, judged, change }: Cell): unknown {
  return {
    operand: side.name,
    verdict: judged?.verdict ?? null,
    steps: judged?.trace?.steps.length ?? null,
    change: change ?? null,
  };
}

function jsonOfPair({ first, second, written, behaves, why, code }: Pair): unknown {
  const { forth, back, parts, unrelated, uses } = behaves;
  const one = { first: jsonOfInclusion(first, second, forth) };
  const other = { second: jsonOfInclusion(second, first, back) };
  return {
    first: first.name,
    second: second.name,
    written: written.map(({ kind, name, change, from, to, renamed, strength, places }) => ({
      ...{ kind, name, change, from: from ?? null, to: to ?? null },
      ...{ renamed: renamed ?? null, strength: strength ?? null, places: places.map(jsonOfPlace) },
    })),
    behaves: {
      observed: parts,
      unrelated: unrelated.map(({ name, what, side }) => ({ name, what, only: side })),
      ...{ ...one, ...other },
      edits: uses.map(({ edit, side, found }) => ({
        edit,
        of: side,
        ...(side === "first"
          ? jsonOfInclusion(first, second, found)
          : jsonOfInclusion(second, first, found)),
      })),
    },
    why: why.map(({ property, edits }) => ({ property, edits: edits ?? null })),
    ...(code === undefined ? {} : { code }),
  };
}

function jsonOfPlace(span: Span | undefined): unknown {
  if (span === undefined) return null;
  return { path: span.source.path, line: positionOf(span.source, span.start).line };
}

/** Whether what the one does the other does too; if not, what only it does. */
function jsonOfInclusion(side: Side, other: Side, found: Inclusion) {
  if (found.kind === "included") return { result: "included" };
  if (found.kind === "unknown") return { result: "unknown", reason: found.reason };
  const { kind, texts, place } = stopOf(side, other, found.witness);
  const { trace } = found.witness;
  return {
    result: "differs",
    steps: trace.steps.length,
    trace: jsonOfTrace(side.run, trace),
    stopped: { kind, text: texts.join("; "), place: jsonOfPlace(place) },
  };
}
