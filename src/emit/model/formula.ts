// Formulas of linear time, and the instances that fairness speaks of, as the module writes them.

import type { Binder, Expr, Instances } from "../../core/expression.js";
import type { Temporal } from "../../core/temporal.js";
import { bool } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { instancesParts } from "./expression.js";
import { afterName, stateName } from "./identifier.js";
import { inside, lambda, use, type Scope } from "./scope.js";
import { valuesCode } from "./types.js";

/** `leadsTo((s) => ..., (s) => ...)`. */
export function formulaCode(formula: Temporal, scope: Scope): Code {
  const of = (part: Temporal) => formulaCode(part, scope);
  switch (formula.kind) {
    case "state":
      return ofStates([stateName], formula.holds, scope);
    case "step":
      return js.call(use(scope, "step"), ofStates([stateName, afterName], formula.holds, scope));
    case "not":
    case "always":
    case "eventually":
      return js.call(use(scope, formula.kind), of(formula.operand));
    case "and":
    case "or":
    case "implies":
    case "until":
      return js.call(use(scope, formula.kind), of(formula.left), of(formula.right));
    case "leads to":
      return js.call(use(scope, "leadsTo"), of(formula.left), of(formula.right));
    case "all":
    case "some":
      return overAll(formula.kind === "all" ? "forAll" : "forSome", formula.binders, scope, of);
  }
  function overAll(
    word: "forAll" | "forSome",
    [binder, ...others]: readonly Binder[],
    outer: Scope,
    body: (part: Temporal) => Code,
  ): Code {
    if (binder === undefined || !("body" in formula)) return body(formula);
    const { domain } = binder;
    const values =
      domain.kind === "domain" ? valuesCode(domain.of, scope.naming) : scope.print(domain, outer);
    const each = lambda([binder.name], inside(outer, [binder.name]), (within) =>
      others.length === 0 ? formulaCode(formula.body, within) : overAll(word, others, within, body),
    );
    return js.call(use(scope, word), values, each);
  }
}

function ofStates(names: readonly string[], holds: Expr, scope: Scope): Code {
  return functionOf(names, scope, (within) => scope.print(holds, within, bool));
}

/** A function of states; what it reads of them is no business of the function around it. */
function functionOf(names: readonly string[], scope: Scope, body: (within: Scope) => Code): Code {
  const usage = { ...scope.usage, locals: new Set<string>() };
  const shown = lambda(names, { ...inside(scope, []), usage }, body);
  for (const name of usage.locals) if (!names.includes(name)) scope.usage.locals.add(name);
  return shown;
}

/** `[[acquire, { cpu }], [release, {}]]`; of some states: `[give, {}, (s) => ({ x: s.y })]`. */
export function instancesCode(instances: readonly Instances[], scope: Scope): Code {
  return js.array(instances.map((each) => fairCode(each, scope)));
}

function fairCode(each: Instances, scope: Scope): Code {
  const none = js.code("{}");
  const usage = { ...scope.usage, locals: new Set<string>() };
  const [name = none, given = none] = instancesParts(each, { ...scope, usage });
  const { when } = each;
  if (when === undefined && !usage.locals.has(stateName)) {
    for (const local of usage.locals) scope.usage.locals.add(local);
    return js.array([name, given]);
  }
  const from = functionOf([stateName], scope, (within) => {
    const [, args = none] = instancesParts(each, within);
    if (when === undefined) return args;
    return js.conditional(scope.print(when, within, bool), args, js.code("undefined"));
  });
  return js.array([name, none, from]);
}
