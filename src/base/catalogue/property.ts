// What can be wrong with a temporal property or a fairness condition.

import { entry, lines } from "./entry.js";

export const propertyEntries = {
  "property/refinement": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "`property refines t_commit with rm_state := state` says that this model does nothing but " +
      "what the model `t_commit` may do, once each variable of that is read as what follows its " +
      "`:=`. A variable that is a variable here, too, of the same name and type, need not be " +
      "given. Two types are the same if they have one name and the same values. The other model " +
      "is one of actions only.",
    example: lines(
      "state busy : Bool",
      "",
      "process Worker",
      "  step work",
      "    busy := true",
      "",
      "property refines example",
    ),
  }),
  "property/formula": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A property speaks of behaviours: `always`, `eventually`, `until` and `leads to` put " +
      "together formulas about single states and, as `step E`, about single steps. Only inside " +
      "of `step` is there a state after, which `next(x)` reads and `taken(a)` asks for. " +
      "`enabled(a)` asks in a state whether the action can be taken and changes it.",
    example: lines(
      "state total : 0..3",
      "",
      "action add",
      "  when total < 3",
      "  then total := total + 1",
      "",
      "property grows",
      "  always next(total) >= total",
    ),
  }),
};
