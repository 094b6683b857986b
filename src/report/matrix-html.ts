// `matrix --html`: a row for each combination of values, a column for each property that is lost
// in one of them.

import type { Core } from "../core/core.js";
import type { Judgement } from "../diff/judgement.js";
import type { Matrix } from "../relax/matrix.js";
import { escaped, htmlPage, htmlTable, type HtmlCell } from "./html.js";
import { lostIn } from "./matrix.js";
import { settingText, type Setting } from "./setting.js";
import { grouped } from "./wrap.js";

export function matrixHtml(core: Core, setting: Setting, { axes, cells }: Matrix): string {
  const judged = cells.flatMap(({ result }) => (typeof result === "string" ? [] : [result]));
  const lost = new Set(judged.flatMap((each) => lostNames(each)));
  const properties = core.properties.map(({ name }) => name).filter((name) => lost.has(name));
  const head: readonly HtmlCell[] = [
    ...axes.map(({ name }) => ({ text: name })),
    { text: "found" },
    ...properties.map((text) => ({ text, mark: "property" }) as const),
    ...[{ text: "states" }, { text: "depth" }],
  ];
  const rows = cells.map(({ at, result }) => [
    ...axes.map(({ choices }, axis) => ({ text: choices[at[axis] ?? 0]?.text ?? "" })),
    ...(typeof result === "string"
      ? [{ text: `no model: ${result}`, mark: "open" } as const]
      : judgedCells(result, properties)),
  ]);
  const note =
    "A number is the steps of a shortest trace to what is violated; - is what is not reached, " +
    "and ? what a limit left open.";
  return htmlPage(`${core.name}: ${settingText(setting)}`, [
    `<p>${escaped(core.sentence ?? "")}</p>`,
    `<p class="quiet">${note}</p>`,
    htmlTable(head, rows),
  ]);
}

function lostNames(judgement: Judgement): readonly string[] {
  const { violated, missed } = lostIn(judgement);
  return [...violated, ...missed].map(({ property }) => property);
}

function judgedCells(result: Judgement, properties: readonly string[]): readonly HtmlCell[] {
  const numbers = [result.distinct, result.depth].map((count): HtmlCell => ({
    text: grouped(count),
    mark: "number",
  }));
  return [
    foundCell(result),
    ...properties.map((property) => propertyCell(result, property)),
    ...numbers,
  ];
}

function foundCell(result: Judgement): HtmlCell {
  const { violated, missed } = lostIn(result);
  if (violated.length > 0) return { text: "violated", mark: "bad" };
  if (!result.complete) return { text: "nothing so far", mark: "open" };
  return missed.length > 0
    ? { text: "not reached", mark: "open" }
    : { text: "holds", mark: "good" };
}

function propertyCell({ rulings }: Judgement, property: string): HtmlCell {
  const ruling = rulings.find((each) => each.property === property);
  if (ruling?.verdict === "unknown") return { text: "?", mark: "open" };
  if (ruling?.verdict !== "violated") return { text: "" };
  if (ruling.kind === "reachable") return { text: "-", mark: "open" };
  return { text: ruling.steps === undefined ? "x" : grouped(ruling.steps), mark: "bad" };
}
