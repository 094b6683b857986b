// What a variant drops, replaces and adds, done on the tree, so that every later phase sees a spec
// as if it had been written that way. A dropped part stays in its place as absent: `goto` still
// finds its way.

import type { Report } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import { suggest } from "../base/suggest.js";
import type * as Ast from "../syntax/ast.js";

type Declarations = readonly Ast.Declaration[];

/**
 * The declarations of a variant; `lineage` is the variant and those it extends, outermost first.
 */
export function applyEdits(
  report: Report,
  declarations: Declarations,
  lineage: readonly Ast.Variant[],
): Declarations {
  return lineage
    .flatMap(({ edits }) => edits)
    .reduce((all, edit) => applyEdit(report, all, edit), declarations);
}

function applyEdit(report: Report, all: Declarations, edit: Ast.Edit): Declarations {
  switch (edit.kind) {
    case "edit-set":
    case "edit-run":
    case "edit-allow":
    case "edit-check":
      return all;
    case "edit-drop":
      return drop(report, all, edit);
    case "edit-replace":
      return replace(report, all, edit);
    case "edit-add":
      return add(report, all, edit);
  }
}

function textOf(target: readonly Ast.Name[]): string {
  return target.map(({ text }) => text).join(".");
}

/** `name` of a declaration, or the target of a guard. */
function isCalled(each: Ast.Declaration, kind: string, target: readonly Ast.Name[]): boolean {
  if (each.kind !== kind && !(kind === "property" && each.kind === "refinement")) return false;
  if (each.kind === "guard") return textOf(each.target) === textOf(target);
  return "name" in each && each.name.text === textOf(target);
}

/** The declarations with one changed; undefined if there is no such one. */
function changeDeclaration(
  all: Declarations,
  kind: string,
  target: readonly Ast.Name[],
  change: (found: Ast.Declaration) => Ast.Declaration,
): Declarations | undefined {
  const index = all.findIndex((each) => isCalled(each, kind, target));
  return index < 0 ? undefined : all.map((each, at) => (at === index ? change(each) : each));
}

/** The declarations without this one: of a lock, without any that `only when` tells apart. */
function dropAll(
  all: Declarations,
  kind: string,
  target: readonly Ast.Name[],
  never: Ast.Expr,
): Declarations | undefined {
  if (!all.some((each) => isCalled(each, kind, target))) return undefined;
  return all.map((each) => (isCalled(each, kind, target) ? { ...each, onlyWhen: never } : each));
}

/** A lock in place of all declarations of it. */
function replaceLock(
  all: Declarations,
  lock: Ast.Lock,
  target: readonly Ast.Name[],
): Declarations | undefined {
  const first = all.find((each) => isCalled(each, "lock", target));
  if (first === undefined) return undefined;
  return all.flatMap((each) => {
    if (each === first) return [renamed(lock, first)];
    return isCalled(each, "lock", target) ? [] : [each];
  });
}

/** The declarations with one lock of an object changed: `drop lock Table.ptl`. */
function changeMember(
  all: Declarations,
  [object, lock]: readonly Ast.Name[],
  change: (found: Ast.Lock, isFirst: boolean) => Ast.Lock | undefined,
): Declarations | undefined {
  const found = all.find((each) => each.kind === "object" && each.name.text === object?.text);
  if (found?.kind !== "object") return undefined;
  const isMeant = (member: Ast.Lock | Ast.State): member is Ast.Lock =>
    member.kind === "lock" && member.name.text === lock?.text;
  const first = found.members.find(isMeant);
  if (first === undefined) return undefined;
  const members = found.members.flatMap((each) =>
    isMeant(each) ? (change(each, each === first) ?? []) : each,
  );
  return all.map((each) => (each === found ? { ...found, members } : each));
}

function hasSteps(each: Ast.Declaration): each is Ast.Process | Ast.Procedure {
  return each.kind === "process" || each.kind === "procedure";
}

/** The declarations with the steps of one process or procedure changed. */
function changeSteps(
  all: Declarations,
  [process]: readonly Ast.Name[],
  change: (steps: readonly Ast.Step[]) => readonly Ast.Step[] | undefined,
): Declarations | undefined {
  const found = all.filter(hasSteps).find(({ name }) => name.text === process?.text);
  const steps = found && change(found.steps);
  if (found === undefined || steps === undefined) return undefined;
  return all.map((each) => (each === found ? { ...found, steps } : each));
}

const droppable: readonly string[] = [
  "step",
  "action",
  "rule",
  "invariant",
  "reachable",
  "constraint",
  "property",
  "fairness",
  "lock",
  "guard",
];

