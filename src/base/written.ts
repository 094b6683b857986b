// Running text that this program has written: the only place where text becomes code. A model is
// compiled from its spec while the program runs, so there is no other way. Of what a user wrote,
// such text has names, which the grammar and the emitters keep to identifiers, and quoted strings;
// `test/emit/names.test.ts` tries to break out of both.

/** What the body of a function returns that is given these values by their names. */
export function runWritten(body: string, given: Readonly<Record<string, unknown>> = {}): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- Compiled models run: see above.
  return Reflect.apply(new Function(...Object.keys(given), body), undefined, Object.values(given));
}
