// The tools that are compared: how each makes a program of a model, and how that runs. A tool's
// `prepare` gives its programs by name, each with the seconds it took to make; a program runs as
// often as one likes and gives what it took and the states that it found.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const lockwright = here("../../dist/cli/main.js");

/** The text file of a model for a tool. */
const modelOf = ({ model }, extension) => here(`models/${model}.${extension}`);

const defines = ({ size }) =>
  Object.entries(size).map(([name, value]) => `-D${name.toUpperCase()}=${value}`);

/** Runs commands in a folder of their own, each measured. */
export class Workshop {
  #folder;

  constructor(folder) {
    this.#folder = folder;
    this.run("cc", ["-O2", "-o", this.path("measure"), here("measure.c")]);
  }

  path(name) {
    return join(this.#folder, name);
  }

  run(command, args) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.#folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    if (status === 0) return stdout;
    const said = error?.message ?? `${stdout}\n${stderr}`;
    throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${said}`);
  }

  /** What the command takes, in seconds and bytes, and what it prints. */
  measure(command, ...args) {
    const taken = this.path("taken");
    const printed = this.run(this.path("measure"), [taken, command, ...args]);
    const [wall, cpu, kibibytes] = readFileSync(taken, "utf8").split(" ").map(Number);
    return { wall, cpu, resident: kibibytes * 1024, printed };
  }
}

/** States from which on compiling without optimisation does not pay. */
const large = 1e6;

const nothing = { wall: 0, cpu: 0 };

const sum = (one, other) => ({ wall: one.wall + other.wall, cpu: one.cpu + other.cpu });

/** A number that a program prints before these words. */
function numberBefore(printed, words) {
  const found = new RegExp(`([\\d,]+) ${words}`).exec(printed)?.[1];
  if (found === undefined) throw new Error(`no "${words}" in\n${printed}`);
  return Number(found.replaceAll(",", ""));
}

/** The whole of `lockwright check`, and its search alone with one worker and with two. */
const ours = {
  name: "lockwright",
  prepare(_, one, { isQuick }) {
    const spec = modelOf(one, "lw");
    const options = ["--variant", one.variant, "--workers", "1", "--json"];
    const searching = (workers) => ({
      made: nothing,
      run(shop) {
        const { resident, printed } = shop.measure(
          ...[execPath, here("search.js"), spec, one.variant, `${workers}`],
        );
        return { ...JSON.parse(printed), resident };
      },
    });
    if (isQuick) return { one: searching(1) };
    return {
      check: {
        made: nothing,
        run(shop) {
          const { printed, ...taken } = shop.measure(
            execPath,
            lockwright,
            "check",
            spec,
            ...options,
          );
          const [{ distinct, generated }] = JSON.parse(printed).runs;
          return { ...taken, distinct, generated };
        },
      },
      one: searching(1),
      two: searching(2),
    };
  },
};

/**
 * SPIN without reductions and without what hides states: dead variables (-o2) and merged statements
 * (-o3). Its table is as large as its states need from the start, and its stack as deep.
 */
const spin = {
  name: "spin",
  prepare(shop, one, { states, isQuick }) {
    copyFileSync(modelOf(one, "pml"), shop.path("model.pml"));
    const generated = shop.measure("spin", "-o2", "-o3", ...defines(one), "-a", "model.pml");
    const common = ["-w", "-DSAFETY", "-DNOREDUCE", "-DMEMLIM=20000"];
    const quick = states < large ? { quick: ["-O0"] } : {};
    const slower = isQuick ? {} : { optimised: ["-O2"], bfs: ["-O2", "-DBFS"] };
    const bits = Math.max(18, Math.ceil(Math.log2(states)) + 1);
    const made = ([name, flags]) => {
      const compiled = shop.measure("gcc", ...common, ...flags, "-o", `spin-${name}`, "pan.c");
      const run = () => {
        const depth = name === "bfs" ? [] : [`-m${Math.max(10000, states)}`];
        const { printed, ...taken } = shop.measure(`./spin-${name}`, `-w${bits}`, ...depth);
        const distinct = numberBefore(printed, "states, stored");
        // The initial state is counted as a transition, too.
        return { ...taken, distinct, generated: numberBefore(printed, "transitions \\(=") };
      };
      return [name, { made: sum(generated, compiled), run }];
    };
    return Object.fromEntries(Object.entries({ ...quick, ...slower }).map(made));
  },
};

const rumur = {
  name: "rumur",
  prepare(shop, one, { states, isQuick }) {
    const constants = Object.entries(one.size).map(([name, value]) => `const ${name}: ${value};`);
    const text = readFileSync(modelOf(one, "m"), "utf8");
    writeFileSync(shop.path("model.m"), [...constants, text].join("\n"));
    const options = ["--threads", "1", "--deadlock-detection", "off"];
    const generated = shop.measure("rumur", ...options, "--output", "model.c", "model.m");
    const quick = states < large ? { quick: ["-O0"] } : {};
    const slower = isQuick ? {} : { optimised: ["-O3", "-march=native"] };
    const made = ([name, flags]) => {
      const compiled = shop.measure(
        ...["gcc", "-w", "-mcx16", ...flags, "-o", `rumur-${name}`, "model.c", "-lpthread"],
      );
      const run = () => {
        const { printed, ...taken } = shop.measure(`./rumur-${name}`);
        const last = printed.slice(printed.indexOf("State Space Explored"));
        const distinct = numberBefore(last, "states");
        return { ...taken, distinct, generated: numberBefore(last, "rules fired") + 1 };
      };
      return [name, { made: sum(generated, compiled), run }];
    };
    return Object.fromEntries(Object.entries({ ...quick, ...slower }).map(made));
  },
};

/** The design of the search written by hand in C, for one of the models. */
const twin = {
  name: "twin",
  prepare(shop, one) {
    if (one.model !== "german") return {};
    shop.run("gcc", ["-O3", "-march=native", ...defines(one), "-o", "twin", here("twin.c")]);
    const run = () => {
      const { printed, ...taken } = shop.measure("./twin");
      const distinct = numberBefore(printed, "states");
      return { ...taken, distinct, generated: numberBefore(printed, "successors") + 1 };
    };
    return { run: { made: nothing, run } };
  },
};

/** TLC, if `TLC_JAR` names it, on models that have a TLA+ text. */
const tlc = {
  name: "tlc",
  prepare(shop, one) {
    const text = modelOf(one, "tla");
    if (env.TLC_JAR === undefined || !existsSync(text)) return {};
    const { model, size } = one;
    copyFileSync(text, shop.path(`${model}.tla`));
    const constants = Object.entries(size).map(
      ([name, value]) => `${name.toUpperCase()} = ${value}`,
    );
    const settings = ["INIT Init", "NEXT Next", "INVARIANT Invariant", "CONSTANTS", ...constants];
    writeFileSync(shop.path(`${model}.cfg`), `${settings.join("\n")}\n`);
    const run = () => {
      const { printed, ...taken } = shop.measure(
        ...["java", "-XX:+UseParallelGC", "-jar", env.TLC_JAR],
        ...["-workers", "1", "-deadlock", "-metadir", shop.path("tlc"), `${model}.tla`],
      );
      const distinct = numberBefore(printed, "distinct states found");
      return { ...taken, distinct, generated: numberBefore(printed, "states generated") };
    };
    return { run: { made: nothing, run } };
  },
};

export const tools = [ours, spin, rumur, twin, tlc];
