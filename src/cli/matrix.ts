// `lockwright matrix`: every combination of the values of switches, each judged once.

import { suggest } from "../base/suggest.js";
import { fillMatrix, type Axis } from "../relax/matrix.js";
import type { Declarations } from "../relax/statements.js";
import { choicesOf, switchesIn } from "../relax/switches.js";
import { matrixHtml } from "../report/matrix-html.js";
import { matrixJson, matrixText } from "../report/matrix.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { watchStop } from "./explore.js";
import { requireWritable, writeText } from "./files.js";
import { judgeAll, type JudgeOptions } from "./judge.js";
import { readVariant, type VariantOptions } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface MatrixOptions extends JudgeOptions, VariantOptions {
  readonly axis?: string;
  readonly json?: boolean;
  readonly html?: string;
}

/** A table of more cells is none that anybody reads. */
const mostCells = 4096;

export async function matrix(
  spec: string,
  options: MatrixOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { html } = options;
  if (html !== undefined) requireWritable(html);
  const known = readVariant(spec, options, terminal);
  if (known === undefined) return exit.wrongInput;
  const { setting, core, flat } = known;
  const axes = axesOf(flat.declarations, options.axis);
  const stop = watchStop();
  const found = await fillMatrix(
    flat.declarations,
    axes,
    (declarations) => flat.core(declarations),
    (subjects) => judgeAll(subjects, options, terminal, stop),
  );
  stop.end();
  const write = options.json === true ? matrixJson : matrixText;
  terminal.print(write(core, setting, found));
  if (html !== undefined) writeText(html, matrixHtml(core, setting, found));
  if (stop.reason === "interrupted") return exit.interrupted;
  const isOpen = found.cells.some(({ result }) => typeof result !== "string" && !result.complete);
  return isOpen ? exit.undecided : exit.asExpected;
}

/** The switches that are named, or all. */
function axesOf(declarations: Declarations, named: string | undefined): readonly Axis[] {
  const all = switchesIn(declarations);
  const names = all.map(({ name }) => name.text);
  const wanted = named?.split(",").map((name) => name.trim()) ?? names;
  if (all.length === 0) throw new WrongInput("there are no switches to combine");
  const axes = [...new Set(wanted)].map((name): Axis => {
    const found = all.find((each) => each.name.text === name);
    if (found === undefined) {
      const meant = suggest(name, names);
      const hint = meant === undefined ? `; there are ${names.join(", ")}` : `; is it ${meant}?`;
      throw new WrongInput(`no switch named ${name}${hint}`);
    }
    const choices = choicesOf(found, declarations);
    if (choices === undefined) throw new WrongInput(`the values of ${name} cannot be listed`);
    return { name, choices };
  });
  const count = axes.reduce((product, { choices }) => product * choices.length, 1);
  if (count > mostCells)
    throw new WrongInput(`${count} cells are too many: name some of the switches with --axis`);
  return axes;
}
