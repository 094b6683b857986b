// Choices among some things, as searches for a smallest set go through them.

/** All choices of so many, in order. */
export function* choices<T>(all: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= all.length - size; index++)
    for (const rest of choices(all, size - 1, index + 1)) yield [all[index] as T, ...rest];
}
