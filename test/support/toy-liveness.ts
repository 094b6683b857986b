// The oracle of liveness: formulas and fairness judged on one behaviour at a time, straight from
// their definitions, and all behaviours of a small model up to some length. It shares nothing with
// src/engine but the contract.

import type { Formula } from "../../src/runtime/formula.js";
import type { Arguments, Domains, Model } from "../../src/runtime/model.js";

/** States one after another; after the last it is the one at `loop` again. */
export interface Behaviour<S> {
  readonly states: readonly S[];
  readonly loop: number;
}

function key(state: unknown): string {
  return JSON.stringify(state);
}

function choices(parameters: Domains<Arguments>): readonly Arguments[] {
  return Object.entries(parameters).reduce<readonly Arguments[]>(
    (all, [name, values = []]) =>
      all.flatMap((args) => values.map((v) => ({ ...args, [name]: v }))),
    [{}],
  );
}

function after<S>({ states, loop }: Behaviour<S>, at: number): number {
  return at + 1 < states.length ? at + 1 : loop;
}

/** At which places of the behaviour the formula is true. */
export function truths<S>(formula: Formula<S>, behaviour: Behaviour<S>, box = false): boolean[] {
  const { states } = behaviour;
  const places = states.map((_, at) => at);
  const next = (at: number) => after(behaviour, at);
  const of = (part: Formula<S>, inner: boolean) => truths(part, behaviour, inner);
  /** The least or greatest solution of an equation about this place and the next. */
  const solve = (start: boolean, equation: (at: number, later: boolean) => boolean): boolean[] => {
    const found = places.map(() => start);
    for (let round = 0; round < 2 * states.length + 2; round++) {
      for (const at of [...places].reverse()) found[at] = equation(at, found[next(at)] === true);
    }
    return found;
  };
  if (typeof formula === "function") return states.map((state) => formula(state));
  switch (formula.kind) {
    case "step":
      return places.map((at) => {
        const [now, then] = [states[at] as S, states[next(at)] as S];
        return key(now) === key(then) ? box : formula.holds(now, then);
      });
    case "not": {
      const operand = of(formula.operand, !box);
      return places.map((at) => operand[at] !== true);
    }
    case "always": {
      const operand = of(formula.operand, true);
      return solve(true, (at, later) => operand[at] === true && later);
    }
    case "eventually": {
      const operand = of(formula.operand, false);
      return solve(false, (at, later) => operand[at] === true || later);
    }
    case "until": {
      const [left, right] = [of(formula.left, true), of(formula.right, false)];
      return solve(false, (at, later) => right[at] === true || (left[at] === true && later));
    }
    case "leads to":
      return of(
        {
          kind: "always",
          operand: {
            kind: "implies",
            left: formula.left,
            right: { kind: "eventually", operand: formula.right },
          },
        },
        box,
      );
    case "implies": {
      const [left, right] = [of(formula.left, !box), of(formula.right, box)];
      return places.map((at) => left[at] !== true || right[at] === true);
    }
    case "and":
    case "or": {
      const [left, right] = [of(formula.left, box), of(formula.right, box)];
      return places.map((at) =>
        formula.kind === "and"
          ? left[at] === true && right[at] === true
          : left[at] === true || right[at] === true,
      );
    }
    case "all":
    case "some": {
      const parts = formula.parts.map((part) => of(part, box));
      return places.map((at) => {
        const here = parts.map((part) => part[at] === true);
        return formula.kind === "all" ? here.every(Boolean) : here.some(Boolean);
      });
    }
  }
}

/** The states that the instances of a condition lead to from a state, but for itself. */
function targets<S>(model: Model<S>, condition: Condition<S>, state: S): readonly string[] {
  return Object.values(model.actions).flatMap((action) =>
    choices(action.parameters)
      .filter((args) => condition.has(action, args, state) && action.guard(state, args))
      .map((args) => key(action.effect(state, args)))
      .filter((target) => target !== key(state)),
  );
}

interface Condition<S> {
  readonly strong: boolean;
  has(action: Model<S>["actions"][string], args: Arguments, state: S): boolean;
}

function conditions<S>(model: Model<S>): readonly Condition<S>[] {
  return (model.fairness ?? []).flatMap((fairness) =>
    choices(fairness.parameters).map((outer) => ({
      strong: fairness.strength === "strong",
      has: (action, args, state) =>
        fairness.instances(outer).some(([meant, given, from]) => {
          const asked = from === undefined ? given : from(state);
          if (meant !== action || asked === undefined) return false;
          return Object.entries(asked).every(([name, value]) => value === args[name]);
        }),
    })),
  );
}

export function isFair<S>(model: Model<S>, behaviour: Behaviour<S>): boolean {
  const round = behaviour.states.map((_, at) => at).slice(behaviour.loop);
  return conditions(model).every((condition) => {
    const possible = round.map((at) => targets(model, condition, behaviour.states[at] as S));
    const isTaken = round.some((at, index) =>
      possible[index]?.includes(key(behaviour.states[after(behaviour, at)])),
    );
    const isPossible = possible.map((found) => found.length > 0);
    return isTaken || !(condition.strong ? isPossible.some(Boolean) : isPossible.every(Boolean));
  });
}

function successors<S>(model: Model<S>, state: S): readonly S[] {
  const next = Object.values(model.actions).flatMap((action) =>
    choices(action.parameters)
      .filter((args) => action.guard(state, args))
      .map((args) => action.effect(state, args)),
  );
  return [...new Map([state, ...next].map((each) => [key(each), each])).values()];
}

export function isBehaviour<S>(model: Model<S>, behaviour: Behaviour<S>): boolean {
  const { states } = behaviour;
  const starts = model.init.some((state) => key(state) === key(states[0]));
  return (
    starts &&
    states.every((state, at) =>
      successors(model, state).some((next) => key(next) === key(states[after(behaviour, at)])),
    )
  );
}

/** All behaviours with at most so many states before they repeat. */
export function* behaviours<S>(model: Model<S>, length: number): Generator<Behaviour<S>> {
  const open: (readonly S[])[] = model.init.map((state) => [state]);
  for (;;) {
    const states = open.pop();
    if (states === undefined) return;
    const next = successors(model, states.at(-1) as S);
    for (let loop = 0; loop < states.length; loop++) {
      if (next.some((state) => key(state) === key(states[loop]))) yield { states, loop };
    }
    if (states.length < length) for (const state of next) open.push([...states, state]);
  }
}
