// The oracle: a model explored in the most obvious way, to hold the engine to. It shares nothing
// with src/engine but the contract, and keeps whole states, no traces, and JSON for keys.

import type { Arguments, Model } from "../../src/runtime/model.js";
import { OutOfRange } from "../../src/runtime/model.js";

export interface ToyExploration {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Invariants, requirements and `out_of_range`; sorted. */
  readonly violated: readonly string[];
}

export function toyExplore<S>(model: Model<S>): ToyExploration {
  const key = (state: S) =>
    JSON.stringify(state, (_, v: unknown) => (typeof v === "bigint" ? `${v}n` : v));
  const seen = new Set<string>();
  const violated = new Set<string>();
  let generated = 0;
  let depth = 0;
  let level: readonly S[] = model.init;
  for (;;) {
    generated += level.length;
    for (const state of level) {
      for (const [name, invariant] of Object.entries(model.invariants)) {
        if (!invariant.holds(state)) violated.add(name);
      }
    }
    const within = (state: S) =>
      Object.values(model.constraints ?? {}).every((each) => each.holds(state));
    const fresh = level.filter((state) => within(state) && seen.size < seen.add(key(state)).size);
    if (fresh.length === 0) break;
    depth++;
    level = fresh.flatMap((state) => successors(model, state, violated));
  }
  return { distinct: seen.size, generated, depth, violated: [...violated].sort() };
}

function successors<S>(model: Model<S>, state: S, violated: Set<string>): S[] {
  return Object.values(model.actions).flatMap((action) => {
    let all: Arguments[] = [{}];
    for (const [name, values] of Object.entries(action.parameters)) {
      all = all.flatMap((args) => (values ?? []).map((value) => ({ ...args, [name]: value })));
    }
    if (action.choices !== undefined) {
      all = all.flatMap((args) =>
        (action.choices?.(state, args) ?? []).map((chosen) => ({ ...args, ...chosen })),
      );
    }
    const enabled = all.filter((args) => action.guard(state, args));
    return enabled.flatMap((args) => {
      for (const rule of action.requires ?? []) {
        if (rule.on?.(state, args) === false || rule.need(state, args)) continue;
        if (!rule.unless?.some((e) => e.holds(state, args))) violated.add(rule.property);
      }
      try {
        return [action.effect(state, args)];
      } catch (error) {
        if (error instanceof OutOfRange) violated.add("out_of_range");
        else throw error;
        return [];
      }
    });
  });
}
