// A function that all texts of a kernel may call.

/** The number of elements of a part of a set. */
export const onesText = `function ones(x) {
  let count = 0;
  for (let rest = x; rest !== 0; rest &= rest - 1) count++;
  return count;
}`;
