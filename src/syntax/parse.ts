// Text to tree. Never throws for a mistake of the author: whatever is wrong is in the diagnostics,
// and the declarations that are right are in the tree all the same.

import grammars from "../../grammar/lockwright.ohm-bundle.js";
import type { Outcome, Report } from "../base/diagnostic.js";
import { hasErrors, inOrder, newReports } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import type * as Ast from "./ast.js";
import { contentsOf } from "./build.js";
import { building, rootOf } from "./building.js";
import type { Range } from "./chunks.js";
import { chunksOf } from "./chunks.js";
import type { Match, Recovered } from "./recover.js";
import { matchRange, recover } from "./recover.js";
import { deepest, tokensOf } from "./tokens.js";

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
    const { matches, isWhole } = matchChunks(source.text);
    if (!isWhole) return recover(source, matches, report);
    const contents = matches.map(({ start, match }) =>
      building({ source, offset: start, report }, () => contentsOf(rootOf(match, "Lockwright"))),
    );
    return { contents, broken: [] };
  } catch (error) {
    // The grammar recurses as deep as an expression is nested.
    if (!(error instanceof RangeError)) throw error;
    const { start, end } = deepest(tokensOf(source.text)) ?? { start: 0, end: 0 };
    report("syntax/too-deep", {}, { at: { source, start, end } });
    return { contents: [], broken: ["*"] };
  }
}

interface Matches {
  readonly matches: readonly Match[];
  /** All of the text is in them. */
  readonly isWhole: boolean;
}

/**
 * A file is parsed declaration by declaration: Ohm remembers what it tried at every offset, and
 * short texts let it forget. A declaration that is left unfinished may go on in the next chunk.
 */
function matchChunks(text: string): Matches {
  const matches: Match[] = [];
  let isWhole = true;
  let unfinished: Range | undefined;
  for (const { start, end } of chunksOf(text)) {
    const chunk = { start: unfinished?.start ?? start, end };
    const match = matchRange(grammars.Lockwright, text, chunk);
    const last = unfinished;
    unfinished = match.failed() ? chunk : undefined;
    if (match.succeeded()) matches.push({ ...chunk, match });
    if (last === undefined || match.succeeded()) continue;
    // It did not go on here either: what is wrong in it is for recovery to say.
    isWhole = false;
    const alone = matchRange(grammars.Lockwright, text, { start, end });
    unfinished = alone.failed() ? { start, end } : undefined;
    if (alone.succeeded()) matches.push({ start, end, match: alone });
  }
  return { matches, isWhole: isWhole && unfinished === undefined };
}
