// What people read of a step inside of procedures.

import { expect, test } from "vitest";
import { stepInside, stepShown } from "../../src/core/step.js";

test("a step named after the procedure that it calls says so once", () => {
  const locking = stepInside("lock_table", "lock_table", "spin_lock");
  expect(stepShown(locking)).toBe("lock_table / spin_lock");
  expect(stepShown(stepInside(locking, "spin_lock", "take"))).toBe("lock_table / spin_lock / take");
});

test("another keeps the procedure's name", () => {
  expect(stepShown(stepInside("lookup", "walk", "peek"))).toBe("lookup / walk.peek");
  expect(stepShown("lookup")).toBe("lookup");
});
