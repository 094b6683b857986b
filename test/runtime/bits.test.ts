// Bit layouts are exact: no bit is lost, none is touched that is not meant.

import fc from "fast-check";
import { expect, test } from "vitest";
import { layout, OutOfRange } from "../../src/runtime/index.js";

const Pte = layout(64, {
  present: 0,
  writable: 1,
  accessed: 5,
  dirty: 6,
  pfn: { at: [12, 51], in: [0, 0x1234] },
  key: { at: [59, 62] },
  nx: 63,
});

const Wide = layout(64, { low: { at: [0, 55], wide: true }, fixed: { at: 56, in: [true] } });

const anyFields = fc.record({
  present: fc.boolean(),
  writable: fc.boolean(),
  accessed: fc.boolean(),
  dirty: fc.boolean(),
  pfn: fc.constantFrom(0, 0x1234),
  key: fc.nat(15),
  nx: fc.boolean(),
});

test("what is encoded is decoded", () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const word = Pte.encode(fields);
      expect(Pte.decode(word)).toEqual(fields);
      expect(Pte.encode(Pte.decode(word))).toBe(word);
      expect(word).toBeLessThan(1n << 64n);
    }),
  );
});

test("a change touches its own field only", () => {
  fc.assert(
    fc.property(anyFields, anyFields, (before, after) => {
      const { pfn, nx } = after;
      const word = Pte.with(Pte.encode(before), { pfn, nx });
      expect(Pte.decode(word)).toEqual({ ...before, pfn, nx });
      expect([Pte.get(word, "pfn"), Pte.get(word, "nx")]).toEqual([pfn, nx]);
    }),
  );
});

test("bits that no field names are kept", () => {
  expect(Pte.with(1n << 9n, { dirty: true })).toBe((1n << 9n) | (1n << 6n));
});

test("a value that a field may not have is out of range", () => {
  expect(() => Pte.with(0n, { pfn: 1 })).toThrow(OutOfRange);
  expect(() => Pte.with(0n, { key: 16 })).toThrow("key cannot be 0x10");
  expect(() => Pte.with(0n, { key: -1 })).toThrow(OutOfRange);
  expect(() => Wide.with(0n, { fixed: false })).toThrow(OutOfRange);
});

test("a field that no number is exact for is a bigint", () => {
  const low = (1n << 56n) - 1n;
  expect(Wide.get(Wide.encode({ low, fixed: true }), "low")).toBe(low);
});

test("a word is described by what is set in it", () => {
  const word = Pte.encode({ ...Pte.decode(0n), present: true, dirty: true, pfn: 0x1234 });
  expect(Pte.describe(word)).toBe("present dirty pfn=0x1234");
  expect(Pte.describe(0n)).toBe("nothing set");
});

test("all words are listed where they are few", () => {
  const Small = layout(8, { on: 0, mode: { at: [1, 2], in: [0, 3] } });
  expect(Small.values()).toEqual([0n, 6n, 1n, 7n]);
  expect(() => Wide.values()).toThrow(OutOfRange);
});
