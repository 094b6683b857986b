// Where a refinement ends: what the model that is refined would have had to do.

import type { Core } from "../core/core.js";
import type { Trace } from "../engine/exploration.js";
import { evaluate } from "./evaluate.js";
import { showValue } from "./value.js";
import { pageWidth, wrapList } from "./wrap.js";

/**
 * The state of the model that is refined before and after the last step of the trace, as far as
 * reports can tell; nothing for a property of steps that is not a refinement.
 */
export function explainRefined(
  core: Core,
  property: string,
  trace: Trace<unknown> | undefined,
): readonly string[] {
  const refined = core.steps.find(({ name }) => name === property)?.refined;
  if (refined === undefined || trace === undefined) return [];
  const { model, variables } = refined;
  const { functions } = core;
  const seen = (state: unknown): readonly string[] =>
    variables.flatMap(({ name, value }) => {
      const found = evaluate(value, { functions, state, args: {} });
      return found === undefined ? [] : [`${name} = ${showValue(found.value, value.type)}`];
    });
  const told = (when: string, state: unknown): readonly string[] => {
    const values = seen(state);
    return values.length === 0 ? [] : wrapList(`${model}, ${when}: `, values, pageWidth);
  };
  const [last, before] = [...trace.steps].reverse();
  if (last === undefined) return told("to begin with", trace.initial);
  return [...told("before", before?.state ?? trace.initial), ...told("after", last.state)];
}
