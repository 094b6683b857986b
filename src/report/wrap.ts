// Plain text of a fixed width: what fits into a commit message.

/** The width of everything that is printed, as commit messages have it. */
export const pageWidth = 75;

/**
 * Breaks a text at blanks into lines of at most `width`; further lines are indented by `hang`. A
 * word that is too long gets a line of its own and is not broken.
 */
export function wrap(text: string, width: number, hang = 0): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(hang) + word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Wraps a text that starts with blanks, which further lines keep, and `hang` more. */
export function wrapIndented(text: string, width: number, hang = 0): readonly string[] {
  const indent = text.length - text.trimStart().length;
  const blanks = " ".repeat(indent);
  return wrap(text.trimStart(), width - indent, hang).map((line) => blanks + line);
}

/** The indent below a head that is longer than this. */
const longHead = 12;

/** Wraps `head` and a list of items, between which lines are broken where they can be. */
export function wrapList(head: string, items: readonly string[], width: number): readonly string[] {
  const indent = head.length > longHead ? 2 : head.length;
  const lines: string[] = [];
  let line = head;
  items.forEach((item, index) => {
    const text = index === items.length - 1 ? item : `${item},`;
    if (index === 0) line += text;
    else if (line.length + 1 + text.length <= width) line += ` ${text}`;
    else {
      lines.push(line);
      line = " ".repeat(indent) + text;
    }
  });
  return [...lines, line].flatMap((each, index) =>
    index === 0 ? wrap(each, width, indent + 2) : wrapIndented(each, width, 2),
  );
}

/** The length of the longest word, before which no line can be broken. */
export function longestWord(text: string): number {
  const indent = text.length - text.trimStart().length;
  return indent + Math.max(0, ...text.split(" ").map((word) => word.length));
}

/** `1234567` as `1,234,567`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 step`, `2 steps`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
