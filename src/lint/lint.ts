// The static analysis of a model: no search, no state of the whole, milliseconds. It never misses
// what a search would find of the checks it is about; what it finds may turn out not to happen.

import type { Core } from "../core/core.js";
import { touchingsOf, touchingsOfNobody } from "./accesses.js";
import type { Finding } from "./findings.js";
import { cycleFinding, exposureFinding, judgementFinding, pairFinding } from "./findings.js";
import { exposures } from "./interrupts.js";
import { judge } from "./judge.js";
import type { OrderEdge } from "./order.js";
import { cyclesIn, orderEdges } from "./order.js";
import { unprotectedPairs } from "./two-accesses.js";
import { eachAssignment } from "./view.js";
import { walk } from "./walk.js";

export interface Linted {
  readonly variant: string;
  /** All classes, as declared. */
  readonly locks: readonly string[];
  /** Which classes of locks are taken while which are held, and where. */
  readonly order: readonly OrderEdge[];
  readonly findings: readonly Finding[];
  /** The checks and guards that some way may break, `findings` or not. */
  readonly open: ReadonlySet<string>;
  /** The checks and guards that are settled: no way can break them. */
  readonly kept: readonly string[];
}

/** What a process knows by itself is enough to keep, or break, these. */
const settled: ReadonlySet<string> = new Set([
  "self_deadlock",
  "unlock_not_owner",
  "held_at_end",
  "lock_order",
  "sleep_in_atomic",
  "rcu_unbalanced",
]);

/**
 * Whether a lock may slip from its holder: released by another, or because its object is allocated
 * anew. The ways of one process do not show that.
 */
function mayLoseLocks(core: Core, open: ReadonlySet<string>): boolean {
  if (open.has("unlock_not_owner") || !core.checks.includes("unlock_not_owner")) return true;
  const renewed = new Set<string>();
  for (const { effect } of core.actions)
    eachAssignment(effect, ({ place: { variable, path }, value }) => {
      const [, field] = path;
      const isLife = field?.kind === "field" && field.name === "life";
      if (isLife && !(value.kind === "symbol" && value.value !== "new")) renewed.add(variable);
    });
  return core.locks.some(({ variable, object }) => object !== undefined && renewed.has(variable));
}

export function lint(core: Core): Linted {
  const walks = core.processes.map((process) => walk(core, process));
  const complete = walks.every((each) => each.complete);
  const judgements = walks.flatMap(judge);
  const order = orderEdges(walks);
  const cycles = core.checks.includes("lock_order") ? cyclesIn(order) : [];
  const exposed = core.checks.includes("lock_order") ? exposures(walks) : [];
  const touchings = [...walks.flatMap(touchingsOf), ...touchingsOfNobody(core)];
  const judged = core.properties.filter(
    ({ kind, name }) => kind === "guard" || (kind === "check" && settled.has(name)),
  );
  const open = new Set([
    ...judgements.map(({ property }) => property),
    ...(cycles.length > 0 || exposed.length > 0 ? ["lock_order"] : []),
    ...(complete ? [] : judged.map(({ name }) => name)),
  ]);
  return {
    variant: core.variant,
    locks: core.locks.map(({ name }) => name),
    order,
    findings: [
      ...judgements.flatMap((each) => judgementFinding(core, each)),
      ...cycles.flatMap(cycleFinding),
      ...exposed.flatMap(exposureFinding),
      ...unprotectedPairs(core, touchings).flatMap(pairFinding),
    ],
    open,
    kept: mayLoseLocks(core, open)
      ? []
      : judged.map(({ name }) => name).filter((name) => !open.has(name)),
  };
}
