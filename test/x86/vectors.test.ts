// Every call of a file of vectors, which the kernel's own functions answered, is answered by the
// generated library in the same way. `VECTORS=file` takes another file of the same form.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { answer, type Vector, type Vectors } from "./machine.js";

const own = fileURLToPath(new URL("vectors.json", import.meta.url));
const data = JSON.parse(readFileSync(process.env["VECTORS"] ?? own, "utf8")) as Vectors;

const calls = new Map<string, Vector[]>();
for (const vector of data.vectors) {
  const name = vector.call.replace(/^const:.*/, "constants");
  calls.set(name, [...(calls.get(name) ?? []), vector]);
}

function told(vector: Vector): string {
  try {
    return answer(vector, data);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("the kernel's answers", () => {
  test("there are some", () => {
    expect(data.vectors.length).toBeGreaterThan(0);
  });

  test.each([...calls])("%s", (_, vectors) => {
    const shown = ({ id, call, args, steps, kernel, config, env }: Vector, value: string) =>
      `${id} ${call} ${JSON.stringify(steps ?? args)} ${kernel} ${config} ${env}: ${value}`;
    expect(vectors.map((each) => shown(each, told(each)))).toEqual(
      vectors.map((each) => shown(each, `0x${BigInt(each.value).toString(16)}`)),
    );
  });
});
