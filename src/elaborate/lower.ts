// Features in expressions become plain reads of state variables: who holds a lock, where a process
// is, which life an object has.

import type { Expr, Instances } from "../core/expression.js";
import { nothingOf } from "../core/fold.js";
import { mapChildren, mapChildrenOf } from "../core/traverse.js";
import type { Type } from "../core/type.js";
import { firstValue } from "../semantics/defaults.js";
import type * as Typed from "../semantics/typed.js";
import * as build from "./build.js";
import { stepCalled } from "../core/step.js";
import type { Layout } from "./layout.js";
import { fieldAt, isShared, lockType, read, sectionVariable } from "./layout.js";

interface TypedChildren {
  readonly expr: Typed.Expr;
}

interface CoreChildren {
  readonly expr: Expr;
}

/**
 * The core expression. Quantifiers over nothing, such as processes that do not run, are decided.
 */
export function lowerExpr(layout: Layout, expr: Typed.Expr): Expr {
  switch (expr.kind) {
    case "object-field": {
      const records = layout.objects.get(typeName(expr.object.type));
      if (records === undefined) throw new Error("an object without records");
      return { ...fieldAt(records, lowerExpr(layout, expr.object), expr.name), span: expr.span };
    }
    case "process-local": {
      const records = layout.processes.get(typeName(expr.instance.type));
      if (records === undefined) return neverRead(layout, expr);
      return { ...fieldAt(records, lowerExpr(layout, expr.instance), expr.name), span: expr.span };
    }
    case "held": {
      const object = expr.lock.object && lowerExpr(layout, expr.lock.object);
      const by = expr.by && lowerExpr(layout, expr.by);
      return held(layout, expr.lock.lock, object, expr.mode, by, expr);
    }
    case "life": {
      const records = layout.objects.get(typeName(expr.object.type));
      if (records === undefined) throw new Error("an object without records");
      return lifeIs(fieldAt(records, lowerExpr(layout, expr.object), "life"), expr.states);
    }
    case "kept":
      return { ...lowerExpr(layout, expr.value), span: expr.span, kept: true };
    case "at":
      if (isEmpty(expr.instance.type)) return build.truth(false, expr.span);
      return isAt(layout, lowerExpr(layout, expr.instance), expr.step);
    case "once":
      return { ...lowerExpr(layout, expr.operand), span: expr.span, once: true };
    case "next":
      return after(lowerExpr(layout, expr.operand));
    case "possible":
      return {
        kind: expr.word,
        instances: instancesOf(layout, expr.instances),
        type: expr.type,
        span: expr.span,
      };
    case "in-section":
      return inSection(layout, expr.section, lowerExpr(layout, expr.instance));
    case "quantifier": {
      const empty = expr.binders.some(({ type, domain }) => isEmpty(type) || isEmptyDomain(domain));
      if (empty && expr.word === "all") return build.truth(true, expr.span);
      if (empty && expr.word === "some") return build.truth(false, expr.span);
      if (empty && (expr.word === "count" || expr.word === "sum"))
        return { kind: "int", value: 0, type: expr.type, span: expr.span };
      break;
    }
    case "binary":
      if (expr.operator === "in" && isEmptyDomain(expr.right)) return build.truth(false, expr.span);
      break;
    case "filter":
    case "image": {
      const binders = expr.kind === "filter" ? [expr.binder] : expr.binders;
      if (binders.some(({ type }) => isEmpty(type))) return nothingOf(expr);
      break;
    }
    case "fold":
      if (isEmpty(expr.binder.type)) return lowerExpr(layout, expr.initial);
      break;
    default:
      break;
  }
  return mapChildrenOf<TypedChildren, CoreChildren>(expr, (child) => lowerExpr(layout, child));
}

/** The expression read in the state after the step. */
export function after(expr: Expr): Expr {
  const inside = mapChildren(expr, after);
  const reads = inside.kind === "variable" || inside.kind === "call" || inside.kind === "enabled";
  return reads ? { ...inside, after: true } : inside;
}

/** The instances of core actions that are meant; of what does not run, none. */
export function instancesOf(layout: Layout, ref: Typed.InstancesRef): readonly Instances[] {
  switch (ref.of) {
    case "nothing":
      return [];
    case "action": {
      const given = ref.arguments.map(({ name, value }) => ({
        name,
        value: lowerExpr(layout, value),
      }));
      return [{ action: ref.name, arguments: given }];
    }
    case "callback": {
      const action = layout.callbacks.get(ref.object);
      return action === undefined ? [] : [{ action, arguments: [] }];
    }
    case "process": {
      const { self, step } = ref;
      const given = self === undefined ? [] : [{ name: "self", value: lowerExpr(layout, self) }];
      const steps = layout.stepActions.get(ref.process) ?? [];
      return steps
        .filter((each) => step === undefined || each.step === step)
        .flatMap(({ actions }) => actions.map((action) => ({ action, arguments: given })));
    }
  }
}

