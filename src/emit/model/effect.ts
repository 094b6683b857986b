// Effects: the state after, as one copy of the state before. Assignments to parts of one variable
// become one nested copy; all of them read the state before, and where places may overlap the later
// one wins.

import type { Assignment, Selector } from "../../core/core.js";
import type { Binder, Expr } from "../../core/expression.js";
import { contains, countLocal, exprKey } from "../../core/traverse.js";
import type { MapType, RecordType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { bind } from "./collection.js";
import { bitsPart, layoutName } from "./compound.js";
import { propertyName, stateName } from "./identifier.js";
import { inside, isPath, lambda, ownLocal, stateOf, use, type Scope } from "./scope.js";
import { isPlainKey, valuesCode } from "./types.js";

/** An assignment to the part of a value that `path` leads to. */
interface Change {
  readonly binders: readonly Binder[];
  readonly path: readonly Selector[];
  readonly value: Expr;
}

/** A value as it is before a change. A plain one reads well more than once. */
interface Old {
  readonly code: Code;
  readonly isPlain: boolean;
}

type Part = readonly [name: string, value: Code];

/** The state after the assignments. */
export function stateAfter(
  assignments: readonly Assignment[],
  variables: ReadonlyMap<string, Type>,
  scope: Scope,
): Code {
  stateOf({}, scope);
  const state = js.code(stateName);
  const names = [...new Set(assignments.map(({ place }) => place.variable))];
  const parts = names.map((name): Part => {
    const changes = assignments
      .filter(({ place }) => place.variable === name)
      .map(({ binders, place, value }) => ({ binders, path: place.path, value }));
    const type = variables.get(name);
    if (type === undefined) throw new Error(`no state variable ${name}`);
    const old = { code: js.member(state, propertyName(name)), isPlain: true };
    return [propertyName(name), compose(old, type, changes, scope)];
  });
  return parts.length === 0 ? state : js.changed(state, parts);
}

function rest(change: Change): Change {
  return { ...change, path: change.path.slice(1) };
}

/** `old` after the changes of its parts, in order. */
function compose(old: Old, type: Type, changes: readonly Change[], scope: Scope): Code {
  const whole = changes.findLastIndex((x) => x.path.length === 0 && x.binders.length === 0);
  const replacement = changes[whole];
  if (replacement !== undefined) {
    const value = scope.print(replacement.value, scope, type);
    const isPlain = isPath(replacement.value);
    return compose({ code: value, isPlain }, type, changes.slice(whole + 1), scope);
  }
  if (changes.length === 0) return old.code;
  const stray = changes.findIndex((change) => !isDirect(change, type));
  if (stray >= 0) return composeStray(old, type, changes, stray, scope);
  if (!old.isPlain && type.kind !== "map" && type.kind !== "seq") {
    return named(old.code, scope, (plain, inner) => compose(plain, type, changes, inner));
  }
  if (type.kind === "record") return recordAfter(old.code, type, changes, scope);
  if (type.kind === "bits") return bitsAfter(old.code, type, changes, scope);
  if (type.kind === "map") return mapAfter(old, type, changes, scope);
  if (type.kind === "seq") return sequenceAfter(old, type.of, changes, scope);
  throw new Error(`a ${type.kind} has no parts to assign`);
}

/** A name for an old value, and the scope of a function that has it as its parameter. */
function naming(scope: Scope): { readonly name: string; readonly inner: Scope } {
  const name = ownLocal("old", scope);
  return { name, inner: inside(scope, [name]) };
}

/** `(name, ...others) => body`, for a name of the emitter's own, which nothing else in it has. */
function own(
  name: string,
  scope: Scope,
  body: (scope: Scope) => Code,
  others: readonly string[] = [],
): Code {
  return lambda([name, ...others], scope, (inner) => {
    const shown = body(inner);
    if (new RegExp(`\\b${name}\\b`).test(shown.text)) inner.usage.locals.add(name);
    return shown;
  });
}

/** `given(value, (old) => body)`: a value that is needed more than once. */
function named(value: Code, scope: Scope, body: (old: Old, scope: Scope) => Code): Code {
  const { name, inner } = naming(scope);
  const arrow = own(name, inner, (within) => body({ code: js.code(name), isPlain: true }, within));
  return js.call(use(scope, "given"), value, arrow);
}

/** The binder that the first index of a change runs over, if it runs over one by itself. */
function indexBinder({ binders, path: [first] }: Change): Binder | undefined {
  if (first?.kind !== "index" || first.index.kind !== "local") return undefined;
  const { name } = first.index;
  const binder = binders.find((each) => each.name === name);
  const others = binders.filter((each) => each !== binder).map((each) => each.name);
  return binder !== undefined && !mentions(binder.domain, others) ? binder : undefined;
}

function mentions(expr: Expr, names: readonly string[]): boolean {
  return contains(expr, (part) => part.kind === "local" && names.includes(part.name));
}

/** True if a change can be made part by part: each index is a binder, or free of binders. */
function isDirect(change: Change, type: Type): boolean {
  const [first] = change.path;
  if (change.binders.length === 0) return true;
  if (first === undefined || type.kind === "seq" || type.kind === "bits") return false;
  if (first.kind === "field") return true;
  if (indexBinder(change) !== undefined) return true;
  return !mentions(
    first.index,
    change.binders.map((binder) => binder.name),
  );
}

/** Changes among which one is made for each value of its binders in turn. */
function composeStray(
  old: Old,
  type: Type,
  changes: readonly Change[],
  stray: number,
  scope: Scope,
): Code {
  const before = compose(old, type, changes.slice(0, stray), scope);
  const change = changes[stray];
  const [binder, ...others] = change?.binders ?? [];
  if (change === undefined || binder === undefined) throw new Error("a change binds nothing");
  const { name, inner } = naming(bind([binder], scope));
  const one = own(
    name,
    inner,
    (within) =>
      compose(
        { code: js.code(name), isPlain: true },
        type,
        [{ ...change, binders: others }],
        within,
      ),
    [binder.name],
  );
  const list =
    binder.domain.kind === "domain"
      ? valuesCode(binder.domain.of, scope.naming)
      : scope.print(binder.domain, scope);
  const all = js.method(list, "reduce", one, before);
  return compose({ code: all, isPlain: false }, type, changes.slice(stray + 1), scope);
}

/** The changed fields of a record, in the order in which they are assigned. */
function fieldsAfter(
  old: Code,
  type: RecordType,
  changes: readonly Change[],
  scope: Scope,
): readonly Part[] {
  const names = new Set(changes.flatMap(({ path: [x] }) => (x?.kind === "field" ? [x.name] : [])));
  return [...names].map((name): Part => {
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) throw new Error(`no field ${name} in ${type.name}`);
    const own = changes.filter(({ path: [x] }) => x?.kind === "field" && x.name === name).map(rest);
    const before = { code: js.member(old, propertyName(name)), isPlain: true };
    return [propertyName(name), compose(before, field.type, own, scope)];
  });
}

