// Planted mechanisms are found out: what nothing needs is redundant, what something needs is
// needed, by name and for what.

import { expect, test } from "vitest";
import { judgeModel } from "../../src/cli/judge.js";
import { compile } from "../../src/compile.js";
import { removableIn, study, type Laboratory, type Study } from "../../src/relax/study.js";

const limits = { maxStates: 100_000, maxMemory: 2 ** 30 };

async function studyOf(text: string): Promise<Study> {
  const source = { path: "specs/planted.lw", text: `model planted "A spec of a test."\n${text}` };
  const outcome = compile(source, () => undefined);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
  const flat = outcome.value.flat("default");
  const base = flat.core(flat.declarations);
  if (!base.ok) throw new Error("no model");
  const lab: Laboratory = {
    ...{ declarations: flat.declarations, base: base.value },
    core: (declarations) => flat.core(declarations),
    judge: (subjects) => Promise.resolve(subjects.map(({ core }) => judgeModel(core, limits))),
  };
  return study(lab, removableIn(lab));
}

/** `needed: a, b` by id. */
function told({ mechanisms, claims }: Study): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...mechanisms, ...claims].map(({ id, verdict, lost }) => [
      id,
      [verdict, ...lost.map(({ property }) => property)].join(" "),
    ]),
  );
}

test("a lock that another one makes superfluous, and the one that does", async () => {
  const found = await studyOf(`
lock needed_lock : mutex
lock planted_lock : mutex
state total : 0..2 = 0
process Task
  var seen : 0..2 = 0
  step take   lock needed_lock
  step extra  lock planted_lock
  step look   seen := total
  step store  if seen < 2 then total := seen + 1
  step give   unlock planted_lock, needed_lock
process Other
  step take  lock needed_lock
  step add   total := 0
  step give  unlock needed_lock
run Task * 2
invariant none_lost (all t in Task: ended(t)) implies total = 2
`);
  expect(told(found)).toEqual({
    "Task.take": "redundant",
    "Task.extra": "redundant",
  });
  // Each does for the other, so that not both can go.
  expect(found.together).toEqual({ sets: [["Task.take"], ["Task.extra"]], isComplete: true });
});

test("one of two places that take a lock: the other still gives it back", async () => {
  const found = await studyOf(`
lock l : spinlock
state total : 0..2 = 0
process Task
  var seen : 0..2 = 0
  step take   lock l
  step look   seen := total
  step store  if seen < 2 then total := seen + 1
  step give   unlock l
  step again  lock l
  step both   skip
  step done   unlock l
run Task * 2
invariant none_lost (all t in Task: ended(t)) implies total = 2
`);
  expect(told(found)).toEqual({ "Task.take": "needed none_lost", "Task.again": "redundant" });
});

test("sections, deferrals, grace periods and rechecks", async () => {
  const found = await studyOf(`
object Table max 1
  state used : Bool
state
  slot : Table?
  gate : Bool = true
init
  pick t in Table
  link t
  slot := t
process Reader
  var table : Table
  step enter   rcu_read_lock
  step find    if slot is some(t) then table := t else goto leave
  step check   if not gate then goto leave
  step look    if table.used then skip
  step leave   rcu_read_unlock
  step idle_in   rcu_read_lock
  step idle_out  rcu_read_unlock
process Writer
  step remove  if slot is some(t) then { slot := none  unlink t  call_rcu free t }
process Waiter
  step wait  synchronize_rcu
`);
  expect(told(found)).toEqual({
    "Reader.enter": "needed use_after_free",
    "Reader.check": "redundant",
    "Reader.idle_in": "redundant",
    "Writer.remove": "needed use_after_free",
    "Waiter.wait": "redundant",
  });
});

test("exceptions and alternatives that bear a load, and idle ones", async () => {
  const found = await studyOf(`
lock a : mutex
lock b : mutex
order a > b
state x : Bool
guard x  write a or b  read any
process One
  step take  lock a
  step set   x := true
  step give  unlock a
process Two
  step set  x := false
allow guard_x
rule writers
  on     write x by p
  need   held(a) by p
  unless p in Two, held(b) by p
`);
  expect(told(found)).toEqual({
    "One.take": "needed writers",
    "a > b": "redundant",
    "writers#1": "needed writers",
    "writers#2": "redundant",
  });
  expect(found.watches.find(({ property }) => property === "writers")?.alone).toEqual(["One.take"]);
});

test("waits, and interrupts kept off with a lock", async () => {
  const found = await studyOf(`
lock l : spinlock
state
  ready : Bool
  open  : Bool
process Setup
  step prepare  ready := true
process Task
  step ask     await ready
  step settle  await open or ready
  step take    lock irq l
  step give    unlock irq l
process Tick in hardirq
  step take  lock l
  step give  unlock l
invariant asked "Nobody uses what is not ready."
  all t in Task: at(t, settle) implies ready
`);
  expect(told(found)).toEqual({
    "Task.ask": "needed asked",
    "Task.settle": "redundant",
    "Task.take": "redundant",
    "Task.take#2": "needed deadlock lock_order",
    "Tick.take": "redundant",
  });
});

test("what is looked at again under a lock, by way of procedures", async () => {
  const found = await studyOf(`
lock outer : mutex
lock inner : spinlock
state
  open  : Bool = true
  total : 0..3 = 0
procedure take_both()
  step take_outer  lock outer
  step take_inner  lock inner
procedure leave_if_closed()
  step check  if not open then return
process Task
  step enter  call take_both()
  step look   if not open then goto leave
  step ask    call leave_if_closed()
  step add    total := total + 1
  step leave  unlock inner, outer
process Closer
  step take   lock inner
  step close  open := false
  step give   unlock inner
  step late   if not open then goto end_
  step end_   skip
invariant closed_is_closed
  all t in Task: at(t, add) implies open
`);
  expect(found.sites).toEqual([
    { lock: "inner", id: "take_both.take_inner", rechecks: ["leave_if_closed.check", "Task.look"] },
    { lock: "inner", id: "Closer.take", rechecks: [] },
  ]);
});

test("rules that notice something alone, and as few as notice everything", async () => {
  const found = await studyOf(`
lock l : spinlock
switch limit : 1..2 = 1
state total : 0..4 = 0
process Task
  var seen : 0..3 = 0
  step take   lock l
  step look   seen := total
  step store  total := seen + limit
  step give   unlock l
run Task * 2
rule one_writer
  on   write total by p
  need held(l) by p
invariant none_lost
  (all t in Task: ended(t)) implies total >= 2
invariant few       total <= 2
invariant fewer     total <= 3
invariant not_four  total != 4
`);
  const verdicts = found.watches.map(({ property, verdict }) => `${property} ${verdict}`);
  expect(verdicts).toEqual(
    expect.arrayContaining([
      "one_writer redundant",
      "none_lost redundant",
      "few redundant",
      "fewer redundant",
      "not_four redundant",
      "deadlock idle",
    ]),
  );
  const halves = ["one_writer", "none_lost"];
  expect(found.fewest.sets).toEqual(
    halves.flatMap((one) => ["few", "fewer", "not_four"].map((other) => [one, other])),
  );
});