/**
 * In place of a local of a process that does not run: some value, for there is no instance to ask.
 */
function neverRead(layout: Layout, { type, span }: Typed.Expr): Expr {
  const value = firstValue(type, span);
  return value === undefined ? build.truth(false, span) : lowerExpr(layout, value);
}

function typeName(type: Type): string {
  return type.kind === "symbols" ? type.name : "";
}

function isEmpty(type: Type): boolean {
  return type.kind === "symbols" && type.values.length === 0;
}

function isEmptyDomain(expr: Typed.Expr): boolean {
  return expr.kind === "domain" && isEmpty(expr.of);
}

/** Whether the life is one of these; `dying` exists only where something is freed by RCU. */
export function lifeIs(life: Expr, states: readonly Typed.Life[]): Expr {
  const tests = states.map((state) => build.same(life, build.symbol(state, life.type, life.span)));
  return build.disjunction(tests, life.span);
}

/** The lock's own value: its holder, or its writer and readers. */
export function lockValue(
  layout: Layout,
  lock: Typed.LockSymbol,
  object: Expr | undefined,
  origin: Pick<Typed.LockSymbol, "span">,
): Expr {
  if (lock.object === undefined || object === undefined)
    return read({ name: lock.name, type: lockType(lock, layout) }, origin);
  const records = layout.objects.get(lock.object.name);
  if (records === undefined) throw new Error("an object without records");
  return fieldAt(records, object, lock.name);
}

/** Whether the lock is held: by anybody or by one thread, in any mode or in one. */
export function held(
  layout: Layout,
  lock: Typed.LockSymbol,
  object: Expr | undefined,
  mode: "read" | "write" | undefined,
  by: Expr | undefined,
  origin: Pick<Typed.LockSymbol, "span">,
): Expr {
  const { span } = origin;
  if (!lock.present) return build.truth(false, span);
  const value = lockValue(layout, lock, object, origin);
  const heldAs = (holder: Expr): Expr =>
    by === undefined
      ? build.not(build.same(holder, build.none(layout.holder, span)))
      : build.same(holder, by);
  if (!isShared(lock)) return mode === "read" ? build.truth(false, span) : heldAs(value);
  const writer = build.field(value, "writer", layout.holder);
  const readers = build.field(value, "readers", layout.threads);
  const reading =
    by === undefined
      ? build.not(build.same(readers, build.setOf([], layout.thread, span)))
      : build.binary("in", by, readers);
  // Who reads under a sequence counter keeps nobody out.
  if (mode === "write" || (mode === undefined && lock.form === "seqcount")) return heldAs(writer);
  return mode === "read" ? reading : build.disjunction([heldAs(writer), reading], span);
}

/** Whether an instance will take that step next; a Thread may be an instance of any process. */
export function isAt(layout: Layout, instance: Expr, step: string): Expr {
  const name = typeName(instance.type);
  const records = layout.processes.get(name);
  if (records !== undefined) {
    const at = fieldAt(records, instance, "at");
    const steps = at.type.kind === "symbols" ? at.type.values : [];
    const meant = steps.filter((each) => stepCalled(each) === step);
    const tests = meant.map((each) => build.same(at, build.symbol(each, at.type, instance.span)));
    return build.disjunction(tests, instance.span);
  }
  const cases = [...layout.processes.values()].map((each) => {
    const { key } = each.type;
    const own = build.local("each", key, instance.span);
    const at = fieldAt(each, own, "at");
    const there = build.same(at, build.symbol(step, at.type, own.span));
    const body = build.conjunction([build.same(own, instance), there], instance.span);
    return build.quantify("some", [build.binderOver("each", key, instance.span)], body);
  });
  return build.disjunction(cases, instance.span);
}

/** Whether an instance is in a read section, or has interrupts or softirqs off. */
export function inSection(layout: Layout, section: Typed.Section, instance: Expr): Expr {
  const variable = sectionVariable(layout, section);
  if (variable === undefined) return build.truth(false, instance.span);
  const value = build.at(read(variable, instance), instance);
  if (value.type.kind === "bool") return value;
  const zero: Expr = { kind: "int", value: 0, type: value.type, span: instance.span };
  return build.binary(">", value, zero);
}

/** Whether an instance keeps grace periods from ending. */
export function isReader(layout: Layout, instance: Expr): Expr {
  const sections = [inSection(layout, "rcu", instance), inSection(layout, "irq_off", instance)];
  return build.disjunction(sections, instance.span);
}
