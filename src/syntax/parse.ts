// Text to tree. Never throws for a mistake of the author: whatever is wrong is in the diagnostics, and
// the declarations that are right are in the tree all the same.

import type { MatchResult } from "ohm-js";
import grammars from "../../grammar/lockwright.ohm-bundle.js";
import type { Outcome, Report } from "../base/diagnostic.js";
import { hasErrors, inOrder, newReports } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import type * as Ast from "./ast.js";
import type { Contents } from "./build.js";
import { contentsOf } from "./build.js";
import { building, rootOf } from "./building.js";
import { chunksOf } from "./chunks.js";
import type { Recovered } from "./recover.js";
import { recover } from "./recover.js";

/** The tree of a text; of a text with mistakes, the tree of what is right in it. */
export function parse(source: SourceFile): Outcome<Ast.File> {
  const { diagnostics, report } = newReports();
  const { contents, broken } = parsed(source, report);
  const value: Ast.File = {
    kind: "file",
    header: contents.find(({ header }) => header !== undefined)?.header,
    declarations: contents.flatMap(({ declarations }) => declarations),
    broken,
    span: { source, start: 0, end: source.text.length },
  };
  if (diagnostics.length === 0 && value.header === undefined && value.declarations.length === 0)
    report("syntax/empty", {}, { at: { source, start: 0, end: 0 } });
  return { ok: !hasErrors(diagnostics), value, diagnostics: inOrder(diagnostics) };
}

function parsed(source: SourceFile, report: Report): Recovered {
  try {
    const contents = byChunks(source, report) ?? asWhole(source, report);
    return contents === undefined ? recover(source, report) : { contents, broken: [] };
  } catch (error) {
    // The grammar recurses as deep as an expression is nested.
    if (!(error instanceof RangeError)) throw error;
    report("syntax/too-deep", {}, { at: { source, start: 0, end: 0 } });
    return { contents: [], broken: ["*"] };
  }
}

/**
 * A file is parsed declaration by declaration, as long as that works: Ohm remembers what it tried at
 * every offset, and short texts let it forget.
 */
function byChunks(source: SourceFile, report: Report): readonly Contents[] | undefined {
  const matches: { match: MatchResult; offset: number }[] = [];
  for (const { start, end } of chunksOf(source.text)) {
    const text = source.text.slice(start, end);
    const match = grammars.Lockwright.match(text, start === 0 ? "File" : "Declarations");
    if (match.failed()) return undefined;
    matches.push({ match, offset: start });
  }
  return matches.map(({ match, offset }) => built(match, { source, offset, report }));
}

function asWhole(source: SourceFile, report: Report): readonly Contents[] | undefined {
  const match = grammars.Lockwright.match(source.text, "File");
  return match.failed() ? undefined : [built(match, { source, offset: 0, report })];
}

function built(match: MatchResult, what: Parameters<typeof building>[0]): Contents {
  return building(what, () => contentsOf(rootOf(match, "Lockwright")));
}
