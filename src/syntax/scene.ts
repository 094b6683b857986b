// A part of a text that did not parse, with what is known around the place where it failed.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile, Span } from "../base/source.js";
import type { Range } from "./chunks.js";
import { within } from "./chunks.js";
import type { Failure } from "./expected.js";
import { expectations } from "./expected.js";
import type { Token } from "./tokens.js";

/** A failure and what is around it. */
export interface Scene {
  readonly source: SourceFile;
  /** The declaration that failed, its tokens, and the parts that can be wrong by themselves. */
  readonly chunk: Range;
  readonly tokens: readonly Token[];
  readonly pieces: readonly Range[];
  /** Its offset counts from the beginning of the source. */
  readonly failure: Failure;
}

/** One mistake: what to say of it, where it is, and what to take out so as to find the next. */
export interface Mistake {
  readonly say: (report: Report) => void;
  readonly at: number;
  readonly remove?: Range;
  /** It says all there is to say of the sign that stands there. */
  readonly ofSign?: boolean;
  /** What goes with it is of another language, and its signs are its own. */
  readonly foreign?: boolean;
}

/** The scene with what every cause asks for. */
export interface View extends Scene {
  readonly found: Token | undefined;
  readonly before: Token | undefined;
  /** What was expected, as it is said. */
  readonly expected: readonly string[];
  /** What was begun before the failure is complete: something new was expected. */
  readonly complete: boolean;
  readonly spanOf: (range: Range) => Span;
  /**
   * The failing token or, when that stands on a later line, the end of what was left unfinished.
   */
  readonly place: Span;
}

export function viewOf(scene: Scene): View {
  const { source, tokens, failure } = scene;
  const index = tokens.findIndex(({ end }) => end > failure.at);
  const found = tokens[index];
  const before = index === -1 ? tokens.at(-1) : tokens[index - 1];
  const expected = expectations(failure);
  const complete =
    failure.needed.size === 0 &&
    ["a declaration", "a statement", "a step"].some((whole) => expected.includes(whole));
  const spanOf = ({ start, end }: Range) => ({ source, start, end });
  const apart = found === undefined || (found.first && !complete);
  const place =
    apart && before !== undefined
      ? spanOf({ start: before.end, end: before.end })
      : spanOf(found ?? { start: failure.at, end: failure.at });
  return { ...scene, found, before, expected, complete, spanOf, place };
}

/** A token as a message may repeat it. */
export function shown({ text, kind }: Token): string | undefined {
  return kind === "string" || text.length > 24 ? undefined : text;
}

/** The smallest part of the declaration that holds a mistake, or all of it. */
export function culpritOf(scene: Scene, { at, remove }: Mistake): Range {
  return remove ?? scene.pieces.find((piece) => within({ start: at }, piece)) ?? scene.chunk;
}
