// What a variant says, in units that can be compared: a declaration each, or a part of one that has
// a name of its own, such as a step, a lock of an object, or one edge of the lock order.

import type { Span } from "../../base/source.js";
import { partText } from "../../format/part.js";
import type * as Ast from "../../syntax/ast.js";
import { settled, type Settings } from "./settled.js";

export type UnitKind =
  | "switch"
  | "const"
  | "allow"
  | "run"
  | "type"
  | "state"
  | "object"
  | "init"
  | "fn"
  | "lock"
  | "order"
  | "guard"
  | "rule"
  | "invariant"
  | "property"
  | "reachable"
  | "constraint"
  | "fairness"
  | "process"
  | "step"
  | "action";

export interface Unit {
  readonly kind: UnitKind;
  /** `Fault.spin_lock`, `pmd`, `mmap > folio`. */
  readonly name: string;
  /** The process, procedure or object that it is a part of. */
  readonly owner: string | undefined;
  /** What is said, without the kind and the name. */
  readonly text: string;
  readonly span: Span;
}

/** What is written of a variant, and how many of each process run. */
export interface WrittenVariant extends Settings {
  readonly counts: ReadonlyMap<string, number>;
  readonly allowed: readonly string[];
}

/** The columns of a report, less the indent of what is quoted. */
const columns = 66;

/** The units of a variant, in the order of the spec. */
export function unitsOf(variant: WrittenVariant): readonly Unit[] {
  const declarations = settled(variant);
  let inits = 0;
  return merged([
    ...declarations.flatMap((each) => {
      if (each.kind !== "init") return unitsIn(each, variant);
      inits++;
      return [unit("init", inits === 1 ? "init" : `init ${inits}`, body(each, "init"), each.span)];
    }),
    ...variant.allowed.map((name) => unit("allow", name, "", spanOfAllow(variant, name))),
  ]);
}

/** What is said of one thing in several places is one unit. */
function merged(units: readonly Unit[]): readonly Unit[] {
  const found = new Map<string, Unit>();
  for (const each of units) {
    const key = `${each.kind} ${each.name}`;
    const before = found.get(key);
    const text = [before?.text, each.text].filter((part) => part !== undefined).join("\n");
    found.set(key, { ...(before ?? each), text });
  }
  return [...found.values()];
}

function unit(kind: UnitKind, name: string, text: string, span: Span, owner?: string): Unit {
  return { kind, name, owner, text, span };
}

