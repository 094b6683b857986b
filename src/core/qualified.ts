// Qualified names: `r.count` is what `count` is called in the instance `r` of a module. The parts
// before the last name instances; no other name of a spec has a dot in it.

/** `r.` of `r.count`, and nothing of `count`. */
export function qualifierOf(name: string): string {
  return name.slice(0, name.lastIndexOf(".") + 1);
}

/** `count` of `r.count`. */
export function lastOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** The name with its last part changed: what is derived from `r.Table` belongs to `r` too. */
export function changeLast(name: string, change: (last: string) => string): string {
  return qualifierOf(name) + change(lastOf(name));
}

/** `Table` as the beginning of a name for one of its values. */
export function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `r.table` of `r.Table`. */
export function lowerLast(name: string): string {
  return changeLast(name, lower);
}

/** `AskIndex` of the type `ask.Index`. */
export function typeIdentifierOf(name: string): string {
  if (!name.includes(".")) return name;
  return name.replaceAll(/(?:^|\.)(.)/g, (_, first: string) => first.toUpperCase());
}

/** `ask_head` of the variable `ask.head`; src/semantics/modules.ts keeps these apart. */
export function identifierOf(name: string): string {
  return name.replaceAll(".", "_");
}
