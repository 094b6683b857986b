// Which of some removals can be made at the same time, where each can be made alone. That two can
// does not follow from anything smaller, nor does it say anything of what is larger: something that
// is missed may be missed no more once another thing is gone. So while they are few, every set is
// tried, and all largest ones are found; of many, one set is grown, as in delta debugging (Zeller
// and Hildebrandt 2002), until no single one can be added.

/** Sets that can go, none of which lies in another. */
export interface Together {
  readonly sets: readonly (readonly string[])[];
  /** Whether these are all there are. */
  readonly isComplete: boolean;
}

/** Of so many, every set is tried: 2^5. */
const few = 5;

/** `canGo` says of each of some sets whether it can go. */
export async function largestSets(
  names: readonly string[],
  canGo: (sets: readonly (readonly string[])[]) => Promise<readonly boolean[]>,
): Promise<Together> {
  if (names.length < 2) return { sets: names.length === 0 ? [] : [names], isComplete: true };
  if (names.length > few) {
    const set = await grown(names, canGo);
    return { sets: [set], isComplete: set.length === names.length };
  }
  const sets = subsets(names).filter(({ length }) => length > 1);
  const verdicts = await canGo(sets);
  const going = [...names.map((name) => [name]), ...sets.filter((_, index) => verdicts[index])];
  const isInside = (one: readonly string[], other: readonly string[]) =>
    one !== other && one.every((name) => other.includes(name));
  const largest = going.filter((one) => !going.some((other) => isInside(one, other)));
  return { sets: largest, isComplete: true };
}

function subsets(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>(
    (all, name) => [...all, ...all.map((set) => [...set, name])],
    [[]],
  );
}

/** All if they can; else one by one, and again until nothing more can be added. */
async function grown(
  names: readonly string[],
  canGo: (sets: readonly (readonly string[])[]) => Promise<readonly boolean[]>,
): Promise<readonly string[]> {
  const [all] = await canGo([names]);
  if (all === true) return names;
  const [first = ""] = names;
  const set = [first];
  for (let before = 0; before < set.length;) {
    before = set.length;
    for (const name of names) {
      if (set.includes(name)) continue;
      const [can] = await canGo([[...set, name]]);
      if (can === true) set.push(name);
    }
  }
  return names.filter((name) => set.includes(name));
}
