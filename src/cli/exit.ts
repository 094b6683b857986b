// Exit codes, which scripts rely on. They are documented in `lockwright --help` and do not change.

export const exit = {
  asExpected: 0,
  notAsExpected: 1,
  /** The spec has errors, or the command line is wrong. */
  wrongInput: 2,
  /** A limit ended the search before the verdict was clear. */
  undecided: 3,
  /** A bug of ours. */
  bug: 4,
  /** Ctrl-C; what was known was printed. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** What is wrong with the command line or the files it names, in one sentence for the user. */
export class WrongInput extends Error {
  override readonly name = "WrongInput";
}