/** True if every change replaces a whole field. */
function isFlat(changes: readonly Change[]): boolean {
  return changes.every(({ path, binders }) => path.length === 1 && binders.length === 0);
}

function recordAfter(old: Code, type: RecordType, changes: readonly Change[], scope: Scope): Code {
  const parts = fieldsAfter(old, type, changes, scope);
  if (parts.length < type.fields.length || !isFlat(changes)) return js.changed(old, parts);
  const inOrder = type.fields.flatMap(({ name }) =>
    parts.filter(([part]) => part === propertyName(name)),
  );
  return js.record(inOrder);
}

function bitsAfter(old: Code, type: Type, changes: readonly Change[], scope: Scope): Code {
  const parts = new Map(
    changes.flatMap(({ path: [first], value }) =>
      first?.kind === "field" ? [[propertyName(first.name), bitsPart(value, scope)] as const] : [],
    ),
  );
  return js.method(js.code(layoutName(type, scope)), "with", old, js.record([...parts]));
}

function indexOf({ path: [first] }: Change): Expr {
  if (first?.kind !== "index") throw new Error("a map has no fields");
  return first.index;
}

/** Neighbouring changes of one element, or of each element of one binder's domain. */
interface Segment {
  readonly index: Expr;
  readonly binder: Binder | undefined;
  readonly changes: readonly Change[];
}

