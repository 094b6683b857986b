// Numbers for what a kernel reports: each name gets the next one when it is first asked for.

/** The numbers of one kind of name. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(name, next);
    return next;
  }

  get names(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/** A pair as one name, and back: names of a spec have no such character. */
const between = "\n";

function split(name: string): readonly [string, string] {
  const at = name.indexOf(between);
  return [name.slice(0, at), name.slice(at + 1)];
}

export class Numbers {
  readonly #properties = new Numbering();
  readonly #actions = new Numbering();
  readonly #requirements = new Numbering();
  readonly #exceptions = new Numbering();
  readonly #edges = new Numbering();
  readonly #applied = new Numbering();

  property(name: string): number {
    return this.#properties.of(name);
  }

  action(name: string): number {
    return this.#actions.of(name);
  }

  requirement(action: string, position: number): number {
    return this.#requirements.of(`${action}${between}${position}`);
  }

  exception(property: string, position: number): number {
    return this.#exceptions.of(`${property}${between}${position}`);
  }

  /** Notes that a property has applied whenever an action is taken. */
  appliesWith(action: string, property: string): void {
    this.#applied.of(`${action}${between}${property}`);
  }

  edge(held: string, taken: string): number {
    return this.#edges.of(`${held}${between}${taken}`);
  }

  get properties(): readonly string[] {
    return this.#properties.names;
  }

  get actions(): readonly string[] {
    return this.#actions.names;
  }

  get requirements(): readonly { readonly action: string; readonly position: number }[] {
    return this.#requirements.names.map((name) => {
      const [action, position] = split(name);
      return { action, position: Number(position) };
    });
  }

  get exceptions(): readonly { readonly property: string; readonly position: number }[] {
    return this.#exceptions.names.map((name) => {
      const [property, position] = split(name);
      return { property, position: Number(position) };
    });
  }

  get applications(): readonly { readonly action: string; readonly property: string }[] {
    return this.#applied.names.map((name) => {
      const [action, property] = split(name);
      return { action, property };
    });
  }

  get edges(): readonly { readonly held: string; readonly taken: string }[] {
    return this.#edges.names.map((name) => {
      const [held, taken] = split(name);
      return { held, taken };
    });
  }
}
