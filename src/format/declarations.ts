// Declarations that stand in a file, an object or a process.

import type * as Ast from "../syntax/ast.js";
import type { Column } from "./columns.js";
import type { Doc } from "./doc.js";
import {
  align,
  bracketed,
  breakParent,
  gap,
  group,
  hardline,
  indent,
  listed,
  wide,
  words,
} from "./doc.js";
import { editable, fairnessWords, lockText } from "./editable.js";
import { assigned } from "./assigned.js";
import { bound } from "./expressions.js";
import { name, names, path, sentence } from "./names.js";
import { inline, stacked, suffix } from "./placed.js";
import { argument, givens, refinement } from "./refinements.js";
import { isBelow, statements } from "./statements.js";
import { parameters, type } from "./types.js";
import { allowText, expectation, runText, scenario, variant } from "./variants.js";
import type { Placed, Written } from "./written.js";

type Printed = Ast.Header | Ast.Declaration;

export function file(of: Ast.File, w: Written): Doc {
  const header = of.header === undefined ? [] : [of.header];
  const all: readonly Printed[] = [...header, ...of.declarations];
  const laters = all.filter(({ kind }) => kind === "later");
  const parts = all.filter((each) => !laters.includes(each) || !belongs(each, all));
  const doc = stacked(parts, w, (index) => {
    const each = parts[index];
    if (each === undefined) return "";
    if (laters.some((later) => later !== each && isInside(later, each))) return w.text(each) ?? "";
    return each.kind === "header" ? headerText(each, w) : declaration(each, parts, index, w);
  });
  return [doc, hardline];
}

/** What the tree says less of than the text is printed with what it is a part of. */
function belongs(later: Printed, all: readonly Printed[]): boolean {
  return all.some((other) => other !== later && isInside(later, other));
}

function isInside(later: Placed, other: Placed): boolean {
  return other.span.start <= later.span.start && later.span.end <= other.span.end;
}

function headerText(of: Ast.Header, w: Written): Doc {
  const list = of.parameters.map((each) =>
    inline(each, w, () => [
      name(each.name, w),
      ": ",
      each.type === undefined ? "type" : type(each.type, w),
      each.default === undefined ? "" : [" = ", argument(each.default, w)],
    ]),
  );
  const named: Doc = [of.form, " ", name(of.name, w)];
  return words([named, list.length === 0 ? "" : bracketed("(", list, ")")], sentence(of.sentence));
}

function declaration(of: Ast.Declaration, all: readonly Printed[], index: number, w: Written): Doc {
  switch (of.kind) {
    case "import":
      return words(
        ["import ", path(of.path, w)],
        givens(of.given, w),
        of.names && ["(", align("import (".length, listed(names(of.names, w))), ")"],
        of.alias && ["as ", name(of.alias, w)],
      );
    case "const":
      return group([
        ["const ", name(of.name, w)],
        of.type === undefined ? "" : [gap("constant"), ": ", type(of.type, w)],
        [" =", assigned(of.value, w)],
      ]);
    case "switch":
      return words(
        ["switch ", name(of.name, w), " : ", type(of.type, w), " =", assigned(of.value, w)],
        sentence(of.sentence),
      );
    case "type":
      return ["type ", name(of.name, w), gap("type"), "= ", type(of.type, w)];
    case "bits":
      return bits(of, w);
    case "object":
      return object(of, w);
    case "state":
      return state(of, w);
    case "init":
      return group([
        words("init", sentence(of.sentence)),
        besideWord(of, w),
        isBelow(of, of.body, w) ? breakParent : "",
        indent([wide(), statements(of.body, w)]),
      ]);
    case "fn":
      return group([
        words(["fn ", name(of.name, w), parameters(of.parameters, w), " : ", type(of.result, w)]),
        of.deepest === undefined ? "" : [" max ", bound(of.deepest, w)],
        [" =", assigned(of.body, w)],
      ]);
    case "process":
    case "procedure":
      return process(of, w);
    case "run":
      return runText(of.counts, w);
    case "variant":
      return variant(of, w);
    case "expect":
      return expectation(of, expectationsAround(all, index, w), w);
    case "scenario":
      return scenario(of, w);
    case "allow":
      return allowText(of.names, w);
    case "refinement":
      return refinement(of, w);
    case "later":
      return w.text(of) ?? "";
    default:
      return editable(of, w);
  }
}

