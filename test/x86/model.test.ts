// `x86.pte` is what models compute with, for it is packed: bit for bit the same as the library.

import fc from "fast-check";
import { expect, test } from "vitest";
import { pte } from "lockwright/x86";
import * as model from "../../generated/retract.js";

const names = [
  "pte_none",
  "pte_present",
  "pte_write",
  "pte_dirty",
  "pte_mksaveddirty",
  "pte_clear_saveddirty",
  "pte_mkdirty",
  "pte_mkyoung",
] as const;

const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

test.each(names)("%s of a model is that of the kernel", (name) => {
  fc.assert(
    fc.property(word, (e) => {
      expect(model[name](e)).toBe(pte[name](e));
    }),
  );
});

test("pte_mkwrite is that of a VMA that is no shadow stack", () => {
  fc.assert(
    fc.property(word, (e) => {
      expect(model.pte_mkwrite(e)).toBe(pte.pte_mkwrite(e, 0n));
    }),
  );
});
