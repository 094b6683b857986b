// The mechanisms of a spec, and how each is taken away. A lock goes with its unlocks on all ways:
// where another place takes the same lock, every `unlock` that could be either's becomes `unlock if
// held`; a section likewise. So no way through the steps has to be known, and removals can be
// combined in any order. Where sections nest, leaving the inner one of which only the outer is left
// ends that.

import type * as Ast from "../syntax/ast.js";
import type { Span } from "../base/source.js";
import { isAt, wordsAt, type Mechanism, type Removal } from "./removal.js";
import type { Change, Code, Declarations } from "./statements.js";
import { changeCode, everyStatement, hasCode, lockName } from "./statements.js";

type Statement = Ast.Statement;
type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

/** All of them, in the order of the spec. */
export function mechanismsOf(declarations: Declarations): readonly Removal[] {
  return declarations.filter(hasCode).flatMap((code) =>
    code.steps.flatMap((step) =>
      everyStatement(step.body).flatMap((statement) =>
        mechanismsAt(code, step, statement).map(
          ([kind, edit, text = wordsAt(statement.span)]): Removal => {
            const where = `${code.name.text}.${step.name.text}`;
            return { kind, where, text, span: statement.span, edit };
          },
        ),
      ),
    ),
  );
}

type Found = readonly [kind: Mechanism, edit: Removal["edit"], text?: string];

function mechanismsAt(code: Code, step: Ast.Step, statement: Statement): readonly Found[] {
  const found = mechanismAt(code, step, statement);
  if (found === undefined) return [];
  if (statement.kind !== "lock-take" || statement.masked === undefined) return [found];
  return [found, ["mask", removeMask(code, statement), statement.masked]];
}

function mechanismAt(code: Code, step: Ast.Step, statement: Statement): Found | undefined {
  const { span } = statement;
  const here = (change: Change) => only(code, span, change);
  switch (statement.kind) {
    case "lock-take":
      return ["lock", removeTake(code, span, statement.lock, () => [])];
    case "if": {
      const { condition, then } = statement;
      if (condition.kind === "trylock") {
        const edit = removeTake(code, span, condition.lock, () => then);
        return ["trylock", edit, wordsAt(condition.span)];
      }
      if (!step.body.includes(statement) || !step.body.every(isLooking)) return undefined;
      const rest = pastTest(statement);
      return rest && ["recheck", here(() => rest), headOf(statement)];
    }
    case "seqcount":
      if (statement.what !== "write_begin") return undefined;
      return ["write section", removeWriteSection(code, statement.lock)];
    case "section":
      return sectionEnds[statement.what] && ["section", removeSection(code, statement)];
    case "synchronize":
      return ["grace period", here(() => [])];
    case "await":
      return ["wait", here(() => [])];
    case "lifetime":
      if (statement.what !== "call_rcu") return undefined;
      return [
        "deferral",
        here((each) => (each.kind === "lifetime" ? [{ ...each, what: "free" }] : [])),
      ];
    default:
      return undefined;
  }
}

/** An edit of the one statement there. */
function only(code: Code, span: Span, change: Change): Removal["edit"] {
  const isMeant = isAt(span);
  return (declarations) =>
    changeCode(
      declarations,
      ({ kind, name }) => kind === code.kind && name.text === code.name.text,
      (each) => (isMeant(each) ? change(each) : [each]),
    );
}

/** The code that may let go of what this code takes: its own, and that of the procedures. */
function reachOf(code: Code): (other: Code) => boolean {
  return (other) =>
    code.kind === "procedure" || other.kind === "procedure" || other.name.text === code.name.text;
}

function statementsIn(declarations: Declarations, reach: (code: Code) => boolean) {
  return declarations
    .filter(hasCode)
    .filter(reach)
    .flatMap(({ steps }) => steps.flatMap(({ body }) => everyStatement(body)));
}

function removeTake(code: Code, span: Span, lock: Ast.Expr, change: Change): Removal["edit"] {
  const name = lockName(lock);
  const reach = reachOf(code);
  const isTaking = (each: Statement) =>
    (each.kind === "lock-take" && lockName(each.lock) === name) ||
    (each.kind === "if" &&
      each.condition.kind === "trylock" &&
      lockName(each.condition.lock) === name);
  return (declarations) => {
    const without = only(code, span, change)(declarations);
    const isElsewhere = statementsIn(without, reach).some(isTaking);
    return changeCode(without, reach, (each) => {
      if (each.kind === "lock-release" && lockName(each.lock) === name)
        return isElsewhere ? [{ ...each, ifHeld: true }] : [];
      if (each.kind === "lock-downgrade" && lockName(each.lock) === name)
        return isElsewhere ? [ifHeldForWriting(each)] : [];
      return [each];
    });
  };
}

