// Two CPUs share a one-level page table under a test-and-set spinlock: a model of actions, as a
// core.

import type { Core } from "../../src/core/core.js";
import { bool } from "../../src/core/type.js";
import * as b from "./build-core.js";

const cpu = b.int("Cpu", 0, 1);
const page = b.int("Page", 0, 1);
const phase = b.symbols("Phase", "idle", "spinning", "critical");

const holder = b.state(10, "holder", b.option(cpu), "The lock word.");
const phases = b.state(11, "phase", b.map(cpu, phase), "Where each CPU is.");
const mapped = b.state(12, "mapped", b.map(page, bool), "The page table.");
const cached = b.state(13, "cached", b.map(cpu, b.map(page, bool)), "Each CPU's TLB.");

const c = b.local("cpu", cpu);
const p = b.local("page", page);
const own = { name: "cpu", type: cpu };
const at = (name: string) => b.equal(b.index(b.variable(phases), c), b.symbol(phase, name));
const isHeld = b.equal(b.variable(holder), c);
const isMapped = b.index(b.variable(mapped), p);
const isCached = b.index(b.index(b.variable(cached), c), p);
const go = (name: string) => b.assign("phase", [c], b.symbol(phase, name));
const both = [own, { name: "page", type: page }];

export const lockedPageTable: Core = b.core("LockedPageTable", {
  ...b.origin(3, "Two CPUs share a one-level page table under a test-and-set spinlock."),
  domains: [b.domainOf(5, cpu), b.domainOf(6, page), b.domainOf(7, phase)],
  variables: [holder, phases, mapped, cached],
  initial: [
    b.initial(
      9,
      "The lock is free, no CPU wants it, and nothing is mapped.",
      b.none(holder.type),
      b.each(b.map(cpu, phase), "c", () => b.symbol(phase, "idle")),
      b.each(b.map(page, bool), "p", () => b.no),
      b.each(b.map(cpu, b.map(page, bool)), "c", () => b.each(b.map(page, bool), "p", () => b.no)),
    ),
  ],
  actions: [
    b.action(16, "request", {
      sentence: "A CPU wants the lock and starts to spin.",
      parameters: [own],
      guard: at("idle"),
      effect: b.assigning(go("spinning")),
    }),
    b.action(21, "acquire", {
      sentence: "The test-and-set succeeds: the lock is free and the CPU takes it.",
      parameters: [own],
      guard: b.and(at("spinning"), b.equal(b.variable(holder), b.none(holder.type))),
      effect: b.assigning(b.assign("holder", [], c), go("critical")),
    }),
    b.action(27, "map", {
      sentence: "The holder installs a translation.",
      parameters: both,
      guard: b.and(isHeld, b.not(isMapped)),
      effect: b.assigning(b.assign("mapped", [p], b.yes)),
    }),
    b.action(32, "unmap", {
      sentence: "The holder removes a translation and shoots it down in every TLB, in one step.",
      parameters: both,
      guard: b.and(isHeld, isMapped),
      effect: b.assigning(
        b.assign("mapped", [p], b.no),
        b.assign("cached", [b.local("c", cpu), p], b.no, b.binder("c", cpu)),
      ),
    }),
    b.action(38, "walk", {
      sentence: "The hardware walker caches a live translation. It takes no lock.",
      parameters: both,
      guard: b.and(isMapped, b.not(isCached)),
      effect: b.assigning(b.assign("cached", [c, p], b.yes)),
    }),
    b.action(43, "release", {
      sentence: "The holder leaves the critical section.",
      parameters: [own],
      guard: isHeld,
      effect: b.assigning(b.assign("holder", [], b.none(holder.type)), go("idle")),
    }),
  ],
  invariants: [
    b.invariant(
      49,
      "mutualExclusion",
      "A CPU is in the critical section exactly when it holds the lock.",
      b.quantifier("all", "c", cpu, (each) =>
        b.equal(
          b.equal(b.index(b.variable(phases), each), b.symbol(phase, "critical")),
          b.equal(b.variable(holder), each),
        ),
      ),
    ),
    b.invariant(
      53,
      "noStaleTranslation",
      "No TLB translates through a page that the table no longer maps.",
      b.quantifier("all", "c", cpu, (each) =>
        b.quantifier("all", "p", page, (some) =>
          b.binary(
            b.index(b.index(b.variable(cached), each), some),
            "implies",
            b.index(b.variable(mapped), some),
          ),
        ),
      ),
    ),
  ],
  steps: [
    {
      ...b.origin(61, "A CPU goes on spinning or becomes critical."),
      name: "spinsOrEnters",
      initially: undefined,
      holds: b.quantifier("all", "c", cpu, (each) =>
        b.binary(
          b.equal(b.index(b.variable(phases), each), b.symbol(phase, "spinning")),
          "implies",
          b.not(b.equal(b.index(b.after(phases), each), b.symbol(phase, "idle"))),
        ),
      ),
    },
  ],
  temporal: [
    {
      ...b.origin(57, "Every CPU that spins gets the lock."),
      name: "everySpinnerEnters",
      parameters: [b.binder("cpu", cpu)],
      formula: {
        kind: "leads to",
        left: { kind: "state", holds: at("spinning") },
        right: { kind: "state", holds: at("critical") },
      },
    },
  ],
  fairness: [
    {
      ...b.origin(21),
      name: "fair_acquire",
      strength: "strong",
      parameters: [b.binder("cpu", cpu)],
      instances: [{ action: "acquire", arguments: [{ name: "cpu", value: c }] }],
    },
    {
      ...b.origin(43),
      name: "fair_release",
      strength: "weak",
      parameters: [b.binder("cpu", cpu)],
      instances: [{ action: "release", arguments: [{ name: "cpu", value: c }] }],
    },
  ],
  checks: ["deadlock"],
});
