// Small random specs whose states relate interchangeable values in all the ways that types allow.

import fc from "fast-check";

/** Some variables, and what is done with them and said of them. */
interface Piece {
  readonly state: string;
  readonly actions: readonly string[];
  readonly properties: readonly string[];
}

const pieces: readonly Piece[] = [
  {
    state: "m : A -> 0..2",
    actions: ["step_up(a: A) when m[a] < 2 then m[a] := m[a] + 1"],
    properties: ["all x in A: m[x] < 2", "(sum x in A: m[x]) < 4"],
  },
  {
    state: "f : A -> Bool",
    actions: [
      "raise(a: A) when not f[a] then f[a] := true",
      "lower(a: A) when f[a] then f[a] := false",
    ],
    properties: ["some x in A: not f[x]"],
  },
  {
    state: "p : A?",
    actions: ["point(a: A) when p = none then p := a", "forget when p is some(x) then p := none"],
    properties: ["p = none"],
  },
  {
    state: "first : A",
    actions: ["prefer(a: A) when a != first then first := a"],
    properties: ["all x in A: x = first or x != first"],
  },
  {
    state: "s : set of A",
    actions: ["add(a: A) then s := s union {a}", "remove(a: A) when a in s then s := s minus {a}"],
    properties: ["size(s) < 3", "some x in A: not (x in s)"],
  },
  {
    state: "r : A -> A?",
    actions: ["relate(a: A, b: A) when a != b and r[a] = none then r[a] := b"],
    properties: ["all x in A, y in A: x != y and r[x] = y implies r[y] != x"],
  },
  {
    state: "q : seq of A max 2",
    actions: [
      "push(a: A) when len(q) < 2 then q := append(q, a)",
      "pop when len(q) > 0 then q := tail(q)",
    ],
    properties: ["len(q) < 2 or q[0] != q[1]"],
  },
  {
    state: "g : A -> B?",
    actions: ["give(a: A, b: B) when g[a] = none then g[a] := b"],
    properties: ["all x in A, y in A: g[x] = none or g[x] = g[y]"],
  },
  {
    state: "h : B -> 0..1",
    actions: ["mark(b: B) when h[b] = 0 then h[b] := 1"],
    properties: ["some y in B: h[y] = 0"],
  },
  {
    state: "u : idle | at(A) | both(A, B) | many(set of A)",
    actions: [
      "move(a: A) when u = idle then u := at(a)",
      "meet(a: A, b: B) when u = at(a) then u := both(a, b)",
      "grow(a: A) when u = at(a) then u := many({a})",
    ],
    properties: ["u = idle or (some x in A: u = at(x))"],
  },
  {
    state: "w : A -> set of B",
    actions: ["put(a: A, b: B) when size(w[a]) = 0 then w[a] := w[a] union {b}"],
    properties: ["all x in A: w[x] = {} or size(w[x]) = 1"],
  },
  {
    state: "n : 0..1 -> A?",
    actions: ["take(i: 0..1, a: A) when n[i] = none then n[i] := a"],
    properties: ["n[0] = none or n[0] != n[1]"],
  },
];

export const randomSpec = fc
  .record({
    a: fc.integer({ min: 2, max: 3 }),
    b: fc.integer({ min: 2, max: 3 }),
    chosen: fc.uniqueArray(fc.nat(pieces.length - 1), { minLength: 1, maxLength: 3 }),
    dropped: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    goal: fc.boolean(),
  })
  .map(({ a, b, chosen, dropped, goal }) => {
    const own = chosen.flatMap((index) => pieces[index] ?? []);
    const actions = own.flatMap((piece) => piece.actions);
    const kept = actions.filter((_, index) => index === 0 || dropped[index] !== true);
    const properties = own.flatMap((piece) => piece.properties);
    return [
      `type A = interchangeable ${a}`,
      `type B = interchangeable ${b}`,
      ...own.map(({ state }) => `state ${state}`),
      ...kept.map((action) => `action ${action}`),
      ...properties.map((property, index) => `invariant i${index} (${property})`),
      ...(goal
        ? [`reachable far not (${properties.map((each) => `(${each})`).join(" and ")})`]
        : []),
    ].join("\n");
  });
