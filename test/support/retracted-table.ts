// A page fault and the retraction of its page table: objects, bits, a union, sets, a shared lock
// and two processes, as a core. Small, and with one of each kind of place that an effect may
// assign.

import type { Core } from "../../src/core/core.js";
import { bool, type BitsType, type UnionType } from "../../src/core/type.js";
import * as b from "./build-core.js";

const slot = b.int("Slot", 0, 1);
const table = b.symbols("Table", "table1", "table2");
const fault = b.symbols("Fault", "Fault1", "Fault2");
const retract = b.symbols("Retract", "Retract");
const thread = b.symbols("Thread", "Fault1", "Fault2", "Retract");
const life = b.symbols("Life", "unused", "linked", "detached");
const pte: BitsType = {
  kind: "bits",
  name: "Pte",
  width: 64,
  fields: [
    { name: "present", low: 0, high: 0, allowed: undefined },
    { name: "writable", low: 1, high: 1, allowed: undefined },
    { name: "dirty", low: 6, high: 6, allowed: undefined },
    { name: "pfn", low: 12, high: 51, allowed: [0n, 0x1234n] },
  ],
};
const pmd: UnionType = {
  kind: "union",
  name: "Pmd",
  cases: [
    { name: "none", fields: [] },
    { name: "table", fields: [{ name: "table", type: table }] },
  ],
};
const shared = b.record("Shared", { writer: b.option(thread), readers: b.setOf(thread) });
const tableRecord = b.record("TableFields", {
  life,
  ptl: b.option(thread),
  entry: b.map(slot, pte),
});
const faultStep = b.symbols("FaultStep", "lookup", "lock_table", "store", "ended");
const retractStep = b.symbols("RetractStep", "lock_mapping", "detach", "ended");
const faultRecord = b.record("FaultLocals", { at: faultStep, table, tries: slot });
const retractRecord = b.record("RetractLocals", { at: retractStep });

const vPmd = b.state(20, "pmd", pmd, "The entry that points to the table.");
const vSem = b.state(21, "i_mmap", shared);
const vTable = b.state(22, "table", b.map(table, tableRecord));
const vFault = b.state(30, "fault", b.map(fault, faultRecord));
const vRetract = b.state(50, "retract", b.map(retract, retractRecord));

const self = b.local("self", fault);
const me = b.index(b.variable(vFault), self);
const myTable = b.field(me, "table");
const theTable = b.index(b.variable(vTable), myTable);
const entry = b.index(b.field(theTable, "entry"), b.number(0));
const at = (name: string) => b.equal(b.field(me, "at"), b.symbol(faultStep, name));
const go = (name: string) => b.assign("fault", [self, "at"], b.symbol(faultStep, name));
const isTable = b.is(b.variable(vPmd), "table");
const linkedTable = b.payload(b.variable(vPmd), "table", "table");
const ptl = b.field(theTable, "ptl");
const empty = b.word(pte, 0n);
const retractor = b.local("self", retract);
const goRetract = (name: string) =>
  b.assign("retract", [retractor, "at"], b.symbol(retractStep, name));
const retractAt = (name: string) =>
  b.equal(b.field(b.index(b.variable(vRetract), retractor), "at"), b.symbol(retractStep, name));
const semReaders = b.field(b.variable(vSem), "readers");
const noThreads = b.set(b.setOf(thread));