// --- Members -------------------------------------------------------------------------------------

function bits(of: Ast.Bits, w: Written): Doc {
  const [width = String(of.width)] = w.numbers(of);
  const fields = stacked(of.fields, w, (index) => {
    const field = of.fields[index];
    return field === undefined ? "" : bitField(field, w);
  });
  return [
    words(["bits ", name(of.name, w), " : ", width], sentence(of.sentence)),
    of.fields.length === 0 ? "" : indent([hardline, fields]),
  ];
}

function bitField(of: Ast.BitField, w: Written): Doc {
  const allowed = of.allowed ?? [];
  const written = w.numbers(of);
  const isRange = written.length > 0 ? written.length > allowed.length + 1 : of.low !== of.high;
  const [low = String(of.low), ...others] = written;
  const high = isRange ? `..${others[0] ?? of.high}` : "";
  const values = isRange ? others.slice(1) : others;
  const list = allowed.map((value, index) => values[index] ?? String(value));
  return [
    name(of.name, w),
    gap("bit"),
    words(
      `at ${low}${high}`,
      of.allowed && ["in ", align("in ".length, listed(list))],
      sentence(of.sentence),
    ),
  ];
}

function object(of: Ast.ObjectDeclaration, w: Written): Doc {
  const members = stacked(of.members, w, (index) => {
    const member = of.members[index];
    if (member === undefined) return "";
    return member.kind === "lock"
      ? lockText(["lock", gap("member")], member, "name of a member", w)
      : state(member, w, gap("member"), "name of a member");
  });
  return [
    words(["object ", name(of.name, w), " max ", bound(of.max, w)], sentence(of.sentence)),
    of.members.length === 0 ? "" : indent([hardline, members]),
  ];
}

/** One variable beside the word `state`, or several below it. */
function state(of: Ast.State, w: Written, apart: Doc = " ", column?: Column): Doc {
  const [first, second] = of.variables;
  const word = first?.shared === true ? "shared state" : "state";
  if (first !== undefined && second === undefined && !w.isBroken(of, first))
    return [word, apart, inline(first, w, () => variable(first, column, w))];
  const variables = stacked(of.variables, w, (index) => {
    const each = of.variables[index];
    return each === undefined ? "" : variable(each, "variable", w);
  });
  return [word, besideWord(of, w), indent([hardline, variables])];
}

function besideWord(of: Placed, w: Written): Doc {
  return w.take(of, "beside its word").map(suffix);
}

function variable(of: Ast.Variable, column: Column | undefined, w: Written): Doc {
  return group([
    [name(of.name, w), column === undefined ? " " : gap(column), ": ", type(of.type, w)],
    of.value === undefined ? "" : [" =", assigned(of.value, w)],
  ]);
}

function process(of: Ast.Process | Ast.Procedure, w: Written): Doc {
  const members = [...of.variables, ...of.steps];
  const inside = stacked(members, w, (index) => {
    const member = members[index];
    if (member === undefined) return "";
    return member.kind === "step" ? editable(member, w) : ["var ", variable(member, "local", w)];
  });
  const header =
    of.kind === "process"
      ? words(
          [fairnessWords[of.fairness], "process ", name(of.name, w)],
          sentence(of.sentence),
          of.context && ["in ", name(of.context, w)],
        )
      : words(
          ["procedure ", name(of.name, w), parameters(of.parameters, w)],
          sentence(of.sentence),
        );
  return [header, indent([hardline, inside])];
}

/** The `expect`s of one list, which have their verdicts in a column. */
function expectationsAround(
  all: readonly Printed[],
  index: number,
  w: Written,
): readonly Ast.Expect[] {
  const goesOn = (at: number) => {
    const each = all[at];
    return each?.kind === "expect" && !w.isApart(each);
  };
  let first = index;
  while (first > 0 && goesOn(first)) first--;
  let last = index;
  while (goesOn(last + 1)) last++;
  return all.slice(first, last + 1).filter((each) => each.kind === "expect");
}
