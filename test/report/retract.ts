// A small page-table retraction by hand, as model and core, for the reports: with two locks taken
// in both orders, a page-table entry, a callback that belongs to no process, and a rule that is
// broken.

import type { Span } from "../../src/base/source.js";
import type { Action as CoreAction, Core, Property } from "../../src/core/core.js";
import type { Expr } from "../../src/core/expression.js";
import type { Type } from "../../src/core/type.js";
import { bool } from "../../src/core/type.js";
import { explore } from "../../src/engine/explore.js";
import type { CheckRun, Expectation } from "../../src/report/result.js";
import { judgeRun } from "../../src/report/result.js";
import type { Action, Model } from "../../src/runtime/model.js";
import { holdersOf } from "../../src/runtime/lock.js";
import type { Shared } from "../../src/runtime/lock.js";

const text = `model retract "Free a retracted page table by RCU."

lock pml    : spinlock
lock i_mmap : rwsem

process Fault "A write fault on a shared mapping."
  step lookup
    rcu_read_lock
    if pmd is table(t) then table := t else goto done
  step peek "ptep_get_lockless"
    orig := table.entry[0]
  step lock_table
    lock table.ptl
  step reuse
    table.entry[0] := orig with { writable: true, dirty: true }
  step lock_pmd
    lock pml
  step done
    unlock pml, table.ptl
    rcu_read_unlock

process Retract "Khugepaged takes the table away."
  step lock_mapping
    read lock i_mmap
  step lock_pmd
    lock pml
  step lock_table
    lock table1.ptl
  step detach
    pmd := none
    unlink table1
  step unlock_all
    unlock table1.ptl, pml, i_mmap
    call_rcu free table1

rule linked_on_write "A store into a slot finds its table still linked."
  on   write t.entry[_]
  need pmd = table(t)

reachable locked_detached "A locked table may be a detached one."
  some t in Table: held(t.ptl) and detached(t)

invariant never_free
  not freed(table1)
`;

const source = { path: "specs/retract.lw", text };

/** The place of a text in the spec: of its first occurrence after `from`. */
function span(of: string, from = "", end = of): Span {
  const start = text.indexOf(of, text.indexOf(from));
  if (start < 0) throw new Error(`the spec does not say ${of}`);
  return { source, start, end: text.indexOf(end, start) + end.length };
}

function origin(of: string, from?: string, end?: string) {
  const at = span(of, from, end);
  const sentence = /^[^\n]*"(.*)"/.exec(text.slice(at.start))?.[1];
  return { span: at, comment: undefined, sentence };
}

const Life: Type = {
  kind: "symbols",
  name: "Life",
  values: ["free", "new", "linked", "detached"],
  interchangeable: false,
};
const Table: Type = { kind: "symbols", name: "Table", values: ["table1"], interchangeable: true };
const Fault: Type = { kind: "symbols", name: "Fault", values: ["Fault"], interchangeable: true };
const Retract: Type = {
  kind: "symbols",
  name: "Retract",
  values: ["Retract"],
  interchangeable: true,
};
const Thread: Type = {
  kind: "symbols",
  name: "Thread",
  values: ["Fault", "Retract"],
  interchangeable: false,
};
const Slot: Type = { kind: "int", name: "Slot", low: 0, high: 0 };
const bit = (name: string, low: number, high = low) => ({ name, low, high, allowed: undefined });
const Pte: Type = {
  kind: "bits",
  name: "Pte",
  width: 64,
  fields: [
    bit("present", 0),
    bit("writable", 1),
    bit("user", 2),
    bit("accessed", 5),
    bit("dirty", 6),
    bit("pfn", 12, 51),
    bit("nx", 63),
  ],
};
const Pmd: Type = {
  kind: "union",
  name: "Pmd",
  cases: [
    { name: "none", fields: [] },
    { name: "table", fields: [{ name: "table", type: Table }] },
  ],
};
const at = (name: string, values: readonly string[]): Type => ({
  kind: "symbols",
  name,
  values: [...values, "ended"],
  interchangeable: false,
});
const option = (of: Type): Type => ({ kind: "option", of });
const record = (name: string, fields: Readonly<Record<string, Type>>): Type => ({
  kind: "record",
  name,
  fields: Object.entries(fields).map(([field, type]) => ({ name: field, type })),
});
const map = (key: Type, value: Type): Type => ({ kind: "map", key, value });