/** What is printed of a declaration after its first words. */
function body(part: Ast.Declaration | Ast.Step, head: string): string {
  const text = partText(part, columns);
  const rest = text.startsWith(head) ? text.slice(head.length) : text;
  const lines = rest.split("\n");
  const [first = "", ...others] = lines;
  const indent = Math.min(
    ...others.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  const kept = others.map((line) => line.slice(Number.isFinite(indent) ? indent : 0));
  return [first.trim(), ...kept].filter((line) => line !== "").join("\n");
}

function unitsIn(each: Ast.Declaration, variant: WrittenVariant): readonly Unit[] {
  const { span } = each;
  switch (each.kind) {
    case "switch":
    case "const": {
      const text = body({ ...each, kind: "const", type: undefined }, `const ${each.name.text} =`);
      return [unit(each.kind, each.name.text, text, span)];
    }
    case "type":
    case "bits":
      return [unit("type", each.name.text, body(each, `${each.kind} ${each.name.text}`), span)];
    case "state":
      return each.variables.map((variable) => stateUnit(each, variable));
    case "object":
      return objectUnits(each);
    case "nesting": {
      const place = ({ source, start, end }: Span): string => source.text.slice(start, end);
      const name = `${place(each.outer.span)} > ${place(each.inner.span)}`;
      return [unit("order", name, body(each, "order all"), span)];
    }
    case "order":
      return each.locks.slice(1).map((inner, index) => {
        const name = `${each.locks[index]?.text ?? ""} > ${inner.text}`;
        return unit("order", name, "", span);
      });
    case "guard":
      return guardUnits(each);
    case "process":
    case "procedure":
      return processUnits(each, variant);
    case "fn":
    case "lock":
    case "action":
    case "rule":
    case "invariant":
    case "reachable":
    case "constraint":
    case "property":
    case "fairness":
      return [named(each, each.kind)];
    case "refinement":
      return [unit("property", each.name.text, body(each, `property ${each.name.text}`), span)];
    default:
      return [];
  }
}

function named(each: Extract<Ast.Declaration, { readonly name: Ast.Name }>, kind: UnitKind): Unit {
  const fair = "fairness" in each ? fairness[each.fairness] : "";
  const text = body(each, `${fair}${kind} ${each.name.text}`);
  return unit(kind, each.name.text, fair === "" ? text : `${fair.trim()}\n${text}`, each.span);
}

const fairness: Readonly<Record<Ast.Fairness, string>> = {
  none: "",
  weak: "fair ",
  strong: "strongly fair ",
};

function stateUnit(of: Ast.State, variable: Ast.Variable, owner?: string): Unit {
  const only: Ast.State = { ...of, variables: [variable] };
  const text = body(only, `state ${variable.name.text} :`);
  const name = owner === undefined ? variable.name.text : `${owner}.${variable.name.text}`;
  return unit("state", name, text, variable.span, owner);
}

function objectUnits(object: Ast.ObjectDeclaration): readonly Unit[] {
  const { text: owner } = object.name;
  return [
    unit("object", owner, body({ ...object, members: [] }, `object ${owner}`), object.span),
    ...object.members.flatMap((member) => {
      if (member.kind === "state")
        return member.variables.map((variable) => stateUnit(member, variable, owner));
      const text = body(member, `lock ${member.name.text}`);
      return [unit("lock", `${owner}.${member.name.text}`, text, member.span, owner)];
    }),
  ];
}

/** What must be held to read, and what to write. */
function guardUnits(guard: Ast.Guard): readonly Unit[] {
  const target = guard.target.map(({ text }) => text).join(".");
  return guard.accesses.map((access) => {
    const text = body({ ...guard, accesses: [access] }, `guard ${target}`);
    const words = text.replace(new RegExp(`^${access.access}\\s+`), "");
    return unit("guard", `${target} ${access.access}`, words, guard.span);
  });
}

/** Nothing of a process that does not run. */
function processUnits(
  process: Ast.Process | Ast.Procedure,
  { counts }: WrittenVariant,
): readonly Unit[] {
  const { text: name } = process.name;
  const count = process.kind === "process" ? (counts.get(name) ?? 0) : undefined;
  const run = count === undefined ? [] : [unit("run", name, String(count), process.span)];
  if (count === 0) return run;
  const fair = process.kind === "process" ? fairness[process.fairness] : "";
  const head = `${fair}${process.kind} ${name}`;
  const text = fair.trim() + body({ ...process, variables: [], steps: [] }, head);
  return [
    ...run,
    unit("process", name, text, process.span),
    ...process.variables.map((variable) => {
      const { span } = variable;
      const state: Ast.State = { kind: "state", span, comment: undefined, variables: [variable] };
      return stateUnit(state, variable, name);
    }),
    ...process.steps.map((step) => {
      const own = fairness[step.fairness];
      const words = body(step, `${own}step ${step.name.text}`);
      const said = own === "" ? words : `${own.trim()}\n${words}`;
      return unit("step", `${name}.${step.name.text}`, said, step.span, name);
    }),
  ];
}

function spanOfAllow({ declarations }: WrittenVariant, name: string): Span {
  const all = declarations.flatMap((each): readonly { names: readonly Ast.Name[]; span: Span }[] =>
    each.kind === "allow"
      ? [each]
      : each.kind === "variant"
        ? each.edits.flatMap((edit) => (edit.kind === "edit-allow" ? [edit] : []))
        : [],
  );
  const found = all.find(({ names }) => names.some(({ text }) => text === name));
  const [first] = declarations;
  const span = found?.span ?? first?.span;
  if (span === undefined) throw new Error("a check is allowed by nothing");
  return span;
}
