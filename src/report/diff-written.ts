// What was written differently, a line for each difference with its place, and below it what was
// said and what is.

import { citation } from "../base/source.js";
import type { Strength } from "../diff/strength.js";
import type { Pair, WrittenDifference } from "./diff-result.js";
import { pageWidth, wrapIndented } from "./wrap.js";

/** Said on one line if it is no longer. */
const shortText = 20;

const quoteIndent = "      ";

export function writtenLines({ written }: Pair): readonly string[] {
  return written.flatMap(differenceLines);
}

function differenceLines(each: WrittenDifference): readonly string[] {
  const { kind, name, change, from, to, renamed } = each;
  const isInline = change === "changed" && [from, to].every(isShort);
  const said =
    change === "renamed"
      ? `is called ${renamed ?? ""}`
      : change === "moved"
        ? "moved"
        : isInline
          ? `${from ?? ""} -> ${to ?? ""}`
          : change;
  const what = [said, strengthText(each.strength)].filter((text) => text !== "").join(", ");
  const head = `  ${`${kind} ${name}`.padEnd(34)} ${what}`;
  const [old, now] = each.places;
  const place = now ?? old;
  const cited = place === undefined ? "" : citation(place);
  const isBeside = head.length + 2 + cited.length <= pageWidth;
  const first = isBeside
    ? [head + cited.padStart(pageWidth - head.length)]
    : [...wrapIndented(head.trimEnd(), pageWidth, 2), cited.padStart(pageWidth)];
  return [...first, ...(isInline || change === "renamed" ? [] : bodyLines(each))];
}

function isShort(text: string | undefined): boolean {
  return text !== undefined && text !== "" && text.length <= shortText && !text.includes("\n");
}

function strengthText(strength: Strength | undefined): string {
  switch (strength) {
    case undefined:
      return "";
    case "weaker":
      return "weakened";
    case "stronger":
      return "strengthened";
    case "same":
      return "the same wherever either gets";
    case "different":
      return "neither implies the other";
    case "unknown":
      return "weaker or stronger: unknown";
  }
}

function bodyLines({ change, from, to }: WrittenDifference): readonly string[] {
  if (change === "moved") {
    const place = (before: string | undefined) =>
      before === undefined ? "the first" : `after ${before}`;
    return [`${quoteIndent}from ${place(from)} to ${place(to)}`];
  }
  const [before, after] = [linesOf(from), linesOf(to)];
  const { removed, added, common } = changedLines(before, after);
  const mark = (sign: string) => (line: string) => `${quoteIndent}${sign} ${line}`.trimEnd();
  // What both say tells nothing beside a longer text of which little changed.
  return [
    ...(common > 0 && common < 3 ? before.filter((l) => after.includes(l)).map(mark(" ")) : []),
    ...removed.map(mark("-")),
    ...added.map(mark("+")),
  ];
}

function linesOf(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split("\n");
}

function changedLines(before: readonly string[], after: readonly string[]) {
  return {
    removed: before.filter((line) => !after.includes(line)),
    added: after.filter((line) => !before.includes(line)),
    common: before.filter((line) => after.includes(line)).length,
  };
}
