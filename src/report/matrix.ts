// The reports of `matrix`: as text, what is found and the boxes of switch values where it is; as
// JSON, which `grammar/matrix@1.schema.json` documents, every cell.

import type { Core } from "../core/core.js";
import type { Judgement } from "../diff/judgement.js";
import { boxesOf, type Axis, type Box, type Cell, type Matrix } from "../relax/matrix.js";
import { settingJson, settingText, type Setting } from "./setting.js";
import { counted, grouped, pageWidth, wrap } from "./wrap.js";

export function matrixText(core: Core, setting: Setting, matrix: Matrix): string {
  const { axes, cells } = matrix;
  const groups = groupBy(cells, ({ result }) => foundText(result));
  const title = core.sentence === undefined ? core.name : `${core.name}: ${core.sentence}`;
  const lines = [
    ...wrap(title, pageWidth, 2),
    "",
    ...wrap(
      `${settingText(setting)}: ${axes.map(axisText).join(", ")}; ${counted(cells.length, "cell")}`,
      75,
      2,
    ),
    ...[...groups].flatMap(([found, own]) => [
      "",
      ...wrap(`${found} (${grouped(own.length)})`, pageWidth, 2),
      ...boxesOf(own.map(({ at }) => at)).flatMap((box) =>
        wrap(boxText(axes, box), pageWidth - 2, 2).map((line) => `  ${line}`),
      ),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function axisText({ name, choices }: Axis): string {
  return `${name} (${choices.length})`;
}

function boxText(axes: readonly Axis[], box: Box): string {
  const sides = axes.flatMap(({ name, choices }, axis) => {
    const side = box[axis] ?? [];
    if (side.length === choices.length) return [];
    return [`${name} = ${side.map((index) => choices[index]?.text).join(" or ")}`];
  });
  return sides.length === 0 ? "whatever the switches are" : sides.join(", ");
}

function groupBy<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

function foundText(result: Cell["result"]): string {
  if (typeof result === "string") return `no model: ${result}`;
  const { violated, missed } = lostIn(result);
  const names = (all: typeof violated) => all.map(({ property }) => property).join(", ");
  const holds = result.complete ? "holds" : "nothing violated so far";
  const ended = !result.complete && violated.length > 0 ? ", so far" : "";
  return [
    violated.length === 0 ? holds : `violates ${names(violated)}${ended}`,
    ...(missed.length === 0 ? [] : [`does not reach ${names(missed)}`]),
  ].join("; ");
}

/** What a cell violates, and what it does not reach. */
export function lostIn({ rulings }: Judgement) {
  const all = rulings.filter(({ verdict }) => verdict === "violated");
  return {
    violated: all.filter(({ kind }) => kind !== "reachable"),
    missed: all.filter(({ kind }) => kind === "reachable"),
  };
}

export function matrixJson(core: Core, setting: Setting, { axes, cells }: Matrix): string {
  const report = {
    ...{ schema: "lockwright/matrix@1", model: core.name, ...settingJson(setting) },
    axes: axes.map(({ name, choices }) => ({ name, values: choices.map(({ text }) => text) })),
    cells: cells.map(({ at, result }) => ({
      at: Object.fromEntries(
        axes.map(({ name, choices }, axis) => [name, choices[at[axis] ?? 0]?.text]),
      ),
      ...(typeof result === "string" ? { problem: result } : cellOf(result)),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function cellOf(result: Judgement): object {
  const { violated, missed } = lostIn(result);
  return {
    found: foundText(result),
    ...{ states: result.distinct, depth: result.depth, complete: result.complete },
    violated: [...violated, ...missed].map(({ property, kind, steps }) => ({
      ...{ property, kind },
      ...(steps === undefined ? {} : { steps }),
    })),
  };
}