export const retractedTable: Core = b.core("retract", {
  ...b.origin(1, "Free a retracted page table."),
  domains: [
    b.domainOf(3, slot),
    b.domainOf(4, pte, "A page-table entry."),
    b.domainOf(5, pmd),
    b.domainOf(6, table, "A page of page-table entries."),
    b.domainOf(6, life),
    b.domainOf(6, tableRecord),
    b.domainOf(30, fault, "A write fault on a shared mapping."),
    b.domainOf(30, faultStep),
    b.domainOf(30, faultRecord),
    b.domainOf(50, retract),
    b.domainOf(50, retractStep),
    b.domainOf(50, retractRecord),
    b.domainOf(60, thread),
    b.domainOf(60, shared),
  ],
  functions: [
    {
      ...b.origin(10, undefined, "No translation, whatever the hardware noted."),
      name: "pte_none",
      parameters: [{ name: "e", type: pte }],
      result: bool,
      readsState: false,
      body: b.equal(b.changed(b.local("e", pte), { dirty: b.no }), empty),
    },
    {
      ...b.origin(11),
      name: "is_linked",
      parameters: [{ name: "t", type: table }],
      result: bool,
      readsState: true,
      body: b.and(isTable, b.equal(linkedTable, b.local("t", table))),
    },
    {
      ...b.origin(12),
      name: "largest",
      parameters: [
        { name: "a", type: slot },
        { name: "b", type: slot },
      ],
      result: slot,
      readsState: false,
      body: b.conditional(
        b.binary(b.local("a", slot), ">", b.local("b", slot)),
        b.local("a", slot),
        b.local("b", slot),
      ),
    },
  ],
  variables: [vPmd, vSem, vTable, vFault, vRetract],
  initial: [
    b.initial(
      25,
      "The first table is linked.",
      b.construct(pmd, "table", { table: b.symbol(table, "table1") }),
      b.fields(shared, { writer: b.none(b.option(thread)), readers: noThreads }),
      b.each(b.map(table, tableRecord), "t", (t) =>
        b.fields(tableRecord, {
          life: b.conditional(
            b.equal(t, b.symbol(table, "table1")),
            b.symbol(life, "linked"),
            b.symbol(life, "unused"),
          ),
          ptl: b.none(b.option(thread)),
          entry: b.each(b.map(slot, pte), "i", () => empty),
        }),
      ),
      b.each(b.map(fault, faultRecord), "f", () =>
        b.fields(faultRecord, {
          at: b.symbol(faultStep, "lookup"),
          table: b.symbol(table, "table1"),
          tries: b.number(0),
        }),
      ),
      b.each(b.map(retract, retractRecord), "r", () =>
        b.fields(retractRecord, { at: b.symbol(retractStep, "lock_mapping") }),
      ),
    ),
  ],
  actions: [
    b.action(31, "Fault.lookup", {
      process: "Fault",
      step: "lookup",
      parameters: [{ name: "self", type: fault }],
      guard: at("lookup"),
      effect: b.branch(
        isTable,
        b.assigning(b.assign("fault", [self, "table"], linkedTable), go("lock_table")),
        b.assigning(go("ended")),
      ),
    }),
    b.action(36, "Fault.lock_table", {
      process: "Fault",
      step: "lock_table",
      sentence: "pte_offset_map_lock",
      parameters: [{ name: "self", type: fault }],
      guard: b.and(at("lock_table"), b.equal(ptl, b.none(b.option(thread)))),
      wants: { lock: "ptl", object: myTable, mode: "write", span: b.line(37) },
      requirements: [
        {
          property: "use_after_free",
          span: b.line(37),
          on: undefined,
          need: b.binary(b.field(theTable, "life"), "!=", b.symbol(life, "unused")),
          unless: [],
        },
      ],
      effect: b.assigning(b.assign("table", [myTable, "ptl"], self), go("store")),
    }),
    b.action(40, "Fault.store", {
      process: "Fault",
      step: "store",
      parameters: [{ name: "self", type: fault }],
      guard: at("store"),
      requirements: [
        {
          property: "linked_on_write",
          span: b.line(41),
          on: b.call("is_linked", bool, myTable),
          need: b.and(isTable, b.equal(linkedTable, myTable)),
          unless: [
            b.equal(b.field(b.variable(vSem), "writer"), b.symbol(thread, "Retract")),
            b.binary(b.symbol(thread, "Retract"), "in", semReaders),
          ],
        },
      ],
      effect: b.branch(
        b.and(
          b.call("pte_none", bool, entry),
          b.quantifier("some", "i", slot, (i) =>
            b.equal(b.index(b.field(theTable, "entry"), i), empty),
          ),
        ),
        b.assigning(
          b.assign(
            "table",
            [myTable, "entry", b.number(0)],
            b.changed(entry, { present: b.yes, writable: b.yes, pfn: b.number(0x1234) }),
          ),
          b.assign("table", [myTable, "ptl"], b.none(b.option(thread))),
          go("ended"),
        ),
        b.branch(
          b.equal(b.field(me, "tries"), b.number(1)),
          b.assigning(b.assign("table", [myTable, "ptl"], b.none(b.option(thread))), go("ended")),
          b.assigning(
            b.assign("table", [myTable, "ptl"], b.none(b.option(thread))),
            b.assign(
              "fault",
              [self, "tries"],
              b.within(b.binary(b.field(me, "tries"), "+", b.number(1)), slot),
            ),
            go("lookup"),
          ),
        ),
      ),
    }),
    b.action(51, "Retract.lock_mapping", {
      process: "Retract",
      step: "lock_mapping",
      parameters: [{ name: "self", type: retract }],
      guard: b.and(
        retractAt("lock_mapping"),
        b.equal(b.field(b.variable(vSem), "writer"), b.none(b.option(thread))),
      ),
      wants: { lock: "i_mmap", object: undefined, mode: "read", span: b.line(44) },
      effect: b.assigning(
        b.assign(
          "i_mmap",
          ["readers"],
          b.binary(semReaders, "union", b.set(b.setOf(thread), retractor)),
        ),
        goRetract("detach"),
      ),
    }),
    b.action(55, "Retract.detach", {
      process: "Retract",
      step: "detach",
      parameters: [
        { name: "self", type: retract },
        { name: "zero", type: bool },
      ],
      guard: b.and(
        retractAt("detach"),
        isTable,
        b.equal(b.field(b.index(b.variable(vTable), linkedTable), "ptl"), b.none(b.option(thread))),
      ),
      effect: b.branch(
        b.local("zero", bool),
        b.assigning(
          b.assign("pmd", [], b.construct(pmd, "none", {})),
          b.assign("table", [linkedTable, "life"], b.symbol(life, "detached")),
          b.assign("table", [linkedTable, "entry", b.local("i", slot)], empty, b.binder("i", slot)),
          b.assign(
            "i_mmap",
            ["readers"],
            b.binary(semReaders, "minus", b.set(b.setOf(thread), retractor)),
          ),
          goRetract("ended"),
        ),
        b.assigning(
          b.assign("pmd", [], b.construct(pmd, "none", {})),
          b.assign("table", [linkedTable, "life"], b.symbol(life, "detached")),
          b.assign("i_mmap", ["readers"], noThreads),
          b.assign("i_mmap", ["writer"], b.none(b.option(thread))),
          goRetract("ended"),
        ),
      ),
    }),
  ],
  invariants: [
    b.invariant(
      70,
      "detached_zero",
      "A detached table has no entries.",
      b.quantifier("all", "t", table, (t) =>
        b.binary(
          b.equal(b.field(b.index(b.variable(vTable), t), "life"), b.symbol(life, "detached")),
          "implies",
          b.quantifier("all", "i", slot, (i) =>
            b.call("pte_none", bool, b.index(b.field(b.index(b.variable(vTable), t), "entry"), i)),
          ),
        ),
      ),
    ),
    b.invariant(
      72,
      "linked_once",
      "The pmd points to a linked table.",
      b.binary(
        isTable,
        "implies",
        b.quantifier("all", "t", table, (t) =>
          b.binary(
            b.equal(t, linkedTable),
            "implies",
            b.equal(b.field(b.index(b.variable(vTable), t), "life"), b.symbol(life, "linked")),
          ),
        ),
      ),
    ),
  ],
  reachables: [
    b.reachable(
      75,
      "two_waiting",
      "Both faults have looked a table up.",
      b.equal(
        b.quantifier("count", "f", fault, (f) =>
          b.equal(b.field(b.index(b.variable(vFault), f), "at"), b.symbol(faultStep, "lock_table")),
        ),
        b.number(2),
      ),
    ),
  ],
  processes: [
    { ...b.origin(30), name: "Fault", instances: fault, variable: "fault" },
    { ...b.origin(50), name: "Retract", instances: retract, variable: "retract" },
  ],
  locks: [
    {
      ...b.origin(7),
      name: "ptl",
      kind: "spinlock",
      object: table,
      variable: "table",
      field: "ptl",
    },
    {
      ...b.origin(8),
      name: "i_mmap",
      kind: "rwsem",
      object: undefined,
      variable: "i_mmap",
      field: undefined,
    },
  ],
  scenarios: [
    {
      ...b.origin(80, "A store into a table that is gone."),
      name: "late_store",
      moves: [
        { lane: "Fault1", step: "lookup", gap: false, span: b.line(81) },
        { lane: "Retract", step: "detach", gap: true, span: b.line(82) },
        { lane: "Fault1", step: "lock_table", gap: false, span: b.line(83) },
      ],
      outcome: { kind: "state", holds: b.not(isTable) },
    },
  ],
  checks: ["deadlock", "self_deadlock", "lock_order"],
});
