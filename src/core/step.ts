// What steps are called. A step of a procedure has a name for each way that leads to it, so that a
// program counter says where the thread will return to.

const inside = " / ";

/** The name of a procedure's step, called from a step of that name: `lookup / walk.peek`. */
export function stepInside(caller: string, procedure: string, step: string): string {
  return `${caller}${inside}${procedure}.${step}`;
}

/**
 * The name for people: a step named after the procedure that it calls says so once,
 * `lock_table / spin_lock` for `lock_table / lock_table.spin_lock`.
 */
export function stepShown(name: string): string {
  const parts = name.split(inside);
  return parts
    .map((part, index) => {
      const caller = stepOf(parts[index - 1] ?? "");
      return part.startsWith(`${caller}.`) ? stepOf(part) : part;
    })
    .join(inside);
}

/** `peek` of `walk.peek`. */
function stepOf(part: string): string {
  return part.slice(part.lastIndexOf(".") + 1);
}

/** What a spec calls the step: `walk.peek`, wherever it was called from. */
export function stepCalled(name: string): string {
  const at = name.lastIndexOf(inside);
  return at < 0 ? name : name.slice(at + inside.length);
}
