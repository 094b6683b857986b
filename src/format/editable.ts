// Declarations that a variant can also add or replace: a head, and a rest that stands in the braces
// of `replace`.

import type * as Ast from "../syntax/ast.js";
import { ranks } from "../syntax/operators.js";
import type { Column } from "./columns.js";
import type { Doc } from "./doc.js";
import {
  align,
  breakParent,
  firstCharacter,
  gap,
  group,
  indent,
  join,
  line,
  wide,
  words,
} from "./doc.js";
import {
  arguments_,
  binders,
  enclosed,
  expression,
  expressionItem,
  operand,
  parenthesised,
} from "./expressions.js";
import { name, path, sentence } from "./names.js";
import { inline, suffix } from "./placed.js";
import { ruleForm, temporal } from "./rules.js";
import { isBelow, statementList, statements } from "./statements.js";
import { parameters } from "./types.js";
import type { Written } from "./written.js";

export const fairnessWords: Readonly<Record<Ast.Fairness, string>> = {
  none: "",
  weak: "fair ",
  strong: "strongly fair ",
};

/** What follows the name: its parameters, the rest of its header, its body. */
interface Rest {
  readonly parameters: Doc;
  readonly header: readonly (Doc | undefined)[];
  /** Blanks or the end of the line, where a header stands before the body. */
  readonly lead: Doc;
  readonly body: Doc;
  /** The author began a new line for the body. */
  readonly isBroken: boolean;
}

export function editable(of: Ast.Editable, w: Written): Doc {
  return declared(of, undefined, undefined, w);
}

/** As in `add step Fault.fence after lock_table skip`. */
export function added(
  of: Ast.Editable,
  target: readonly Ast.Name[],
  beside: Extract<Ast.Edit, { kind: "edit-add" }>["beside"],
  w: Written,
): Doc {
  const place = beside && ([`${beside.side} `, name(beside.step, w)] as const);
  return ["add ", declared(of, target, place && [...place], w)];
}

function declared(
  of: Ast.Editable,
  target: readonly Ast.Name[] | undefined,
  after: Doc | undefined,
  w: Written,
): Doc {
  switch (of.kind) {
    case "lock":
      return lockText("lock ", of, "lock", w);
    case "nesting":
      return words(nestingText(of, w), onlyWhen(of.onlyWhen, w));
    case "order":
      return words(
        [
          "order ",
          join(
            " > ",
            of.locks.map((lock) => name(lock, w)),
          ),
        ],
        onlyWhen(of.onlyWhen, w),
      );
    case "guard":
      return group([
        "guard ",
        path(of.target, w),
        indent([wide("target of a guard"), guardRest(of, w)]),
      ]);
    default: {
      const fairness = "fairness" in of ? fairnessWords[of.fairness] : "";
      const named = of.kind === "step" && target !== undefined ? path(target, w) : name(of.name, w);
      const rest = restOf(of, w);
      const head: Doc = [fairness, of.kind, " ", named, rest.parameters];
      return group([words(head, after, ...rest.header), ledBody(rest)]);
    }
  }
}

/** As in `replace step Fault.reuse { skip }`. */
export function replaced(of: Ast.Editable, target: readonly Ast.Name[], w: Written): Doc {
  const named: Doc = of.kind === "guard" ? path(of.target, w) : path(target, w);
  const inside = insideOf(of, w);
  return group([
    ["replace ", of.kind, " ", named, " {"],
    [indent([line, inside]), line, "}"],
  ]);
}

function insideOf(of: Ast.Editable, w: Written): Doc {
  switch (of.kind) {
    case "order":
    case "nesting":
      return "";
    case "lock":
      return lockRest(of, w);
    case "guard":
      return guardRest(of, w);
    default: {
      const rest = restOf(of, w);
      const { isBroken, body } = rest;
      const opening = [rest.parameters, ...rest.header].filter((part) => part !== "" && part);
      if (opening.length === 0) return [isBroken ? breakParent : "", body];
      return [words(...opening), ledBody(rest)];
    }
  }
}

function ledBody({ isBroken, lead, body }: Rest): Doc {
  return [isBroken ? breakParent : "", indent([lead, body])];
}

function nestingText(of: Ast.Nesting, w: Written): Doc {
  const by = of.by === undefined ? "" : [" by ", name(of.by, w)];
  return [
    ["order all ", binders(of.binders, w), ": "],
    [expression(of.outer, w), " > ", expression(of.inner, w), by],
    [" when ", align("when ".length, expression(of.condition, w))],
  ];
}

type Longer = Exclude<Ast.Editable, Ast.Lock | Ast.Order | Ast.Nesting | Ast.Guard>;

