// Variants, expectations, scenarios, and the lists that files and variants share.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import {
  align,
  breakParent,
  fill,
  group,
  hardline,
  indent,
  join,
  line,
  listed,
  wide,
  words,
} from "./doc.js";
import { added, replaced } from "./editable.js";
import { refinement } from "./refinements.js";
import { expression } from "./expressions.js";
import { name, names, path, sentence } from "./names.js";
import { inline, item, stacked } from "./placed.js";
import type { Written } from "./written.js";

export function runText(of: readonly Ast.RunCount[], w: Written): Doc {
  return ["run ", align("run ".length, counts(of, w))];
}

function counts(of: readonly Ast.RunCount[], w: Written): Doc {
  return listed(
    of.map((each) =>
      inline(each, w, () => {
        const [written = each.count === 1 ? undefined : String(each.count)] = w.numbers(each);
        return [name(each.process, w), written === undefined ? "" : ` * ${written}`];
      }),
    ),
  );
}

export function allowText(of: readonly Ast.Name[], w: Written): Doc {
  return ["allow ", align("allow ".length, listed(names(of, w)))];
}

export function variant(of: Ast.Variant, w: Written): Doc {
  const header = words(
    ["variant ", name(of.name, w)],
    of.parent && ["of ", name(of.parent, w)],
    sentence(of.sentence),
  );
  const [first] = of.edits;
  const last = of.edits.at(-1);
  if (first === undefined || last === undefined) return header;
  const edits = group([
    w.isBroken(first, last) ? breakParent : "",
    join(
      wide(),
      of.edits.map((each) => item(each, w, () => edit(each, w))),
    ),
  ]);
  return group([header, w.isBroken(of, first) ? breakParent : "", indent([wide("edit"), edits])]);
}

function edit(of: Ast.Edit, w: Written): Doc {
  switch (of.kind) {
    case "edit-set":
      return [name(of.name, w), " = ", expression(of.value, w)];
    case "edit-run":
      return runText(of.counts, w);
    case "edit-allow":
      return allowText(of.names, w);
    case "edit-check":
      return ["check ", align("check ".length, listed(names(of.names, w)))];
    case "edit-drop":
      return ["drop ", name(of.what, w), " ", path(of.target, w)];
    case "edit-replace":
      return replaced(of.declaration, of.target, w);
    case "edit-add":
      if (of.declaration.kind === "refinement") return ["add ", refinement(of.declaration, w)];
      return added(of.declaration, of.target, of.beside, w);
  }
}

/** How the author wrote a number. */
function digitsIn(written: readonly string[]): (value: number) => string {
  const texts = new Map(written.map((text) => [Number(text.replaceAll("_", "")), text]));
  return (value) => texts.get(value) ?? String(value);
}

function found(of: Ast.Found, digits: (value: number) => string, w: Written): Doc {
  if (of.steps === undefined) return name(of, w);
  return [name(of, w), ` in ${digits(of.steps)} ${of.steps === 1 ? "step" : "steps"}`];
}

/** The verdicts of one `expect`, in the order of the reference. */
export function expectation(of: Ast.Expect, together: readonly Ast.Expect[], w: Written): Doc {
  const widest = Math.max(...together.map(({ variant: { text } }) => text.length));
  const digits = digitsIn(w.numbers(of));
  const lists = [
    ["violates", of.violates.map((each) => found(each, digits, w))],
    ["reachable", of.reachable.map((each) => found(each, digits, w))],
    ["unreachable", names(of.unreachable, w)],
  ] as const;
  const parts: Doc[] = [
    ...(of.holds ? ["holds"] : []),
    ...lists.flatMap(([word, list]) =>
      list.map((each, index): Doc => (index === 0 ? [`${word} `, each] : each)),
    ),
    ...of.counts.map(({ what, count }) => `${what} ${digits(count)}`),
  ];
  const hang = !of.holds && of.violates.length > 0 ? "violates ".length : 0;
  const column = " ".repeat(widest - of.variant.text.length + 1);
  const indentation = "expect ".length + widest + 1 + hang;
  return ["expect ", name(of.variant, w), column, align(indentation, listed(parts))];
}

export function scenario(of: Ast.Scenario, w: Written): Doc {
  const settings = [
    of.variant && ["in ", name(of.variant, w)],
    of.counts.length === 0 ? undefined : ["with ", counts(of.counts, w)],
  ].filter((part) => part !== undefined);
  const widest = Math.max(...of.lines.map(({ lane }) => lane.text.length));
  const lines = stacked(of.lines, w, (index) => {
    const each = of.lines[index];
    return each === undefined ? "" : scenarioLine(each, widest, w);
  });
  return [
    words(
      ["scenario ", name(of.name, w)],
      sentence(of.sentence),
      settings.length === 0 ? undefined : join(" ", settings),
    ),
    indent([
      hardline,
      lines,
      hardline,
      item(of.outcome, w, () => ["then ", outcome(of.outcome, w)]),
    ]),
  ];
}

function scenarioLine(of: Ast.ScenarioLine, widest: number, w: Written): Doc {
  const items = of.items.map((each) =>
    inline(each, w, () => {
      if (each.kind === "scenario-gap") return "..";
      return name(each.name, w);
    }),
  );
  const column = " ".repeat(widest - of.lane.text.length + 1);
  return [name(of.lane, w), ":", column, align(widest + 2, fill(join(line, items)))];
}

function outcome(of: Ast.ScenarioOutcome, w: Written): Doc {
  switch (of.kind) {
    case "outcome-violates":
      return ["violates ", align("then violates ".length, listed(names(of.names, w)))];
    case "outcome-state":
      return ["state ", indent(expression(of.expr, w))];
    case "outcome-blocked":
      return ["blocked ", name(of.lane, w)];
    case "outcome-possible":
      return "possible";
  }
}
