// Statements of steps changed: each removal of a mechanism is a change of the statements of some
// threads, and a step that is left with nothing to do is absent, as if it had been dropped.

import type * as Ast from "../syntax/ast.js";

export type Declarations = readonly Ast.Declaration[];
export type Code = Ast.Process | Ast.Procedure;

/** What becomes of a statement, whose parts have been changed already. */
export type Change = (statement: Ast.Statement) => readonly Ast.Statement[];

export function hasCode(each: Ast.Declaration): each is Code {
  return each.kind === "process" || each.kind === "procedure";
}

/** The declarations with the statements of these processes and procedures changed. */
export function changeCode(
  declarations: Declarations,
  isMeant: (code: Code) => boolean,
  change: Change,
): Declarations {
  return declarations.map((each) =>
    hasCode(each) && isMeant(each)
      ? { ...each, steps: each.steps.map((step) => changeStep(step, change)) }
      : each,
  );
}

function changeStep(step: Ast.Step, change: Change): Ast.Step {
  const body = changeAll(step.body, change);
  if (body === step.body) return step;
  const { span } = step;
  if (!body.every(({ kind }) => kind === "let" || kind === "skip")) return { ...step, body };
  const never: Ast.Expr = { kind: "boolean", value: false, span };
  return { ...step, body: [{ kind: "skip", span }], onlyWhen: never };
}

/** The changed declarations, but with the steps that are absent since then there, doing nothing. */
export function withIdleSteps(before: Declarations, changed: Declarations): Declarations {
  return changed.map((each, index) => {
    const old = before[index];
    if (!hasCode(each) || old === undefined || !hasCode(old)) return each;
    const steps = each.steps.map((step, at) => {
      const { onlyWhen } = old.steps[at] ?? step;
      return step.onlyWhen === onlyWhen ? step : { ...step, onlyWhen };
    });
    return { ...each, steps };
  });
}

/** The same list where nothing in it changes. */
function changeAll(body: readonly Ast.Statement[], change: Change): readonly Ast.Statement[] {
  const changed = body.flatMap((each) => change(changeParts(each, change)));
  const isSame = changed.length === body.length && changed.every((each, at) => each === body[at]);
  return isSame ? body : changed;
}

function changeParts(statement: Ast.Statement, change: Change): Ast.Statement {
  const parts = (body: readonly Ast.Statement[]) => changeAll(body, change);
  switch (statement.kind) {
    case "if": {
      const yes = parts(statement.then);
      const no = parts(statement.else);
      const isSame = yes === statement.then && no === statement.else;
      return isSame ? statement : { ...statement, then: orSkip(yes, statement), else: no };
    }
    case "match": {
      const cases = statement.cases.map((each) => {
        const body = parts(each.body);
        return body === each.body ? each : { ...each, body: orSkip(body, statement) };
      });
      const otherwise = statement.else && parts(statement.else);
      const isSame =
        otherwise === statement.else && cases.every((each, at) => each === statement.cases[at]);
      return isSame ? statement : { ...statement, cases, else: otherwise };
    }
    case "either": {
      const branches = statement.branches.map(parts);
      const isSame = branches.every((each, at) => each === statement.branches[at]);
      return isSame
        ? statement
        : { ...statement, branches: branches.map((each) => orSkip(each, statement)) };
    }
    case "assign-all": {
      const body = parts(statement.body);
      return body === statement.body ? statement : { ...statement, body };
    }
    default:
      return statement;
  }
}

function orSkip(body: readonly Ast.Statement[], { span }: Ast.Statement): readonly Ast.Statement[] {
  return body.length > 0 ? body : [{ kind: "skip", span }];
}

/** Every statement of a body, outer ones first. */
export function everyStatement(body: readonly Ast.Statement[]): readonly Ast.Statement[] {
  return body.flatMap((each) => [each, ...everyStatement(partsOf(each))]);
}

function partsOf(statement: Ast.Statement): readonly Ast.Statement[] {
  switch (statement.kind) {
    case "if":
      return [...statement.then, ...statement.else];
    case "match":
      return [...statement.cases.flatMap(({ body }) => body), ...(statement.else ?? [])];
    case "either":
      return statement.branches.flat();
    case "assign-all":
      return statement.body;
    default:
      return [];
  }
}

/** The last word of `table.ptl`: whatever it is a lock of, it may be that one. */
export function lockName(lock: Ast.Expr): string {
  switch (lock.kind) {
    case "name":
    case "field":
      return lock.name.text;
    case "index":
      return lockName(lock.of);
    default:
      return "";
  }
}
