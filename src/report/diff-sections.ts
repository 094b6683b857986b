// A comparison as sections of lines and tables: text, Markdown and HTML say the same, each in its
// own way.

import type { Block } from "./diff-block.js";
import { reportBehaves } from "./diff-behaves.js";
import { changeText, judgedLines, judgedTable } from "./diff-judged.js";
import { changedIn, type Diff, type Pair } from "./diff-result.js";
import { writtenLines } from "./diff-written.js";
import { counted, pageWidth, wrap, wrapList } from "./wrap.js";

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function sectionsOf(diff: Diff): readonly Section[] {
  const isSeveral = diff.pairs.length > 1;
  return [
    ...diff.pairs.flatMap((pair) => [written(pair, isSeveral)]),
    { title: "Judged", blocks: [judgedTable(diff), lines(judgedLines(diff))] },
    ...diff.pairs.flatMap((pair) => [behaves(pair, isSeveral)]),
    ...diff.pairs.filter(({ why }) => why.length > 0).map((pair) => why(pair, isSeveral)),
    ...diff.pairs.flatMap(({ code, second }) =>
      code === undefined
        ? []
        : [
            {
              title: `Code${isSeveral ? ` of ${second.name}` : ""}`,
              blocks: [lines(code.split("\n"))],
            },
          ],
    ),
  ];
}

/** `v6_4 against v6_6, reused`. */
export function titleOf({ model, sides }: Diff): string {
  const [first, ...others] = sides.map(({ name }) => name);
  return `${model}: ${first ?? ""} -> ${others.join(", ")}`;
}

function lines(all: readonly string[]): Block {
  return { kind: "lines", lines: all };
}

function between({ first, second }: Pair, isSeveral: boolean): string {
  return isSeveral ? ` (${first.name} -> ${second.name})` : "";
}

function written(pair: Pair, isSeveral: boolean): Section {
  const count = pair.written.length;
  const said = count === 0 ? "the same" : counted(count, "difference");
  const title = `Written${between(pair, isSeveral)}: ${said}`;
  return { title, blocks: [lines(writtenLines(pair))] };
}

function behaves(pair: Pair, isSeveral: boolean): Section {
  const { verdict, lines: said } = reportBehaves(pair);
  return { title: `Behaves${between(pair, isSeveral)}: ${verdict}`, blocks: [lines(said)] };
}

/** Which edits change which verdicts. */
function why(pair: Pair, isSeveral: boolean): Section {
  const changes = changedIn(pair.first, pair.second);
  const byEdits = new Map<string, Map<string, string[]>>();
  for (const { property, edits } of pair.why) {
    const by = edits === undefined ? "no few of the edits" : edits.join("  and  ");
    const change = changeText(changes.get(property));
    const known = byEdits.get(by) ?? new Map<string, string[]>();
    byEdits.set(by, known.set(change, [...(known.get(change) ?? []), property]));
  }
  const said = [...byEdits].flatMap(([by, found]) => [
    ...wrap(by, pageWidth, 2),
    ...[...found].flatMap(([change, list]) => indented(`${change}: `, list)),
  ]);
  const note = "the smallest set of edits with which each verdict changes";
  return { title: `Why${between(pair, isSeveral)}: ${note}`, blocks: [lines(said)] };
}

function indented(head: string, list: readonly string[]): readonly string[] {
  return wrapList(head, list, pageWidth - 2).map((line) => `  ${line}`);
}
