// Documents with the comments that belong to them.

import type { Doc } from "./doc.js";
import { breakParent, gap, hardline, lineSuffix } from "./doc.js";
import type { Comment, Placed, Written } from "./written.js";

/** Something in the middle of a line: all its comments go to the end of that line. */
export function inline(of: Placed, w: Written, build: () => Doc): Doc {
  const above = w.take(of, "above");
  const below = w.take(of, "below");
  const doc = build();
  return [above.map(atEnd), doc, endOf(of, w), below.map(atEnd)];
}

/** Something that begins a line if anything is broken: comments above it stay there. */
export function item(of: Placed, w: Written, build: () => Doc): Doc {
  const above = aboveOf(of, w);
  const below = w.take(of, "below");
  const doc = build();
  return [above, doc, endOf(of, w), below.map(belowIt)];
}

function belowIt({ text, apartAbove }: Comment): Doc {
  return [hardline, apartAbove ? hardline : "", text];
}

/** The comments above something, each on a line of its own. */
export function aboveOf(of: Placed, w: Written): Doc {
  return w.take(of, "above").map(({ text, apart }) => [text, hardline, apart ? hardline : ""]);
}

/** The comments at the end of something's line. */
export function endOf(of: Placed, w: Written): Doc {
  return w.take(of, "after").map(atEnd);
}

function atEnd(comment: Comment): Doc {
  return [suffix(comment), breakParent];
}

/** A comment at the end of whatever line it turns out to be. */
export function suffix({ text }: Comment): Doc {
  return lineSuffix([gap("comment"), " ", text]);
}

/** Items below each other, with the author's blank lines between them, one at most. */
export function stacked(items: readonly Placed[], w: Written, build: (index: number) => Doc): Doc {
  return items.map((of, index) => {
    const blank = index > 0 && w.isApart(of) ? hardline : "";
    return [index > 0 ? hardline : "", blank, item(of, w, () => build(index))];
  });
}
