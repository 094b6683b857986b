// Every name here means something else to JavaScript, to TypeScript or to the generated module
// itself.

import type { Core } from "../../src/core/core.js";
import { bool, type UnionType } from "../../src/core/type.js";
import * as b from "./build-core.js";

const state = b.symbols("State", "constructor", "toString", "null");
const string = b.int("string", 0, 1);
const model = b.symbols("model", "a", "b");
const record: UnionType = {
  kind: "union",
  name: "Record",
  cases: [
    { name: "constructor", fields: [] },
    {
      name: "class",
      fields: [
        { name: "kind", type: state },
        { name: "default", type: string },
      ],
    },
  ],
};
const constructorVar = b.state(10, "constructor", state);
const classVar = b.state(11, "class", b.map(string, state));
const put = b.state(12, "put", record);
const s = b.state(13, "s", b.map(model, string));
const init = b.state(14, "init", bool);

const self = b.local("s", model);
const isClass = b.is(b.variable(put), "class");

export const hostileNames: Core = b.core("class", {
  domains: [
    b.domainOf(1, state, "Closes the comment? */ No."),
    b.domainOf(2, string),
    b.domainOf(3, record),
    b.domainOf(4, model),
  ],
  functions: [
    {
      ...b.origin(5),
      name: "put",
      parameters: [
        { name: "function", type: state },
        { name: "s", type: string },
      ],
      result: bool,
      readsState: true,
      body: b.and(
        b.equal(b.local("function", state), b.variable(constructorVar)),
        b.equal(b.index(b.variable(classVar), b.local("s", string)), b.local("function", state)),
      ),
    },
    {
      ...b.origin(6),
      name: "State",
      parameters: [{ name: "delete", type: string }],
      result: string,
      readsState: false,
      body: b.local("delete", string),
    },
  ],
  variables: [constructorVar, classVar, put, s, init],
  initial: [
    b.initial(
      20,
      undefined,
      b.symbol(state, "constructor"),
      b.each(b.map(string, state), "new", () => b.symbol(state, "toString")),
      b.construct(record, "constructor", {}),
      b.each(b.map(model, string), "new", () => b.number(0)),
      b.no,
    ),
    b.initial(
      21,
      undefined,
      b.symbol(state, "null"),
      b.each(b.map(string, state), "new", () => b.symbol(state, "null")),
      b.construct(record, "constructor", {}),
      b.each(b.map(model, string), "new", () => b.number(1)),
      b.yes,
    ),
  ],
  actions: [
    b.action(30, "model", {
      parameters: [
        { name: "s", type: model },
        { name: "class", type: string },
      ],
      guard: b.and(
        b.equal(b.index(b.variable(s), self), b.number(0)),
        b.quantifier("some", "put", string, (each) =>
          b.call("put", bool, b.variable(constructorVar), each),
        ),
      ),
      effect: b.assigning(
        b.assign("s", [self], b.call("State", string, b.local("class", string))),
        b.assign(
          "put",
          [],
          b.construct(record, "class", {
            kind: b.variable(constructorVar),
            default: b.local("class", string),
          }),
        ),
      ),
    }),
    b.action(31, "init", {
      parameters: [{ name: "constructor", type: state }],
      guard: b.not(b.equal(b.variable(constructorVar), b.local("constructor", state))),
      effect: b.assigning(
        b.assign("constructor", [], b.local("constructor", state)),
        b.assign(
          "class",
          [b.local("old", string)],
          b.local("constructor", state),
          b.binder("old", string),
        ),
        b.assign("init", [], b.yes),
      ),
    }),
    b.action(32, "class", {
      parameters: [],
      guard: b.and(isClass, b.equal(b.payload(b.variable(put), "class", "default"), b.number(1))),
      effect: b.assigning(b.assign("put", [], b.construct(record, "constructor", {}))),
    }),
  ],
  invariants: [
    b.invariant(
      40,
      "invariant",
      "Nothing is amiss.",
      b.binary(
        isClass,
        "implies",
        b.quantifier("some", "s", state, (each) =>
          b.equal(each, b.payload(b.variable(put), "class", "kind")),
        ),
      ),
    ),
    b.invariant(41, "await", "Always.", b.yes),
  ],
  processes: [],
  checks: [],
});
