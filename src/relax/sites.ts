// Where a lock is taken, and what is looked at again because of it: from the place where it is
// taken along the steps as they are written, into procedures and back to whoever calls them, to
// where it is given back or the next lock is taken.

import type * as Ast from "../syntax/ast.js";
import { isAt, type Removal } from "./removal.js";
import { hasCode, lockName, type Code, type Declarations } from "./statements.js";

/** A place where a lock is taken. */
export interface Site {
  /** The name of the lock, without that of its owner. */
  readonly lock: string;
  /** The mechanism that takes it. */
  readonly id: string;
  /** The rechecks that follow under it. */
  readonly rechecks: readonly string[];
}

interface Named {
  readonly id: string;
  readonly removal: Removal;
}

/** The sites of those locks under which something is looked at again; `isThere` knows steps. */
export function sitesOf(
  declarations: Declarations,
  mechanisms: readonly Named[],
  isThere: (where: string) => boolean,
): readonly Site[] {
  const codes = declarations.filter(hasCode).map((code): Code => ({
    ...code,
    steps: code.steps.filter(({ name }) => isThere(`${code.name.text}.${name.text}`)),
  }));
  const rechecks = mechanisms.filter(({ removal }) => removal.kind === "recheck");
  const sites = mechanisms
    .filter(({ removal: { kind } }) => kind === "lock" || kind === "trylock")
    .flatMap(({ id, removal }) => {
      const place = placeOf(codes, removal);
      if (place === undefined) return [];
      const under = new Walk(codes, place.lock).from(place);
      const found = rechecks.filter(({ removal: { span } }) => under.some(isAt(span)));
      return [{ lock: place.lock, id, rechecks: found.map((each) => each.id) }];
    });
  const looking = new Set(sites.filter((site) => site.rechecks.length > 0).map(({ lock }) => lock));
  return sites.filter(({ lock }) => looking.has(lock));
}

interface Place {
  readonly code: Code;
  readonly step: number;
  readonly statement: number;
}

/** Where a lock is taken, and which. */
function placeOf(
  codes: readonly Code[],
  { span }: Removal,
): (Place & { readonly lock: string }) | undefined {
  for (const code of codes)
    for (const [step, { body }] of code.steps.entries()) {
      const statement = body.findIndex(isAt(span));
      const found = body[statement];
      if (found?.kind === "lock-take") return { code, step, statement, lock: lockName(found.lock) };
      if (found?.kind === "if" && found.condition.kind === "trylock")
        return { code, step, statement, lock: lockName(found.condition.lock) };
    }
  return undefined;
}

/** The statements that follow while a lock is the last one taken. */
class Walk {
  readonly #codes: readonly Code[];
  readonly #lock: string;
  readonly #found: Ast.Statement[] = [];
  readonly #entered = new Set<Code>();
  readonly #left = new Set<Code>();

  constructor(codes: readonly Code[], lock: string) {
    [this.#codes, this.#lock] = [codes, lock];
  }

  from({ code, step, statement }: Place): readonly Ast.Statement[] {
    if (!this.#endsIn(code, step, statement + 1)) this.#leave(code);
    return this.#found;
  }

  /** Whether that ends from this statement on, before the code does. */
  #endsIn(code: Code, firstStep: number, firstStatement: number): boolean {
    return code.steps.slice(firstStep).some(({ body }, index) =>
      body.slice(index === 0 ? firstStatement : 0).some((each) => {
        if (each.kind === "lock-take") return true;
        if (each.kind === "lock-release") return lockName(each.lock) === this.#lock;
        if (each.kind === "call") return this.#endsInside(each.procedure.text);
        this.#found.push(each);
        return false;
      }),
    );
  }

  #endsInside(procedure: string): boolean {
    const code = this.#codes.find(
      ({ kind, name }) => kind === "procedure" && name.text === procedure,
    );
    if (code === undefined || this.#entered.has(code)) return false;
    this.#entered.add(code);
    return this.#endsIn(code, 0, 0);
  }

  /** Goes on where a procedure that returns with the lock held was called. */
  #leave(procedure: Code): void {
    if (procedure.kind !== "procedure" || this.#left.has(procedure)) return;
    this.#left.add(procedure);
    for (const code of this.#codes)
      for (const [step, { body }] of code.steps.entries())
        for (const [statement, each] of body.entries()) {
          if (each.kind !== "call" || each.procedure.text !== procedure.name.text) continue;
          if (!this.#endsIn(code, step, statement + 1)) this.#leave(code);
        }
  }
}