/** The lock is taken and given back without `irq` or `bh`. */
function removeMask(code: Code, { lock, masked, span }: Of<"lock-take">): Removal["edit"] {
  const name = lockName(lock);
  const reach = reachOf(code);
  const isMasking = (each: Statement) =>
    each.kind === "lock-take" && each.masked === masked && lockName(each.lock) === name;
  return (declarations) => {
    const without = only(code, span, (each) =>
      each.kind === "lock-take" ? [{ ...each, masked: undefined }] : [each],
    )(declarations);
    const isElsewhere = statementsIn(without, reach).some(isMasking);
    return changeCode(without, reach, (each) => {
      if (each.kind !== "lock-release" || each.masked !== masked || lockName(each.lock) !== name)
        return [each];
      const bare: Statement = { ...each, masked: undefined };
      const ask = masked === "irq" ? "in_irq_off" : "in_bh_off";
      return [isElsewhere ? { ...ifInside(each, ask), else: [bare] } : bare];
    });
  };
}

function ifHeldForWriting(downgrade: Of<"lock-downgrade">): Statement {
  const { lock, span } = downgrade;
  const condition: Ast.Expr = { kind: "held", lock, mode: "write", by: selfAt(span), span };
  return { kind: "if", condition, then: [downgrade], else: [], span };
}

function selfAt(span: Span): Ast.Expr {
  return { kind: "name", name: { text: "self", span }, span };
}

/** All write sections of a counter in this code: which end belongs to which is not written. */
function removeWriteSection(code: Code, lock: Ast.Expr): Removal["edit"] {
  const name = lockName(lock);
  return (declarations) =>
    changeCode(declarations, reachOf(code), (each) =>
      each.kind === "seqcount" && each.what !== "read_begin" && lockName(each.lock) === name
        ? []
        : [each],
    );
}

type SectionWord = Of<"section">["what"];

/** How a section ends, and how one asks whether one is in it. */
const sectionEnds: Partial<Record<SectionWord, readonly [end: SectionWord, ask: string]>> = {
  rcu_read_lock: ["rcu_read_unlock", "in_rcu"],
  irq_off: ["irq_on", "in_irq_off"],
  bh_off: ["bh_on", "in_bh_off"],
};

function removeSection(code: Code, section: Of<"section">): Removal["edit"] {
  const { what, span } = section;
  const [end, ask = ""] = sectionEnds[what] ?? [];
  const reach = reachOf(code);
  return (declarations) => {
    const without = only(code, span, () => [])(declarations);
    const isElsewhere = statementsIn(without, reach).some(
      (each) => each.kind === "section" && each.what === what,
    );
    return changeCode(without, reach, (each) => {
      if (each.kind !== "section" || each.what !== end) return [each];
      return isElsewhere ? [ifInside(each, ask)] : [];
    });
  };
}

function ifInside(end: Statement, ask: string): Of<"if"> {
  const { span } = end;
  const name = { text: ask, span };
  const condition: Ast.Expr = { kind: "apply", name, arguments: [selfAt(span)], span };
  return { kind: "if", condition, then: [end], else: [], span };
}

/** Whether a step with this statement may be there for its test alone: it changes nothing. */
function isLooking({ kind }: Statement): boolean {
  return ["if", "let", "lock-take", "lock-release", "section", "skip", "seqcount"].includes(kind);
}

/** `if x != y`; parentheses around all of a condition, or its end, are not part of it. */
function headOf({ condition }: Of<"if">): string {
  const words = wordsAt(condition.span);
  const open = words.split("(").length - words.split(")").length;
  return `if ${words}${")".repeat(Math.max(0, open))}`;
}

/** What is left of a test that leads away if it says so; undefined if it is something else. */
function pastTest({
  condition,
  then,
  else: otherwise,
}: Of<"if">): readonly Statement[] | undefined {
  if (leavesOnly(then) && otherwise.every(({ kind }) => kind === "skip")) return [];
  const names = condition.kind === "is" || wordsAt(condition.span).includes(" is ");
  return leavesOnly(otherwise) && !names ? then.filter(({ kind }) => kind !== "skip") : undefined;
}

/** Whether this gives up what is held and goes elsewhere. */
function leavesOnly(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (last === undefined || !["goto", "stop", "return"].includes(last.kind)) return false;
  return body
    .slice(0, -1)
    .every(({ kind }) => ["lock-release", "section", "skip", "seqcount"].includes(kind));
}
