// Several `init` blocks of one instance are alternatives; those of different instances are all
// done: one block for each choice of an alternative in each instance.

import type * as Ast from "../syntax/ast.js";

/** The declarations of all instances as one list, imported ones first. */
export function combineInits(
  parts: readonly (readonly Ast.Declaration[])[],
): readonly Ast.Declaration[] {
  const groups = parts.map(initsIn).filter((inits) => inits.length > 0);
  if (groups.length < 2) return parts.flat();
  const combined = groups.reduce((before, after) =>
    before.flatMap((first) => after.map((second) => both(first, second))),
  );
  const others = parts.flat().filter(({ kind }) => kind !== "init");
  return [...others, ...combined];
}

function initsIn(declarations: readonly Ast.Declaration[]): readonly Ast.Init[] {
  return declarations.filter((each) => each.kind === "init");
}

/** What is chosen comes before all else, as in every block. */
function both(first: Ast.Init, second: Ast.Init): Ast.Init {
  const [chosen, done] = [first.body, second.body].reduce<[Ast.Statement[], Ast.Statement[]]>(
    ([choices, rest], body) => {
      const found = body.findIndex(({ kind }) => !choosing.has(kind));
      const end = found < 0 ? body.length : found;
      return [
        [...choices, ...body.slice(0, end)],
        [...rest, ...body.slice(end)],
      ];
    },
    [[], []],
  );
  return { ...second, body: [...chosen, ...done] };
}

const choosing: ReadonlySet<string> = new Set(["pick", "let", "await", "allocate"]);