const faultSteps = ["lookup", "peek", "lock_table", "reuse", "lock_pmd", "done"];
const retractSteps = ["lock_mapping", "lock_pmd", "lock_table", "detach", "unlock_all"];

const variables: Readonly<Record<string, Type>> = {
  pmd: Pmd,
  pml: option(Thread),
  i_mmap: record("Shared", { writer: option(Thread), readers: { kind: "set", of: Thread } }),
  table: map(
    Table,
    record("TableState", { life: Life, ptl: option(Thread), entry: map(Slot, Pte) }),
  ),
  rcu: map(Thread, bool),
  fault: map(
    Fault,
    record("FaultState", {
      at: at("FaultStep", faultSteps),
      table: option(Table),
      orig: Pte,
    }),
  ),
  retract: map(Retract, record("RetractState", { at: at("RetractStep", retractSteps) })),
};

const yes: Expr = { kind: "bool", value: true, type: bool, span: span("model") };
const pmdIsTable: Expr = {
  kind: "binary",
  operator: "=",
  left: { kind: "variable", name: "pmd", type: Pmd, span: span("pmd = table(t)") },
  right: yes,
  type: bool,
  span: span("pmd = table(t)"),
};

function coreAction(name: string): CoreAction {
  const [process, step] = name.split(".");
  const isStep = step !== undefined && process !== undefined;
  const declared = isStep
    ? origin(`step ${step}`, `process ${process}`, step === "done" ? "rcu_read_unlock" : undefined)
    : { ...origin("call_rcu free table1"), sentence: "The RCU callback frees the table." };
  return {
    ...declared,
    name,
    process: isStep ? process : undefined,
    step,
    parameters: isStep
      ? [{ name: "self", type: process === "Fault" ? Fault : Retract }]
      : [{ name: "table", type: Table }],
    guard: yes,
    wants: undefined,
    requirements:
      name === "Fault.reuse"
        ? [
            {
              property: "linked_on_write",
              span: span("table.entry[0] := orig", "", "}"),
              on: undefined,
              need: pmdIsTable,
              unless: [],
            },
          ]
        : [],
    effect: { kind: "assign", assignments: [] },
  };
}

interface State {
  readonly pmd: { readonly kind: "none" } | { readonly kind: "table"; readonly table: string };
  readonly pml: string | null;
  readonly i_mmap: Shared;
  readonly table: Readonly<
    Record<string, { life: string; ptl: string | null; entry: Readonly<Record<number, bigint>> }>
  >;
  readonly rcu: Readonly<Record<string, boolean>>;
  readonly fault: Readonly<Record<string, { at: string; table: string | null; orig: bigint }>>;
  readonly retract: Readonly<Record<string, { at: string }>>;
}

type TableState = State["table"][string];
type FaultState = State["fault"][string];

const entry = 0x8000000001234025n;

const init: State = {
  pmd: { kind: "table", table: "table1" },
  pml: null,
  i_mmap: { writer: null, readers: [] },
  table: { table1: { life: "linked", ptl: null, entry: { 0: entry } } },
  rcu: { Fault: false, Retract: false },
  fault: { Fault: { at: "lookup", table: null, orig: 0n } },
  retract: { Retract: { at: "lock_mapping" } },
};

const tableOf = (s: State) => s.table["table1"] as TableState;
const faultOf = (s: State) => s.fault["Fault"] as FaultState;
const setTable = (s: State, fields: Partial<TableState>) => ({
  table: { table1: { ...tableOf(s), ...fields } },
});
const setFault = (s: State, fields: Partial<FaultState>) => ({
  fault: { Fault: { ...faultOf(s), ...fields } },
});

