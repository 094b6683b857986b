// Small random specs of processes that take locks in sections, read under RCU, and make, link and
// take away objects: mostly right, so that searches go on to their ends, with a statement left out
// here and there.

import fc from "fast-check";

type Steps = readonly string[];

const simple = fc.constantFrom(
  "x := not x",
  "y := x",
  "done := x",
  "done := not done",
  "c := (c + 1) mod 3",
  "if c < 2 then c := c + 1",
  "if x then goto last",
  "if done then goto last",
  "pick v in 0..1 n := v",
  "if n = 1 then x := false",
  "m[n] := not m[n]",
  "done := m[n]",
  "await not x",
  "await c < 2",
  "either done := true or skip",
  "skip",
);

const inside = fc.constantFrom(
  "mine.used := done",
  "done := mine.used",
  "mine.n := n",
  "n := mine.n",
  "if mine.used then mine.n := 1",
);

function section(begin: string, end: string, body: fc.Arbitrary<Steps>): fc.Arbitrary<Steps> {
  return body.map((steps) => [begin, ...steps, end]);
}

const few = fc.array(simple, { maxLength: 2 });
const some = fc.array(simple, { minLength: 1, maxLength: 2 });
const uses = fc.array(fc.oneof(inside, simple), { minLength: 1, maxLength: 2 });

const part: fc.Arbitrary<Steps> = fc.oneof(
  few,
  section("lock spin", "unlock spin", some),
  section("lock sleepy", "unlock sleepy", some),
  section("lock sleepy", "unlock sleepy", section("lock spin", "unlock spin", few)),
  section("lock shared", "unlock shared", some),
  section("read lock shared", "unlock shared", some),
  section("rcu_read_lock", "rcu_read_unlock", some),
  section("if trylock spin then done := true else goto last", "unlock spin", few),
);

/** A reader of the object that is linked, a remover of it, and a maker of another. */
const story: fc.Arbitrary<Steps> = fc.oneof(
  uses.map((body) => [
    "rcu_read_lock if link_ is some(t) then mine := t else goto leave",
    "lock mine.ptl",
    ...body,
    "unlock mine.ptl",
    "leave: rcu_read_unlock",
  ]),
  uses.map((body) => [
    "rcu_read_lock if link_ is some(t) then mine := t else goto leave",
    ...body,
    "leave: rcu_read_unlock",
  ]),
  fc
    .tuple(fc.constantFrom("call_rcu free mine", "synchronize_rcu", "free mine"), few)
    .map(([how, body]) => [
      "lock spin",
      "if link_ is some(t) then mine := t else goto leave",
      "lock mine.ptl",
      "unlink mine link_ := none",
      "unlock mine.ptl",
      ...body,
      how,
      ...(how === "synchronize_rcu" ? ["free mine"] : []),
      "leave: unlock spin",
    ]),
  few.map((body) => [
    "allocate t in T mine := t",
    "lock spin",
    ...body,
    "if link_ = none then { link mine link_ := mine } else free mine",
    "unlock spin",
  ]),
);

const program = fc
  .record({
    parts: fc.array(fc.oneof({ weight: 3, arbitrary: part }, { weight: 2, arbitrary: story }), {
      minLength: 1,
      maxLength: 2,
    }),
    dropped: fc.option(fc.nat(12), { freq: 3 }),
    again: fc.boolean(),
    count: fc.constantFrom(1, 1, 1, 2),
  })
  .map(({ parts, dropped, again, count }) => {
    const named = parts.flatMap((steps, at) =>
      steps.map((step) => step.replace(/\bleave\b/g, `leave${at}`)),
    );
    const kept = named.filter((step, at) => at !== dropped || step.startsWith("leave"));
    const body = kept.map((step, at) => {
      const label = /^(leave\d+): /.exec(step)?.[1];
      return label === undefined
        ? `step s${at} ${step}`
        : `step ${label} ${step.slice(label.length + 2)}`;
    });
    return { body: [...body, again ? "step last goto first" : "step last skip"], count };
  });

const propositions = fc.constantFrom(
  "x implies c < 2",
  "c < 2",
  "not (x and y)",
  "all t in T: t.used implies linked(t)",
  "all t in T: detached(t) implies not t.used",
  "all t in T: linked(t) implies link_ = t",
  "held(spin) implies c != 2",
  "all p in P0: at(p, last) implies not x",
  "all p in P0, q in P1: not (at(p, last) and at(q, last) and y)",
  "m[0] implies x",
  "all p in P1: p.n = 1 implies not m[1]",
);

export const randomProcesses = fc
  .record({
    programs: fc.array(program, { minLength: 2, maxLength: 3 }),
    invariants: fc.uniqueArray(propositions, { maxLength: 2 }),
    goals: fc.uniqueArray(propositions, { maxLength: 2 }),
    guards: fc.subarray([
      "guard x  write spin or shared(write)  read any",
      "guard c  write sleepy or spin  read any",
      "guard T.used  write ptl  read ptl or rcu",
    ]),
    rules: fc.subarray([
      "rule written on write t.used by p need in_rcu(p) or held(t.ptl) by p",
      "rule taken on lock spin by p need not x unless c < 2",
    ]),
    order: fc.boolean(),
  })
  .map(({ programs, invariants, goals, guards, rules, order }) =>
    [
      "lock spin : spinlock",
      "lock sleepy : mutex",
      "lock shared : rwsem",
      "state x : Bool",
      "state y : Bool",
      "state c : 0..2",
      "state m : 0..1 -> Bool",
      "object T max 2",
      "  lock ptl : spinlock",
      "  state used : Bool",
      "  state n : 0..1",
      "state link_ : T?",
      "init pick t in T link t link_ := t",
      ...(order ? ["order sleepy > shared > spin > ptl"] : []),
      ...guards,
      ...rules,
      "allow leak, held_at_end",
      ...programs.map(({ body }, index) =>
        [
          `process P${index}`,
          "  var mine : T",
          "  var done : Bool = false",
          "  var n : 0..1 = 0",
          "  step first pick a in T mine := a",
          ...body.map((step) => `  ${step}`),
        ].join("\n"),
      ),
      `run ${programs
        .map(({ count }, index) => `P${index} * ${programs.length > 2 ? 1 : count}`)
        .join(", ")}`,
      ...invariants.map((each, index) => `invariant i${index} (${each})`),
      ...goals.map((each, index) => `reachable r${index} not (${each})`),
    ].join("\n"),
  );
