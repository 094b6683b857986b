// Where a process runs: as a task, or as a handler, which interrupts the task whose CPU it runs on.
// The interrupt itself is the first step of a handler, and going to it ends the handler until the
// next one comes.

import { interrupt } from "../core/contexts.js";
import type { HandlerContext } from "../core/core.js";
import type * as Ast from "../syntax/ast.js";
import type { Context } from "./context.js";
import { unknownName } from "./context.js";
import type { Step } from "./typed.js";

const contexts = ["task", "softirq", "hardirq"];

/** The context of a handler; undefined for a task. */
export function handlerContext({ context }: Ast.Process): HandlerContext | undefined {
  const text = context?.text;
  return text === "softirq" || text === "hardirq" ? text : undefined;
}

export function checkContext(context: Context, ast: Ast.Process): void {
  const name = ast.context;
  if (name !== undefined && !contexts.includes(name.text))
    unknownName(context, name, "context", contexts);
}

/** The step that a handler begins with. */
export function interruptSteps(ast: Ast.Process): readonly Step[] {
  if (ast.context === undefined || handlerContext(ast) === undefined) return [];
  const { span } = ast.context;
  const origin = { span, comment: undefined, sentence: undefined };
  return [{ ...origin, name: interrupt, fairness: "none", present: true, body: [] }];
}
