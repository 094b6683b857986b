// Rules: their events first, so that their pattern variables are known, then their conditions.

import { qualifierOf } from "../core/qualified.js";
import type * as Ast from "../syntax/ast.js";
import { isPresent } from "./constant.js";
import type { Context } from "./context.js";
import type { Variables } from "./events.js";
import { scopeOf, typeEvents } from "./events.js";
import { inferBool } from "./expect.js";
import { originOf } from "./symbols.js";
import { allOf } from "./types.js";
import type { EventPattern, Expr, Rule, RuleForm } from "./typed.js";

/** A rule; undefined if it has errors or is absent from the variant. */
export function typeRule(context: Context, ast: Ast.Rule): Rule | undefined {
  const variables: Variables = {
    types: new Map(),
    lost: new Set(),
    home: qualifierOf(ast.name.text),
  };
  const form = typeForm(context, variables, ast.form);
  if (form === undefined || !isPresent(context, ast.onlyWhen)) return undefined;
  const fields = [...variables.types].map(([name, type]) => ({ name, type }));
  return { ...originOf(ast), name: ast.name.text, variables: fields, form };
}

function typeForm(context: Context, variables: Variables, ast: Ast.RuleForm): RuleForm | undefined {
  const events = (asts: readonly Ast.Event[]): EventPattern[] | undefined => {
    const found = typeEvents(context, variables, asts);
    return found.length === asts.length ? found : undefined;
  };
  const condition = (expr: Ast.Expr, where: string): Expr | undefined =>
    inferBool(context, scopeOf(variables), expr, where);
  const exceptions = (): Expr[] | undefined =>
    allOf(ast.unless, (each) => condition(each, "an exception"));
  switch (ast.form) {
    case "on": {
      const on = events(ast.on);
      const need = condition(ast.need, "what is needed");
      const unless = exceptions();
      return on && need && unless && { form: "on", on, need, unless };
    }
    case "after": {
      const after = events(ast.after);
      const until = events(ast.until);
      const before = events(ast.before);
      const need = events(ast.need);
      const unless = exceptions();
      return (
        after &&
        until &&
        before &&
        need &&
        unless && { form: "after", after, until, before, need, unless }
      );
    }
    case "never": {
      const from = events(ast.from);
      const to = events(ast.to);
      const never = events(ast.never);
      const unless = exceptions();
      return from && to && never && unless && { form: "never", never, from, to, unless };
    }
  }
}
