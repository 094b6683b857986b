// What a model is about: its types with the lists of their values, the state, the initial states
// and the functions.

import type { Core, Domain, Fn, Initial, Origin } from "../../core/core.js";
import { citation } from "../../base/source.js";
import { typeKey } from "../../core/traverse.js";
import type { BitField, BitsType, UnionType } from "../../core/type.js";
import * as js from "./code.js";
import { declaredFunction, initialCode, type Context } from "./function.js";
import {
  freshName,
  isOwn,
  nameOf,
  payloadName,
  propertyName,
  setupName,
  setupType,
  stateName,
} from "./identifier.js";
import {
  member,
  object,
  text,
  type Body,
  type ConstDeclaration,
  type Declaration,
  type FunctionDeclaration,
  type InterfaceDeclaration,
  type TypeDeclaration,
  type Value,
} from "./module.js";
import { composedValues, isListed, structureText, typeText, type Naming } from "./types.js";

/** The author's words, then the place they are from; what a feature adds has no place. */
export function docsOf(origin: Origin): string | undefined {
  const words = [origin.sentence, origin.comment].filter((each) => each !== undefined).join("\n");
  if (origin.added === true) return words === "" ? undefined : words.replaceAll("*/", "*\\/");
  const place = `(${citation(origin.span).replace(/^.*\//, "")})`;
  return (words === "" ? place : `${words} ${place}`).replaceAll("*/", "*\\/");
}

interface Extras {
  readonly docs?: string | undefined;
  readonly type?: string;
  readonly isConst?: boolean;
  readonly satisfies?: string;
}

export function constant(name: string, value: Value, extras: Extras = {}): ConstDeclaration {
  return {
    kind: "const",
    name,
    value,
    docs: extras.docs,
    type: extras.type,
    isConst: extras.isConst ?? false,
    satisfies: extras.satisfies,
  };
}

/** A constant, and the type that has its name. */
function pair(
  name: string,
  value: Value,
  type: string,
  docs: string | undefined,
  isConst = false,
): readonly Declaration[] {
  const own: TypeDeclaration = { kind: "type", name, type, docs: undefined, isPaired: true };
  return [constant(name, value, { docs, isConst }), own];
}

/**
 * A domain: the type, and under its name the list of its values or the functions that make them.
 */
export function domainDeclarations(domain: Domain, naming: Naming): readonly Declaration[] {
  const { type } = domain;
  const name = nameOf(domain, naming.names);
  const docs = docsOf(domain);
  const structure = isOwn(domain) ? structureText(type, naming) : typeText(type, naming);
  const alias: TypeDeclaration = { kind: "type", name, type: structure, docs, isPaired: false };
  if (!("name" in type) || !isOwn(domain)) return [alias];
  switch (type.kind) {
    case "int":
    case "symbols": {
      const values = text(composedValues(type, naming).text);
      return type.kind === "int" && !isListed(type)
        ? pair(name, values, "number", docs)
        : pair(name, values, `(typeof ${name})[number]`, docs, true);
    }
    case "bits":
      return pair(name, layoutValue(type, naming), "bigint", docs);
    case "union":
      return pair(name, constructors(type, name, naming), structure, docs, true);
    case "record": {
      const members = type.fields.map((field) => ({
        name: propertyName(field.name),
        type: typeText(field.type, naming),
        docs: undefined,
      }));
      return [{ kind: "interface", name, members, docs }];
    }
  }
}

/** The list of all values of a union or record that something ranges over. */
export function valuesDeclaration(domain: Domain, naming: Naming): ConstDeclaration {
  const { names } = naming;
  const name = names.values.get(typeKey(domain.type)) ?? domain.name;
  const type = `readonly ${nameOf(domain, names)}[]`;
  return constant(name, text(composedValues(domain.type, naming).text), { type });
}

