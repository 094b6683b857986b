// Running text that this program has written: the only place where text becomes code.

/** What the body of a function returns that is given these values by their names. */
export function runWritten(body: string, given: Readonly<Record<string, unknown>> = {}): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- No text of a user gets here.
  return Reflect.apply(new Function(...Object.keys(given), body), undefined, Object.values(given));
}