function drop(
  report: Report,
  all: Declarations,
  edit: Extract<Ast.Edit, { kind: "edit-drop" }>,
): Declarations {
  const { target, span } = edit;
  const kind = edit.what.text;
  const never: Ast.Expr = { kind: "boolean", value: false, span };
  if (!droppable.includes(kind)) {
    const near = suggest(kind, droppable);
    const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
    const problem = `a variant can drop ${droppable.join(", ")}`;
    report("variant/edit", { problem }, { at: edit.what.span, ...help });
    return all;
  }
  const dropped =
    kind === "step"
      ? changeSteps(all, target, (steps) =>
          changeStep(steps, target, (step) => ({ ...step, onlyWhen: never })),
        )
      : kind === "lock" && target.length > 1
        ? changeMember(all, target, (lock) => ({ ...lock, onlyWhen: never }))
        : (dropAll(all, kind, target, never) ??
          (kind === "fairness" ? unfair(all, target) : undefined));
  return dropped ?? missing(report, all, kind, target, span);
}

/** The declarations with the `fair` of an action, a process or a step dropped. */
function unfair(all: Declarations, target: readonly Ast.Name[]): Declarations | undefined {
  const fairness = "none";
  if (target.length > 1)
    return changeSteps(all, target, (steps) =>
      changeStep(steps, target, (step) => ({ ...step, fairness })),
    );
  const found = all.find(
    (each) =>
      (each.kind === "action" || each.kind === "process") && isCalled(each, each.kind, target),
  );
  return found && all.map((each) => (each === found ? { ...found, fairness } : each));
}

function changeStep(
  steps: readonly Ast.Step[],
  [, name]: readonly Ast.Name[],
  change: (step: Ast.Step) => Ast.Step,
): readonly Ast.Step[] | undefined {
  if (!steps.some((step) => step.name.text === name?.text)) return undefined;
  return steps.map((step) => (step.name.text === name?.text ? change(step) : step));
}

function replace(
  report: Report,
  all: Declarations,
  edit: Extract<Ast.Edit, { kind: "edit-replace" }>,
): Declarations {
  const { target, declaration, span } = edit;
  const replaced =
    declaration.kind === "step"
      ? changeSteps(all, target, (steps) =>
          changeStep(steps, target, ({ name, fairness }) => ({ ...declaration, name, fairness })),
        )
      : declaration.kind === "lock" && target.length > 1
        ? changeMember(all, target, ({ name }, isFirst) =>
            isFirst ? { ...declaration, name } : undefined,
          )
        : declaration.kind === "lock"
          ? replaceLock(all, declaration, target)
          : changeDeclaration(all, declaration.kind, target, (found) =>
              renamed(declaration, found),
            );
  return replaced ?? missing(report, all, declaration.kind, target, span);
}

/**
 * The declaration under the name of what it replaces, which may be qualified, and as fair: what
 * stands before the name stays.
 */
function renamed<D extends Ast.Declaration>(declaration: D, found: Ast.Declaration): D {
  const named =
    "name" in declaration && "name" in found ? { ...declaration, name: found.name } : declaration;
  return "fairness" in named && "fairness" in found
    ? { ...named, fairness: found.fairness }
    : named;
}

function add(
  report: Report,
  all: Declarations,
  edit: Extract<Ast.Edit, { kind: "edit-add" }>,
): Declarations {
  const { target, declaration, beside, span } = edit;
  if (declaration.kind !== "step")
    return [...all.filter((each) => !isGone(each, edit)), declaration];
  const added = changeSteps(all, target, (steps) => {
    const found = steps.findIndex(({ name }) => name.text === beside?.step.text);
    if (found < 0 && beside !== undefined) return undefined;
    const after = beside === undefined ? steps.length : found + 1;
    const index = beside?.side === "before" ? found : after;
    const own = target.at(-1) ?? declaration.name;
    return [...steps.slice(0, index), { ...declaration, name: own }, ...steps.slice(index)];
  });
  const place = beside === undefined ? target : [...target.slice(0, 1), beside.step];
  return added ?? missing(report, all, "step", place, span);
}

/** What the variant has dropped makes room for another of its name. */
function isGone(
  each: Ast.Declaration,
  { target, declaration }: Extract<Ast.Edit, { kind: "edit-add" }>,
): boolean {
  const isDropped = "onlyWhen" in each && each.onlyWhen?.kind === "boolean" && !each.onlyWhen.value;
  return (
    isDropped &&
    declaration.kind !== "order" &&
    declaration.kind !== "nesting" &&
    isCalled(each, declaration.kind, target)
  );
}

function missing(
  report: Report,
  all: Declarations,
  kind: string,
  target: readonly Ast.Name[],
  span: Span,
): Declarations {
  const process = all.filter(hasSteps).find(({ name }) => name.text === target[0]?.text);
  const known =
    kind === "step" && process !== undefined
      ? process.steps.map(({ name }) => `${process.name.text}.${name.text}`)
      : all.flatMap((each) => (each.kind === kind && "name" in each ? [each.name.text] : []));
  const near = suggest(textOf(target), known);
  const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
  const at = target.at(-1)?.span ?? span;
  report("variant/edit", { problem: `there is no ${kind} \`${textOf(target)}\`` }, { at, ...help });
  return all;
}