function restOf(of: Longer, w: Written): Rest {
  const rest = bodyOf(of, w);
  const isFormula = "body" in of && !Array.isArray(of.body);
  const goesOn = isFormula && of.onlyWhen !== undefined && /[([-]/.test(firstCharacter(rest.body));
  const condition = of.onlyWhen && goesOn ? enclosedWhen(of.onlyWhen, w) : onlyWhen(of.onlyWhen, w);
  const body = goesOn ? parenthesised(rest.body) : rest.body;
  const header = [sentence(of.sentence), condition];
  const list = "parameters" in of && of.parameters.length > 0 ? parameters(of.parameters, w) : "";
  return { ...rest, parameters: list, header, body };
}

function bodyOf(of: Longer, w: Written): Pick<Rest, "lead" | "body" | "isBroken"> {
  switch (of.kind) {
    case "step": {
      const isBroken = isBelow(of, of.body, w);
      return { lead: wide("step"), body: statements(of.body, w), isBroken };
    }
    case "action":
      return { lead: line, body: actionBody(of, w), isBroken: w.isLong(of) };
    case "rule":
      return { lead: wide(), body: ruleForm(of.form, w), isBroken: w.isLong(of) };
    case "invariant":
    case "reachable":
    case "constraint":
      return { lead: line, body: expressionItem(of.body, w), isBroken: w.isBroken(of, of.body) };
    case "fairness":
      return { lead: line, body: fairnessBody(of, w), isBroken: w.isLong(of) };
    case "property":
      return { lead: line, body: temporal(of.body, w), isBroken: w.isBroken(of, of.body) };
  }
}

/** What an `or` that follows is no part of. */
const besideOr = { lowest: ranks.and.rank, following: ranks.or.rank };

function fairnessBody(of: Ast.FairnessCondition, w: Written): Doc {
  const each = of.binders.length === 0 ? "" : ["all ", binders(of.binders, w), ": "];
  const instances = of.instances.map((one) =>
    inline(one, w, () => [
      path(one.path, w),
      one.arguments === undefined ? "" : arguments_(one.arguments, w),
      one.when === undefined ? "" : [" when ", operand(one.when, besideOr, w)],
    ]),
  );
  return [
    `${of.strength} `,
    align(`${of.strength} `.length, [each, join([line, "or "], instances)]),
  ];
}

function actionBody(of: Ast.Action, w: Written): Doc {
  const when = of.guard && ["when ", align("when ".length, expression(of.guard, w)), line];
  return [when ?? "", "then ", align("then ".length, statementList(of.body, w))];
}

export function onlyWhen(of: Ast.Expr | undefined, w: Written): Doc | undefined {
  return of && conditionOf(of, expression(of, w), w);
}

/** What follows would go on with the condition: `only when a (b)` is a call. */
function enclosedWhen(of: Ast.Expr, w: Written): Doc {
  return conditionOf(of, enclosed(of, w), w);
}

function conditionOf(of: Ast.Expr, text: Doc, w: Written): Doc {
  // The body below begins a line already: a comment breaks none of the header's.
  const comments = w.take(of, "after").map(suffix);
  return ["only when ", text, comments];
}

export function lockText(word: Doc, of: Ast.Lock, column: Column, w: Written): Doc {
  return [word, name(of.name, w), gap(column), lockRest(of, w)];
}

function lockRest(of: Ast.Lock, w: Written): Doc {
  const nature: Doc =
    of.form === undefined
      ? ["is ", of.same === undefined ? "" : expression(of.same, w)]
      : [": ", name(of.form, w)];
  return words(nature, sentence(of.sentence), onlyWhen(of.onlyWhen, w));
}

function guardRest(of: Ast.Guard, w: Written): Doc {
  const accesses = of.accesses.map(({ access, locks }): Doc => [
    `${access} `,
    align(access.length + 1, lockSet(locks, w)),
  ]);
  const late = [sentence(of.sentence), onlyWhen(of.onlyWhen, w)].filter(
    (part) => part !== undefined,
  );
  return [join(wide("access of a guard"), accesses), late.map((part) => [wide(), part])];
}

function lockSet(of: Ast.LockSet, w: Written): Doc {
  return inline(of, w, () => {
    switch (of.kind) {
      case "lock-set-any":
        return of.word;
      case "lock-set-section":
        return of.section;
      case "lock-set-lock":
        return [expression(of.lock, w), of.mode === undefined ? "" : `(${of.mode})`];
      case "lock-set-operation":
        return group([
          lockOperand(of.left, of, false, w),
          [line, of.operator, " "],
          lockOperand(of.right, of, true, w),
        ]);
    }
  });
}

type LockOperation = Extract<Ast.LockSet, { kind: "lock-set-operation" }>;

function lockOperand(of: Ast.LockSet, parent: LockOperation, isRight: boolean, w: Written): Doc {
  if (of.kind !== "lock-set-operation") return lockSet(of, w);
  const isSame = of.operator === parent.operator;
  const needed = isSame ? isRight : parent.operator === "and" || w.isEnclosed(of);
  return needed ? ["(", lockSet(of, w), ")"] : lockSet(of, w);
}
