// JavaScript expressions of the kernel: small integers and truths, folded where they are constant.
// The text of everything but a name or a number is in parentheses, so any two can be put together.

/** A bit field of the packed state: never across two words. */
export interface Leaf {
  readonly index: number;
  readonly word: number;
  readonly shift: number;
  /** 0 if the leaf has one value only; it is then stored nowhere. */
  readonly width: number;
}

export interface Code {
  readonly text: string;
  /** True for a JavaScript boolean, false for a number. */
  readonly isTruth: boolean;
  /** Its value, if it always has the same; 0 or 1 for a truth. */
  readonly constant?: number;
  /** True if writing it twice costs nothing worth a name. */
  readonly isPlain: boolean;
  /** The part of the state it reads. */
  readonly leaf?: Leaf;
  /** It is what `values` has at `index`. */
  readonly table?: { readonly index: Code; readonly values: readonly number[] };
  /** It is another code and a constant. */
  readonly sum?: { readonly of: Code; readonly by: number };
  /** It is true exactly if this leaf has this value. */
  readonly test?: { readonly leaf: Leaf; readonly value: number };
}

export function number(value: number): Code {
  const text = value < 0 || Object.is(value, -0) ? `(${value})` : `${value}`;
  return { text, isTruth: false, constant: value, isPlain: true };
}

export function truth(value: boolean): Code {
  return { text: `${value}`, isTruth: true, constant: value ? 1 : 0, isPlain: true };
}

/** A number that is computed; `isPlain` for a name. */
export function numeric(text: string, isPlain = false): Code {
  return { text, isTruth: false, isPlain };
}

export function truthful(text: string, isPlain = false): Code {
  return { text, isTruth: true, isPlain };
}

/** The number of bits that tell so many values apart. */
export function widthOf(cardinality: number): number {
  return cardinality <= 1 ? 0 : 32 - Math.clz32(cardinality - 1);
}

/** Ones in the lowest bits. */
export function ones(width: number): number {
  return width >= 32 ? -1 : (1 << width) - 1;
}

/** What a leaf of the state has, where `word` names its word. */
export function read(leaf: Leaf, word = `s${leaf.word}`): Code {
  if (leaf.width === 0) return number(0);
  const { shift, width } = leaf;
  const isLast = shift + width === 32;
  const shifted = shift === 0 && !isLast ? word : `${word} >>> ${shift}`;
  const text = shift + width === 32 ? `(${shifted})` : `(${shifted} & ${ones(width)})`;
  return { text, isTruth: false, isPlain: true, leaf };
}

export function asNumber(code: Code): Code {
  if (!code.isTruth) return code;
  if (code.constant !== undefined) return number(code.constant);
  return numeric(`(${code.text} ? 1 : 0)`);
}

export function asTruth(code: Code): Code {
  if (code.isTruth) return code;
  if (code.constant !== undefined) return truth(code.constant !== 0);
  return not(equal(code, number(0)));
}

export function not(code: Code): Code {
  const { text, constant } = asTruth(code);
  if (constant !== undefined) return truth(constant === 0);
  const [, left, operator, right] = /^\(([^()]+|\([^()]+\)) ([!=]==) (\S+)\)$/.exec(text) ?? [];
  if (left !== undefined && right !== undefined) {
    return truthful(`(${left} ${operator === "===" ? "!==" : "==="} ${right})`);
  }
  return truthful(`(!${text})`);
}

export function both(left: Code, right: Code): Code {
  const [a, b] = [asTruth(left), asTruth(right)];
  if (a.constant !== undefined) return a.constant === 0 ? a : b;
  if (b.constant === 1) return a;
  return truthful(`(${a.text} && ${b.text})`);
}

export function either(left: Code, right: Code): Code {
  const [a, b] = [asTruth(left), asTruth(right)];
  if (a.constant !== undefined) return a.constant === 1 ? a : b;
  if (b.constant === 0) return a;
  return truthful(`(${a.text} || ${b.text})`);
}

export function equal(left: Code, right: Code): Code {
  if (left.isTruth && right.constant !== undefined && left.constant === undefined) {
    return right.constant === 1 ? left : right.constant === 0 ? not(left) : truth(false);
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a.constant !== undefined && b.constant !== undefined) return truth(a.constant === b.constant);
  if (a.constant !== undefined) return equal(b, a);
  if (b.constant !== undefined) return equalConstant(a, b.constant);
  if (a.text === b.text) return truth(true);
  return truthful(`(${a.text} === ${b.text})`);
}

