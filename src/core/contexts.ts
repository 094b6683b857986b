// What the names of the contexts of handlers are, where several passes have to agree.

import type { HandlerContext } from "./core.js";

/** The first step of a handler, with the thread that it interrupts as its parameter `on`. */
export const interrupt = "interrupt";

/** A context among the classes of locks, by a name that no lock has. */
export function contextClass(context: HandlerContext): string {
  return `<${context}>`;
}

export function isContextClass(name: string): boolean {
  return name.startsWith("<");
}

/**
 * In the order of locks, an rwlock as readers in handlers see it: they pass those that wait to
 * write, and who holds it for reading is not in their way.
 */
export function passingClass(lock: string): string {
  return `${lock} (read)`;
}
