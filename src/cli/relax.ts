// `lockwright relax`: takes away what a spec has, one thing at a time, and says what it was for.

import type { Core } from "../core/core.js";
import { loadModel } from "../emit/emit.js";
import type { Finding } from "../relax/study.js";
import {
  onlyNamed,
  removableIn,
  study,
  withoutIn,
  type Laboratory,
  type Removable,
} from "../relax/study.js";
import { tell } from "../report/counterexample.js";
import { relaxJson } from "../report/relax-json.js";
import { exceptionsText, relaxText } from "../report/relax-text.js";
import { judgeRun } from "../report/result.js";
import { settingOptions, type Setting } from "../report/setting.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { explore, watchStop } from "./explore.js";
import { judgeAll, type JudgeOptions } from "./judge.js";
import { readVariant, type VariantOptions } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface RelaxOptions extends JudgeOptions, VariantOptions {
  readonly exceptions?: boolean;
  readonly explain?: readonly string[];
  readonly only?: readonly string[];
  readonly json?: boolean;
}

export async function relax(
  spec: string,
  options: RelaxOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { explain = [] } = options;
  const known = readVariant(spec, options, terminal);
  if (known === undefined) return exit.wrongInput;
  const { setting, core, flat } = known;
  const base = flat.core(flat.declarations);
  if (!base.ok) throw new Error(`${setting.variant} cannot be written out`);
  const stop = watchStop();
  const lab: Laboratory = {
    ...{ declarations: flat.declarations, base: base.value },
    core: (declarations) => flat.core(declarations),
    judge: (subjects) => judgeAll(subjects, options, terminal, stop),
  };
  const found = await study(
    lab,
    removableOf(lab, options.only ?? (explain.length > 0 ? explain : undefined)),
  );
  stop.end();
  const all = [...found.mechanisms, ...found.claims];
  const chosen = explain.flatMap((id) => all.find((each) => each.id === id) ?? unknownId(id, all));
  const told = [];
  for (const finding of chosen)
    told.push(await explained(lab, setting, finding, options, terminal));
  const report = options.exceptions === true ? exceptionsText : relaxText;
  const write = options.json === true ? relaxJson : report;
  terminal.print(told.length > 0 ? told.join("\n") : write(core, setting, found));
  if (stop.reason === "interrupted") return exit.interrupted;
  return all.some(({ verdict }) => verdict === "unknown") ? exit.undecided : exit.asExpected;
}

function removableOf(lab: Laboratory, only: readonly string[] | undefined): Removable {
  const all = removableIn(lab);
  if (only === undefined) return all;
  for (const name of only) {
    const { removals, switches } = onlyNamed(all, [name]);
    if (removals.length + switches.length === 0)
      unknownId(name, [...all.removals, ...all.switches.map((id) => ({ id }))]);
  }
  return onlyNamed(all, only);
}

function unknownId(id: string, all: readonly { readonly id: string }[]): never {
  throw new WrongInput(
    `nothing named ${id} can be taken away; there are ${all.map((each) => each.id).join(", ")}`,
  );
}

/** The shortest trace to what is lost without it. */
async function explained(
  lab: Laboratory,
  setting: Setting,
  { id, removal, lost }: Finding,
  options: RelaxOptions,
  terminal: Terminal,
): Promise<string> {
  const [first] = lost;
  const changed = withoutIn(lab, [removal]);
  if (!changed.ok || first === undefined) return `${id}: nothing is lost without it\n`;
  const core: Core = { ...changed.value, variant: `${setting.variant} without ${id}` };
  const model = loadModel(core);
  const stop = watchStop();
  const limits = { ...options, engine: "packed" as const };
  const exploration = await explore(core, model, limits, terminal, stop);
  stop.end();
  const run = judgeRun(core, model, exploration, []);
  const verdict = run.verdicts.find(({ property }) => property === first.property);
  if (verdict === undefined) return "";
  const again = `lockwright relax ${core.span.source.path} ${settingOptions(setting)}`;
  const replay = `replay: ${again} --explain '${id}'`;
  return `${[...tell(run, verdict).slice(0, -1), replay].join("\n")}\n`;
}
