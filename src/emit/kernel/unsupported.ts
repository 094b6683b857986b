// What a kernel cannot hold. The readable model explores such a core instead.

/** Thrown while a kernel is written; its message says what is not supported, in a phrase. */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
}