function faultStep(
  step: string,
  effect: (s: State) => Partial<State> & { readonly local?: Partial<FaultState> },
  more: Partial<Action<State>> = {},
): Action<State> {
  const next = faultSteps[faultSteps.indexOf(step) + 1] ?? "ended";
  const { guard = () => true, ...others } = more;
  return {
    process: "Fault",
    step,
    parameters: { self: ["Fault"] },
    effect: (s) => {
      const { local, ...globals } = effect(s);
      return { ...s, ...globals, ...setFault(s, { at: next, ...local }) };
    },
    ...others,
    guard: (s, args) => faultOf(s).at === step && guard(s, args),
  };
}

function retractStep(
  step: string,
  effect: (s: State) => Partial<State>,
  more: Partial<Action<State>> = {},
): Action<State> {
  const next = retractSteps[retractSteps.indexOf(step) + 1] ?? "ended";
  const { guard = () => true, ...others } = more;
  return {
    process: "Retract",
    step,
    parameters: { self: ["Retract"] },
    effect: (s) => ({ ...s, ...effect(s), retract: { Retract: { at: next } } }),
    ...others,
    guard: (s, args) => s.retract["Retract"]?.at === step && guard(s, args),
  };
}

const wantsPtl = {
  guard: (s: State) => tableOf(s).ptl === null,
  wants: () => ({ lock: "ptl", object: "table1", mode: "write" }) as const,
};
const wantsPml = {
  guard: (s: State) => s.pml === null,
  wants: () => ({ lock: "pml", mode: "write" }) as const,
};

const actions: Readonly<Record<string, Action<State>>> = {
  "Fault.lookup": faultStep("lookup", (s) =>
    s.pmd.kind === "table"
      ? { rcu: { ...s.rcu, Fault: true }, local: { table: s.pmd.table } }
      : { local: { at: "ended" } },
  ),
  "Fault.peek": faultStep("peek", (s) => ({ local: { orig: tableOf(s).entry[0] ?? 0n } })),
  "Fault.lock_table": faultStep("lock_table", (s) => setTable(s, { ptl: "Fault" }), wantsPtl),
  "Fault.reuse": faultStep("reuse", (s) => setTable(s, { entry: { 0: faultOf(s).orig | 0x42n } }), {
    requires: [{ property: "linked_on_write", need: (s) => s.pmd.kind === "table" }],
  }),
  "Fault.lock_pmd": faultStep("lock_pmd", () => ({ pml: "Fault" }), wantsPml),
  "Fault.done": faultStep("done", (s) => ({
    ...setTable(s, { ptl: null }),
    pml: null,
    rcu: { ...s.rcu, Fault: false },
  })),
  "Retract.lock_mapping": retractStep("lock_mapping", (s) => ({
    i_mmap: { ...s.i_mmap, readers: ["Retract"] },
  })),
  "Retract.lock_pmd": retractStep("lock_pmd", () => ({ pml: "Retract" }), wantsPml),
  "Retract.lock_table": retractStep("lock_table", (s) => setTable(s, { ptl: "Retract" }), wantsPtl),
  "Retract.detach": retractStep("detach", (s) => ({
    pmd: { kind: "none" },
    ...setTable(s, { life: "detached" }),
  })),
  "Retract.unlock_all": retractStep("unlock_all", (s) => ({
    ...setTable(s, { ptl: null }),
    pml: null,
    i_mmap: { ...s.i_mmap, readers: [] },
  })),
  free_table: {
    parameters: { table: ["table1"] },
    guard: (s) =>
      tableOf(s).life === "detached" && s.retract["Retract"]?.at === "ended" && !s.rcu["Fault"],
    effect: (s) => ({ ...s, ...setTable(s, { life: "free" }) }),
  },
};