function constructors(type: UnionType, name: string, naming: Naming): Value {
  const members = type.cases.map((each) => {
    const kind = member("kind", text(JSON.stringify(each.name)));
    const taken = new Set(naming.names.taken);
    const fields = each.fields.map((field) => {
      const local = freshName(field.name, taken);
      naming.claim(local);
      taken.add(local);
      return { local, property: payloadName(field.name), type: typeText(field.type, naming) };
    });
    const parts = fields.map(({ local, property }) => [property, js.code(local)] as const);
    const made = js.record([["kind", js.code(JSON.stringify(each.name))], ...parts]);
    const value: Value =
      fields.length === 0
        ? object([kind])
        : {
            kind: "function",
            parameters: fields.map((field) => ({ text: field.local, type: field.type })),
            result: name,
            body: { kind: "expression", text: js.resultText(made) },
          };
    return member(propertyName(each.name), value);
  });
  return object(members, true);
}

function layoutValue(type: BitsType, naming: Naming): Value {
  naming.use("layout");
  const fields = type.fields.map((x) => [propertyName(x.name), js.code(bitFieldText(x))] as const);
  return text(`layout(${type.width}, {\n${js.record(fields).text.slice(1)})`);
}

/** Fields of more bits may have values that no number is exact for. */
const exactBits = 53;

function bitFieldText({ low, high, allowed }: BitField): string {
  if (low === high) {
    const values = allowed?.map((value) => `${value !== 0n}`).join(", ");
    return values === undefined ? `${low}` : `{ at: ${low}, in: [${values}] }`;
  }
  const at = `at: [${low}, ${high}]`;
  const isExact = high - low < exactBits;
  if (allowed === undefined) return isExact ? `{ ${at} }` : `{ ${at}, wide: true }`;
  const suffix = isExact ? "" : "n";
  const values = allowed.map((x) => (x < 10n ? `${x}` : `0x${x.toString(16)}`) + suffix);
  return `{ ${at}, in: [${values.join(", ")}] }`;
}

/** The state: a field for each variable. */
export function stateDeclaration(core: Core, naming: Naming): InterfaceDeclaration {
  const members = core.variables.map((variable) => ({
    name: propertyName(variable.name),
    type: typeText(variable.type, naming),
    docs: docsOf(variable),
  }));
  const name = naming.names.isLibrary ? setupType : "State";
  return { kind: "interface", name, members, docs: undefined };
}

/**
 * A block of initial states: one state, or if it leaves something open a function that lists them.
 */
export function initialDeclaration(
  initial: Initial,
  name: string,
  core: Core,
  context: Context,
): ConstDeclaration | FunctionDeclaration {
  const type = context.naming.names.isLibrary ? setupType : "State";
  const { text: value } = initialCode(initial, core.variables, context);
  const docs = docsOf(initial);
  if (isSingle(initial)) return constant(name, text(value), { docs, type });
  const body = { kind: "expression", text: value } as const;
  return { kind: "function", name, docs, parameters: [], result: `readonly ${type}[]`, body };
}

/** True if the block describes exactly one state. */
export function isSingle(initial: Initial): boolean {
  return initial.binders.length === 0 && initial.condition === undefined;
}

export function functionDeclaration(fn: Fn, context: Context): FunctionDeclaration {
  const { naming } = context;
  const meaning = { kind: "value", value: fn.body, type: fn.result } as const;
  const { parameters, body } = declaredFunction({ parameters: fn.parameters, meaning }, context);
  const bounded = fn.deepest === undefined ? body : boundedBody(fn, fn.deepest, body, context);
  const { isLibrary } = naming.names;
  const state = isLibrary
    ? { text: stateName, type: setupType, otherwise: setupName }
    : { text: stateName, type: "State" };
  const first = fn.readsState && !isLibrary ? [state] : [];
  const last = fn.readsState && isLibrary ? [state] : [];
  return {
    kind: "function",
    name: nameOf(fn, naming.names),
    parameters: [...first, ...parameters, ...last],
    result: typeText(fn.result, naming),
    body: bounded,
    docs: docsOf(fn),
  };
}

/** The body of a function that calls itself, with an eye on how deep. */
function boundedBody({ name }: Fn, deepest: number, body: Body, { naming }: Context): Body {
  naming.use("bounded");
  const inner = body.kind === "expression" ? `(${body.text})` : `{ ${body.statements.join("\n")} }`;
  const text = `bounded(${JSON.stringify(name)}, ${deepest}, () => ${inner})`;
  return { kind: "expression", text };
}