function equalConstant(code: Code, value: number): Code {
  const { leaf, table, sum } = code;
  if (sum !== undefined) return equal(sum.of, number(value - sum.by));
  if (table !== undefined) {
    const found = table.values.flatMap((each, index) => (each === value ? [index] : []));
    if (found.length === table.values.length) return truth(true);
    return found.map((index) => equal(table.index, number(index))).reduce(either, truth(false));
  }
  if (leaf === undefined) return truthful(`(${code.text} === ${number(value).text})`);
  if (value < 0 || value > ones(leaf.width)) return truth(false);
  const mask = ones(leaf.width) << leaf.shift;
  const text = `((s${leaf.word} & ${mask}) === ${value << leaf.shift})`;
  return { ...truthful(text), test: { leaf, value } };
}

export function less(left: Code, operator: "<" | "<=", right: Code): Code {
  if (left.constant !== undefined && right.constant !== undefined) {
    const { constant: a } = left;
    const { constant: b } = right;
    return truth(operator === "<" ? a < b : a <= b);
  }
  return truthful(`(${left.text} ${operator} ${right.text})`);
}

export type Arithmetic = "+" | "-" | "*" | "&" | "|" | "<<" | ">>>";

export function arithmetic(left: Code, operator: Arithmetic, right: Code): Code {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a.constant !== undefined && b.constant !== undefined) {
    return number(compute(a.constant, operator, b.constant));
  }
  if (b.constant === 0 && operator !== "*" && operator !== "&") return a;
  if (a.constant === 0 && (operator === "+" || operator === "|")) return b;
  if ((a.constant === 0 || b.constant === 0) && operator === "&") return number(0);
  return numeric(`(${a.text} ${operator} ${b.text})`);
}

function compute(a: number, operator: Arithmetic, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "<<":
      return a << b;
    case ">>>":
      return a >>> b;
  }
}

export function plus(code: Code, offset: number): Code {
  const { of, by } = code.sum ?? { of: asNumber(code), by: 0 };
  const total = by + offset;
  if (of.constant !== undefined) return number(of.constant + total);
  if (total === 0) return of;
  const text = total < 0 ? `(${of.text} - ${-total})` : `(${of.text} + ${total})`;
  return { ...numeric(text, of.isPlain), sum: { of, by: total } };
}

/** `condition ? yes : no`. */
export function select(condition: Code, yes: Code, no: Code): Code {
  const test = asTruth(condition);
  if (test.constant !== undefined) return test.constant === 1 ? yes : no;
  if (yes.isTruth || no.isTruth) return selectTruth(test, asTruth(yes), asTruth(no));
  if (yes.text === no.text) return yes;
  if (yes.constant !== undefined && no.constant !== undefined) {
    return lookup({ ...numeric(`(${test.text} ? 1 : 0)`) }, [no.constant, yes.constant], test);
  }
  return numeric(`(${test.text} ? ${yes.text} : ${no.text})`);
}

function selectTruth(test: Code, yes: Code, no: Code): Code {
  if (yes.text === no.text) return yes;
  if (yes.constant === 1) return either(test, no);
  if (yes.constant === 0) return both(not(test), no);
  if (no.constant === 0) return both(test, yes);
  if (no.constant === 1) return either(not(test), yes);
  return truthful(`(${test.text} ? ${yes.text} : ${no.text})`);
}

/** What `values` has at `index`; `test`, if given, is the truth that the index stands for. */
export function lookup(index: Code, values: readonly number[], test?: Code): Code {
  if (index.constant !== undefined) return number(values[index.constant] ?? 0);
  const [first = 0] = values;
  if (values.every((value) => value === first)) return number(first);
  if (test === undefined && values.every((value, at) => value === first + at)) {
    return plus(index, first);
  }
  const head = test === undefined ? index : test;
  const text =
    test === undefined
      ? values
          .slice(0, -1)
          .reduceRight(
            (rest, value, at) => `(${equal(head, number(at)).text} ? ${value} : ${rest})`,
            `${values.at(-1) ?? 0}`,
          )
      : `(${head.text} ? ${values[1] ?? 0} : ${values[0] ?? 0})`;
  const own = test === undefined ? index : test;
  return { ...numeric(text), table: { index: own, values } };
}
