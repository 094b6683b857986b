// Which comment belongs to what stands at an offset: the comment lines directly above it or, when
// there are none, the comment at the end of its first line.

/** The comment of the declaration that starts at `start`, without slashes, its lines kept apart. */
export function commentAt(text: string, start: number): string | undefined {
  return linesAbove(text, start) ?? endOfLine(text, start);
}

function linesAbove(text: string, start: number): string | undefined {
  const found: string[] = [];
  let lineStart = text.lastIndexOf("\n", start - 1) + 1;
  // What shares its line with something before it has no line above of its own.
  if (start === 0 || text.slice(lineStart, start).trim() !== "") return undefined;
  while (lineStart > 0) {
    const above = text.lastIndexOf("\n", lineStart - 2) + 1;
    const line = text.slice(above, lineStart - 1).trim();
    if (!line.startsWith("//")) break;
    found.unshift(withoutSlashes(line));
    lineStart = above;
  }
  return found.length === 0 ? undefined : found.join("\n");
}

function endOfLine(text: string, start: number): string | undefined {
  const lineBreak = text.indexOf("\n", start);
  const line = text.slice(start, lineBreak === -1 ? text.length : lineBreak);
  const comment = /^(?:[^"/]|"[^"]*"|\/(?!\/))*(\/\/.*)$/.exec(line)?.[1];
  return comment === undefined ? undefined : withoutSlashes(comment);
}

function withoutSlashes(comment: string): string {
  return comment.replace(/^\/\/+ ?/, "").trimEnd();
}