const model: Model<State> = {
  name: "retract",
  variant: "default",
  init: [init],
  actions,
  invariants: { never_free: { holds: (s) => tableOf(s).life !== "free" } },
  reachable: {
    locked_detached: { holds: (s) => tableOf(s).ptl !== null && tableOf(s).life === "detached" },
  },
  processes: {
    Fault: { instances: ["Fault"], at: (s) => faultOf(s).at },
    Retract: { instances: ["Retract"], at: (s) => s.retract["Retract"]?.at ?? "" },
  },
  locks: {
    pml: { kind: "spinlock", holders: (s) => holdersOf(s.pml) },
    i_mmap: { kind: "rwsem", holders: (s) => holdersOf(s.i_mmap) },
    ptl: {
      kind: "spinlock",
      objects: ["table1"],
      holders: (s, table) => holdersOf(s.table[table]?.ptl ?? null),
    },
  },
  scenarios: {
    upgrade_race: {
      moves: [
        ["Fault", "lookup"],
        ["Retract", "..", "lock_table"],
        ["Fault", "peek"],
        ["Fault", "lock_table"],
      ],
      then: "possible",
    },
  },
  checks: ["deadlock", "self_deadlock", "lock_order", "out_of_range"],
};

const property = (name: string, kind: Property["kind"], end?: string): Property => ({
  ...(kind === "check" || kind === "scenario"
    ? { span: span("model"), comment: undefined, sentence: undefined }
    : origin(`${kind} ${name}`, "", end)),
  name,
  kind,
  exceptions: 0,
});

const lockOf = (name: string, kind: "spinlock" | "rwsem", variable = name) => ({
  span: span("lock pml"),
  comment: undefined,
  sentence: undefined,
  name,
  kind,
  object: name === "ptl" ? (Table as never) : undefined,
  variable,
  field: name === "ptl" ? "ptl" : undefined,
});

const core: Core = {
  ...origin("model retract", "", text),
  name: "retract",
  variant: "default",
  domains: [],
  functions: [],
  variables: Object.entries(variables).map(([name, type]) => ({
    name,
    type,
    span: span("model"),
    comment: undefined,
    sentence: undefined,
  })),
  initial: [],
  actions: Object.keys(actions).map(coreAction),
  properties: [
    property("never_free", "invariant", "freed(table1)"),
    property("linked_on_write", "rule", "need pmd = table(t)"),
    property("deadlock", "check"),
    property("self_deadlock", "check"),
    property("lock_order", "check"),
    property("out_of_range", "check"),
    property("locked_detached", "reachable", "detached(t)"),
    property("upgrade_race", "scenario"),
  ],
  invariants: [],
  steps: [],
  temporal: [],
  fairness: [],
  reachables: [],
  constraints: [],
  processes: [
    { ...origin("process Fault"), name: "Fault", instances: Fault, variable: "fault" },
    { ...origin("process Retract"), name: "Retract", instances: Retract, variable: "retract" },
  ],
  locks: [lockOf("pml", "spinlock"), lockOf("i_mmap", "rwsem"), lockOf("ptl", "spinlock", "table")],
  scenarios: [
    {
      ...origin("model"),
      name: "upgrade_race",
      moves: [
        { lane: "Fault", step: "lookup", gap: false, span: span("step lookup") },
        { lane: "Retract", step: "lock_table", gap: true, span: span("step lock_table") },
        { lane: "Fault", step: "peek", gap: false, span: span("step peek") },
        { lane: "Fault", step: "lock_table", gap: false, span: span("step lock_table") },
      ],
      outcome: { kind: "possible" },
    },
  ],
  checks: model.checks,
};

export function expectation(parts: Partial<Expectation>): Expectation {
  return {
    variant: "default",
    holds: false,
    violates: [],
    lengths: [],
    reachable: [],
    unreachable: [],
    counts: [],
    span: span("model"),
    ...parts,
  };
}

/** The model explored, under another name if need be, and judged by what is expected. */
export function retractRun(
  expectations: readonly Expectation[] = [],
  { variant = "default", maxStates = Infinity } = {},
): CheckRun {
  const erased = model as unknown as Model<unknown>;
  return judgeRun(
    { ...core, variant },
    { ...erased, variant },
    explore(erased, { maxStates }),
    expectations,
  );
}
