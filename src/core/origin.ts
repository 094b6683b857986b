// Where a part of a model comes from.

import type { Span } from "../base/source.js";

/** What every declared part carries from the spec. */
export interface Origin {
  /** Where it is declared; for parts that a feature adds, the declaration that asked for it. */
  readonly span: Span;
  /** The author's comment, without slashes. */
  readonly comment: string | undefined;
  /** The author's sentence. */
  readonly sentence: string | undefined;
  /** True of what a feature adds: it is written nowhere, and `span` is what asked for it. */
  readonly added?: boolean;
}
