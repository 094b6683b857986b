// `lockwright explain`: what a diagnostic or an always-on check means, with an example.

import { catalogue } from "../base/catalogue.js";
import type { Entry } from "../base/catalogue/entry.js";
import { suggest } from "../base/suggest.js";
import { checkNamed, checkNames } from "../report/checks.js";
import { wrap } from "../report/wrap.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import type { Terminal } from "./terminal.js";

const width = 80;

/** Explains a code; without one, lists them all. */
export function explain(code: string | undefined, terminal: Terminal): ExitCode {
  const entries = new Map<string, Pick<Entry<never>, "explanation" | "example" | "severity">>(
    Object.entries(catalogue),
  );
  const codes = [...entries.keys(), ...checkNames()];
  if (code === undefined) {
    terminal.print(listed(codes));
    return exit.asExpected;
  }
  const entry = entries.get(code);
  const check = checkNamed(code);
  if (entry !== undefined) {
    const { severity, explanation, example } = entry;
    const grave = typeof severity === "string" ? severity : "error or warning";
    terminal.print(page(`${grave}[${code}]`, [explanation], example));
  } else if (check !== undefined) {
    const allowed = `It is always checked; \`allow ${code}\` in a spec or variant switches it off.`;
    const { sentence, note, example } = check;
    const text = [`${sentence} ${allowed}`, ...(note === undefined ? [] : ["", note])];
    terminal.print(page(code, text, example));
  } else {
    const meant = suggest(code, codes);
    const hint =
      meant === undefined ? "; `lockwright explain` lists them" : `; did you mean \`${meant}\`?`;
    throw new WrongInput(`nothing is called \`${code}\`${hint}`);
  }
  return exit.asExpected;
}

/** The codes under what they are about; checks have no such part in their names. */
function listed(codes: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const code of codes) {
    const group = code.includes("/") ? (code.split("/", 1)[0] ?? "") : "always checked";
    groups.set(group, [...(groups.get(group) ?? []), code]);
  }
  const blocks = [...groups].map(([group, each]) => [group, ...each.map((code) => `  ${code}`)]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** A heading, paragraphs, and an example set off. */
function page(heading: string, text: readonly string[], example: string): string {
  const shown = example.split("\n").map((line) => `    ${line}`.trimEnd());
  return [heading, "", ...text.flatMap(paragraphs), "", ...shown, ""].join("\n");
}

function paragraphs(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => wrap(line, width));
}