function segmentsOf(changes: readonly Change[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (const change of changes) {
    const index = indexOf(change);
    const binder = indexBinder(change);
    const previous = segments.at(-1);
    if (previous !== undefined && isSamePlace(previous, index, binder)) {
      segments[segments.length - 1] = { ...previous, changes: [...previous.changes, change] };
    } else {
      segments.push({ index, binder, changes: [change] });
    }
  }
  return segments;
}

function isSamePlace(segment: Segment, index: Expr, binder: Binder | undefined): boolean {
  if (exprKey(segment.index) !== exprKey(index)) return false;
  if (segment.binder === undefined || binder === undefined) return segment.binder === binder;
  return exprKey(segment.binder.domain) === exprKey(binder.domain);
}

/** True if every element gets a new value, so that what came before does not matter. */
function isReplacement({ binder, changes }: Segment): boolean {
  if (binder?.domain.kind !== "domain") return false;
  return changes.some(({ path, binders }) => path.length === 1 && binders.length === 1);
}

/** True if the indexes are different constants. */
function areApart(a: Expr, b: Expr): boolean {
  const isConstant = (x: Expr) => x.kind === "symbol" || x.kind === "int";
  return isConstant(a) && isConstant(b) && exprKey(a) !== exprKey(b);
}

function mapAfter(old: Old, type: MapType, changes: readonly Change[], scope: Scope): Code {
  let after = old;
  const before: Segment[] = [];
  const segments = segmentsOf(changes);
  const first = segments.findLastIndex(isReplacement);
  for (const segment of segments.slice(Math.max(0, first))) {
    const isUntouched =
      old.isPlain &&
      before.every((other) => other.binder === undefined && areApart(other.index, segment.index));
    const code =
      segment.binder === undefined
        ? elementAfter(after.code, isUntouched ? old.code : undefined, type, segment, scope)
        : elementsAfter(after, type, segment, segment.binder, scope);
    after = { code, isPlain: false };
    before.push(segment);
  }
  return after.code;
}

/**
 * The map with one element changed; the element may be read off `readable`, if there is such a map.
 */
function elementAfter(
  map: Code,
  readable: Code | undefined,
  type: MapType,
  { index, changes }: Segment,
  scope: Scope,
): Code {
  const key = scope.print(index, scope, type.key);
  const inner = changes.map(rest);
  const isWhole = inner.some(({ path, binders }) => path.length === 0 && binders.length === 0);
  if (isPlainKey(type.key)) {
    const element: Old | undefined =
      readable === undefined ? undefined : { code: elementOf(readable, index, key), isPlain: true };
    if (!isWhole && type.value.kind === "record" && (element !== undefined || isFlat(inner))) {
      const parts = fieldsAfter(element?.code ?? map, type.value, inner, scope);
      return js.call(use(scope, "merge"), map, key, js.record(parts));
    }
    const before = element ?? { code: map, isPlain: false };
    if (isWhole || element !== undefined) {
      return js.call(use(scope, "put"), map, key, compose(before, type.value, inner, scope));
    }
    return changeElement("change", map, key, type.value, inner, scope);
  }
  return changeElement("changeAt", map, key, type.value, inner, scope);
}

function elementOf(map: Code, index: Expr, key: Code): Code {
  return index.kind === "symbol" ? js.entry(map, index.value) : js.element(map, key);
}

/** `change(map, key, (old) => ...)`: the element is what earlier changes made of it. */
function changeElement(
  helper: "change" | "changeAt" | "changeNth",
  map: Code,
  key: Code,
  type: Type,
  changes: readonly Change[],
  scope: Scope,
): Code {
  const { name, inner } = naming(scope);
  const body = own(name, inner, (within) =>
    compose({ code: js.code(name), isPlain: true }, type, changes, within),
  );
  return js.call(use(scope, helper), map, key, body);
}

/** The map with each element of the binder's domain changed. */
function elementsAfter(
  map: Old,
  type: MapType,
  segment: Segment,
  binder: Binder,
  scope: Scope,
): Code {
  const inner = segment.changes.map((change) => {
    const { binders, path, value } = rest(change);
    return { path, value, binders: binders.filter((each) => each.name !== binder.name) };
  });
  const isEvery = binder.domain.kind === "domain";
  const isWhole = inner.some(({ path, binders }) => path.length === 0 && binders.length === 0);
  const needsOld = !isEvery || !isWhole;
  if (needsOld && !map.isPlain) {
    return named(map.code, scope, (old, within) =>
      elementsAfter(old, type, segment, binder, within),
    );
  }
  const bound = bind([binder], scope);
  const isPlain = isPlainKey(type.key);
  const keys = valuesCode(type.key, scope.naming);
  if (isPlain && isEvery && inner.every((change) => isWhole && isFree(change, binder.name))) {
    const before = { code: map.code, isPlain };
    return js.call(use(scope, "fill"), keys, compose(before, type.value, inner, bound));
  }
  const body = lambda([binder.name], bound, (within) => {
    const key = js.code(binder.name);
    const element = isPlain
      ? js.element(map.code, key)
      : js.call(needsOld ? use(scope, "at") : "at", map.code, key);
    const after = compose({ code: element, isPlain }, type.value, inner, within);
    if (!isEvery || after.text.includes(element.text)) within.usage.locals.add(binder.name);
    if (isEvery) return after;
    const isIn = js.call(use(scope, "has"), scope.print(binder.domain, scope), key);
    return js.conditional(isIn, after, element);
  });
  return js.call(use(scope, isPlain ? "tabulate" : "pairs"), keys, body);
}

/** True if a change does not speak of a local. */
function isFree({ binders, path, value }: Change, name: string): boolean {
  const indexes = path.flatMap((selector) => (selector.kind === "index" ? [selector.index] : []));
  const parts = [...binders.map((binder) => binder.domain), ...indexes, value];
  return parts.every((part) => countLocal(part, name) === 0);
}

function sequenceAfter(old: Old, type: Type, changes: readonly Change[], scope: Scope): Code {
  return segmentsOf(changes).reduce((after, { index, changes: own }) => {
    const key = scope.print(index, scope);
    return changeElement("changeNth", after, key, type, own.map(rest), scope);
  }, old.code);
}
