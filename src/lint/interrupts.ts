// Locks that a handler takes and that some thread holds where the handler may come: with interrupts
// on or, for softirqs, with these on too. A handler that waits for a lock keeps who it interrupted
// from giving it back.

import type { Span } from "../base/source.js";
import type { HandlerContext } from "../core/core.js";
import type { Standing } from "./standing.js";
import type { Walk } from "./walk.js";

export interface Exposure {
  readonly lock: string;
  readonly context: HandlerContext;
  /** Where threads take the lock that are then open to the handler. */
  readonly held: readonly { readonly span: Span }[];
  readonly taken: readonly { readonly process: string; readonly span: Span }[];
}

/** One for each lock and context, in the order of the locks. */
export function exposures(walks: readonly Walk[]): readonly Exposure[] {
  const [first] = walks;
  if (first === undefined) return [];
  return first.view.core.locks.flatMap(({ name }) =>
    (["hardirq", "softirq"] as const).flatMap((context) => exposure(walks, name, context) ?? []),
  );
}

function exposure(
  walks: readonly Walk[],
  lock: string,
  context: HandlerContext,
): Exposure | undefined {
  const handlers = walks.filter(({ view }) => view.process.context === context);
  const taken = distinct(
    handlers.flatMap(({ view, arrivals }) =>
      arrivals.flatMap(({ action: { wants }, isTaken }) =>
        wants?.lock === lock && isTaken
          ? [{ process: view.process.name, span: wants.span, mode: wants.mode }]
          : [],
      ),
    ),
  );
  if (taken.length === 0) return undefined;
  // Who reads an rwlock in a handler waits for a writer that holds it only.
  const { kind } = handlers[0]?.view.core.locks.find(({ name }) => name === lock) ?? {};
  const passes = kind === "rwlock" && taken.every(({ mode }) => mode === "read");
  const held = distinct(
    walks
      .filter(({ view }) => isBelow(view.process.context, context))
      .flatMap(({ arrivals }) => arrivals.map(({ sight }) => sight.standing))
      .flatMap((standing) =>
        isOpen(standing, context)
          ? standing.held.filter((each) => each.lock === lock && !(passes && each.mode === "read"))
          : [],
      ),
  );
  return held.length === 0 ? undefined : { lock, context, held, taken };
}

/** Who a handler may interrupt: tasks, and a hardirq softirqs too. */
function isBelow(context: HandlerContext | undefined, handler: HandlerContext): boolean {
  return context === undefined || (context === "softirq" && handler === "hardirq");
}

/** Whether nothing keeps the handler off for sure. */
function isOpen({ own }: Standing, context: HandlerContext): boolean {
  const isOff = (name: string): boolean =>
    [name, `${name}_state`].some((key) => {
      const value = own.get(key);
      return value === true || (typeof value === "number" && value > 0);
    });
  return !isOff("irq_off") && !(context === "softirq" && isOff("bh_off"));
}

function distinct<T extends { readonly span: Span }>(all: readonly T[]): readonly T[] {
  return all.filter(
    ({ span }, index) => all.findIndex((each) => each.span.start === span.start) === index,
  );
}
