// The command line as a function: arguments in, output to a terminal, an exit code out. Commands
// are loaded when they run, and nothing that goes wrong ends in a stack trace.

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { CheckOptions } from "./check.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { packageVersion } from "./files.js";
import type { DiffOptions } from "./diff.js";
import type { FmtOptions } from "./fmt.js";
import type { GenerateOptions } from "./generate.js";
import type { LintOptions } from "./lint.js";
import type { PteOptions } from "./pte.js";
import type { MatrixOptions } from "./matrix.js";
import type { RelaxOptions } from "./relax.js";
import type { SimulateOptions } from "./simulate.js";
import type { Terminal } from "./terminal.js";

const exitCodes = `
Exit codes:
  0  all as expected
  1  not as expected; lint: an error; generate --check: a file is out of date;
     fmt --check: a spec is not in its layout
  2  the spec has errors, or the command line is wrong
  3  undecided: a limit ended the search
  4  a bug of Lockwright
`;

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function names(value: string): readonly string[] {
  return value.split(",").map((each) => each.trim());
}

function positive(value: string): number {
  const count = Number(value.replaceAll("_", ""));
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError("It takes a number above zero.");
  }
  return count;
}

function seconds(value: string): number {
  const count = Number(value);
  if (value.trim() === "" || !(count >= 0 && count < 1e6)) {
    throw new InvalidArgumentError("It takes a number of seconds.");
  }
  return count;
}

const constants = [
  "--const <setting>",
  "a constant or a switch of this run, as in n=4, may be repeated",
  collect,
] as const;

const units = ["", "K", "M", "G", "T"];

/** A size such as 500M or 8G; a unit is 1024 of the one before. */
function bytes(value: string): number {
  const [, count = "", unit = ""] =
    /^([0-9]+(?:[.][0-9]+)?) *([KMGT]?)(?:i?B)?$/i.exec(value) ?? [];
  const size = Number(count) * 1024 ** units.indexOf(unit.toUpperCase());
  if (count === "" || size < 1) {
    throw new InvalidArgumentError("It takes a size such as 500M or 8G.");
  }
  return size;
}

/** How the commands reach the world: where they print, and what they say when they are done. */
interface World {
  terminal(command: Command): Terminal;
  finish(code: ExitCode): void;
}

/** A terminal: in colours, if they are allowed, and telling of progress even where it is none. */
type Open = (colour: boolean, progress: boolean) => Terminal;

/** Runs `lockwright` with these arguments. */
export async function run(args: readonly string[], open: Open): Promise<ExitCode> {
  const plain = open(false, false);
  let result: ExitCode = exit.asExpected;
  const world: World = {
    terminal: (command) => {
      const { colour, color } = command.optsWithGlobals<{ colour: boolean; color: boolean }>();
      const { progress = false } = command.opts<{ progress?: boolean }>();
      return open(colour && color, progress);
    },
    finish: (code) => {
      result = code;
    },
  };
  try {
    await programIn(world, plain).parseAsync(args, { from: "user" });
    return result;
  } catch (error) {
    return exitOfError(error, plain);
  }
}

function programIn(world: World, plain: Terminal): Command {
  const program = new Command("lockwright")
    .description("Checks specifications of locking rules, and generates readable models of them.")
    .version(packageVersion())
    .option("--no-colour", "never use colours")
    .addOption(new Option("--no-color").hideHelp())
    .addHelpText("after", exitCodes)
    .configureOutput({
      writeOut: (text) => plain.print(text),
      writeErr: (text) => plain.complain(text),
    })
    .exitOverride();
  const commands = [
    addCheck,
    addSimulate,
    addMatrix,
    addRelax,
    addLint,
    addDiff,
    addGenerate,
    addFmt,
    addPte,
    addExplain,
  ];
  for (const add of commands) add(program, world);
  return program;
}

function addCheck(program: Command, world: World): void {
  program
    .command("check")
    .description("explore every interleaving of a spec and say which rules hold")
    .argument("<spec>", "the spec, a .lw file")
    .option(
      "--variant <name>",
      "a variant to check, may be repeated (default: all with an expect line or a scenario)",
      collect,
    )
    .option("--run <counts>", "instances of each process, as in 'Fault*2, Retract'")
    .option(...constants)
    .addOption(
      new Option("--engine <name>", "what is searched: the packed kernel, or the readable model")
        .choices(["packed", "readable"])
        .default("packed"),
    )
    .option("--workers <count>", "threads of a packed search (default: all cores)", positive)
    .option("--max-states <count>", "give up after so many states", positive)
    .option(
      "--max-memory <size>",
      "give up when states take so much memory, as in 8G (default: three quarters of it)",
      bytes,
    )
    .option(
      "--explain <variant>",
      "tell expected violations and witnesses too, may be repeated",
      collect,
    )
    .option(
      "--compact",
      "keep 64 bits of each state: less memory, and a small chance of an omission",
    )
    .option("--no-symmetry", "tell states apart by the names of interchangeable values too")
    .option(
      "--no-partial-order",
      "take all orders of steps, also where they make no difference in large searches",
    )
    .option("--checkpoint <folder>", "write down where the search is, to go on with --resume")
    .option("--resume <folder>", "go on from the checkpoints in a folder, and keep writing there")
    .option("--checkpoint-every <seconds>", "the time between two (default: 60)", seconds)
    .option("--progress", "tell how far the search is every ten seconds, without a terminal too")
    .option("--json", "print the report as JSON")
    .option("--itf <file>", "write the first counterexample as an ITF trace")
    .option("--no-colour", "never use colours")
    .action(async (spec: string, options: CheckOptions, command: Command) => {
      const { check } = await import("./check.js");
      world.finish(await check(spec, options, world.terminal(command)));
    });
}

function addSimulate(program: Command, world: World): void {
  program
    .command("simulate")
    .description("take walks through a spec that is too large to be explored")
    .argument("<spec>", "the spec, a .lw file")
    .option("--variant <name>", "a variant, may be repeated (default: as check)", collect)
    .option("--run <counts>", "instances of each process, as in 'Fault*2, Retract'")
    .option(...constants)
    .addOption(
      new Option("--schedule <name>", "who goes next: anybody, or by priorities that change")
        .choices(["random", "pct"])
        .default("random"),
    )
    .option("--seed <number>", "the same seed takes the same walks", positive, 1)
    .option("--walks <count>", "how many walks", positive, 1000)
    .option("--depth <steps>", "how long a walk is, at most", positive, 200)
    .option("--changes <count>", "with pct: how often priorities change in a walk", positive, 2)
    .option("--explain <variant>", "tell expected violations too, may be repeated", collect)
    .option("--progress", "tell how far it is every ten seconds, without a terminal too")
    .option("--json", "print the report as JSON")
    .option("--itf <file>", "write the first counterexample as an ITF trace")
    .option("--no-colour", "never use colours")
    .action(async (spec: string, options: SimulateOptions, command: Command) => {
      const { simulate } = await import("./simulate.js");
      world.finish(await simulate(spec, options, world.terminal(command)));
    });
}

function addMatrix(program: Command, world: World): void {
  judging(
    program
      .command("matrix")
      .description("judge every combination of the values of a spec's switches")
      .argument("<spec>", "the spec, a .lw file")
      .option("--axis <names>", "the switches to combine, as in a,b (default: all)")
      .option("--variant <name>", "the variant to start from (default: the spec as written)")
      .option("--run <counts>", "instances of each process, as in 'Fault*2, Retract'")
      .option(...constants)
      .option("--html <file>", "write the table as a page, too"),
  ).action(async (spec: string, options: MatrixOptions, command: Command) => {
    const { matrix } = await import("./matrix.js");
    world.finish(await matrix(spec, options, world.terminal(command)));
  });
}

function addRelax(program: Command, world: World): void {
  judging(
    program
      .command("relax")
      .description(
        "take away each lock, recheck, section and exception: is it needed, and for what",
      )
      .argument("<spec>", "the spec, a .lw file")
      .option("--variant <name>", "the variant to relax (default: the spec as written)")
      .option("--run <counts>", "instances of each process, as in 'Fault*2, Retract'")
      .option(...constants)
      .option("--exceptions", "count the exceptions of each rule, and say which bear a load")
      .option("--explain <name>", "tell what is lost without it, step by step; repeatable", collect)
      .option("--only <names>", "of these steps, processes, rules and switches only", names),
  ).action(async (spec: string, options: RelaxOptions, command: Command) => {
    const { relax } = await import("./relax.js");
    world.finish(await relax(spec, options, world.terminal(command)));
  });
}

/** The options of commands that judge many models. */
function judging(command: Command): Command {
  return keeping(command)
    .option("--max-states <count>", "give a model up after so many states", positive)
    .option("--max-memory <size>", "what all models may take at a time, as in 8G", bytes)
    .option("--json", "print the report as JSON")
    .option("--no-colour", "never use colours");
}

/** The options of commands that keep judgements of models. */
function keeping(command: Command): Command {
  return command
    .option("--workers <count>", "models judged at a time (default: all cores)", positive)
    .option("--cache <folder>", "where judgements are kept (default: ~/.cache/lockwright)")
    .option("--no-cache", "judge everything anew, and keep nothing")
    .option("--progress", "tell how far it is every ten seconds, without a terminal too");
}

function addLint(program: Command, world: World): void {
  program
    .command("lint")
    .description("say what is wrong, or may be, without a search: in milliseconds")
    .argument("<spec>", "the spec, a .lw file")
    .option("--variant <name>", "a variant to lint, may be repeated (default: as check)", collect)
    .option(...constants)
    .option("--json", "print the findings as JSON")
    .action(async (spec: string, options: LintOptions, command: Command) => {
      const { lintSpec } = await import("./lint.js");
      world.finish(lintSpec(spec, options, world.terminal(command)));
    });
}

function addDiff(program: Command, world: World): void {
  keeping(program.command("diff"))
    .description("say what is written, judged and done differently in variants, specs or revisions")
    .argument("<spec...>", "specs with variants, as in 'a.lw@old a.lw@new', 'a.lw@old @new', 'a b'")
    .option("--git <revisions>", "one spec in two revisions, v1..v2, or in one and as it is now")
    .option("--run <counts>", "instances of each process, as in 'Fault*2, Retract', in all of them")
    .option(...constants)
    .option(
      "--observe <names>",
      "variables and steps to see, as in 'pmd, Fault.pte_same' (default: what is shared, " +
        "and which step changes it)",
      names,
    )
    .option("--max-states <count>", "give up after so many states of one of them", positive)
    .option("--code", "show how the generated models differ, too")
    .option("--json", "print the report as JSON")
    .option("--markdown", "print it as Markdown")
    .option("--html <file>", "write it as one HTML file, too")
    .option("--fail-on <names>", "what exit code 1 is for, as in 'new,vacuous' (default: anything)")
    .option("--no-colour", "never use colours")
    .action(async (specs: string[], options: DiffOptions, command: Command) => {
      const { diff } = await import("./diff.js");
      world.finish(await diff(specs, options, world.terminal(command)));
    });
}

function addGenerate(program: Command, world: World): void {
  program
    .command("generate")
    .description("write the readable TypeScript model of specs")
    .argument("[spec...]", "the specs (default: every model under specs/)")
    .option("--check", "write nothing; fail and show the difference if a file is out of date")
    .option("--kernel", "write the packed kernel that is searched, too, as NAME.kernel.ts")
    .option("--out <folder>", "where the models go", "generated")
    .option("--variant <name>", "the variant to generate (default: the spec as written)")
    .option(...constants)
    .action(async (specs: string[], options: GenerateOptions, command: Command) => {
      const { generate } = await import("./generate.js");
      world.finish(await generate(specs, options, world.terminal(command)));
    });
}

function addFmt(program: Command, world: World): void {
  program
    .command("fmt")
    .description("lay specs out in the one canonical way, in place")
    .argument(
      "[spec...]",
      "the specs, or folders of them; `-` or nothing: standard input to standard output",
    )
    .option("--check", "write nothing; list what would change and fail")
    .action(async (specs: string[], options: FmtOptions, command: Command) => {
      const { fmt } = await import("./fmt.js");
      world.finish(fmt(specs, options, world.terminal(command)));
    });
}

function addPte(program: Command, world: World): void {
  program
    .command("pte")
    .description("say what an entry of an x86 page table means to Linux, and what else it could")
    .argument("<entry>", "a number, as in 0x8000000012345867")
    .addOption(
      new Option("--kernel <version>", "the kernel; 7 is derived, not measured")
        .choices(["6.1", "6.12.107", "6.12", "7"])
        .default("6.12"),
    )
    .addOption(
      new Option("--level <name>", "the table that the entry is in")
        .choices(["pte", "pmd", "pud", "p4d", "pgd"])
        .default("pte"),
    )
    .addOption(
      new Option("--paging <levels>", "levels of tables; pae and 2 are 32-bit")
        .choices(["4", "5", "pae", "2"])
        .default("4"),
    )
    .option("--device-private", "the kernel knows memory of devices")
    .option("--shadow-stacks", "the CPU has shadow stacks")
    .option("--encryption <mask>", "the bit of an address that means encrypted")
    .option("--json", "print it as JSON")
    .action(async (entry: string, options: PteOptions, command: Command) => {
      const { pte } = await import("./pte.js");
      world.finish(await pte(entry, options, world.terminal(command)));
    });
}

function addExplain(program: Command, world: World): void {
  program
    .command("explain")
    .description("explain the code of a diagnostic or a check; without one, list them")
    .argument("[code]", "such as name/unknown, lock_order or guard_pte")
    .action(async (code: string | undefined, _: unknown, command: Command) => {
      const { explain } = await import("./explain.js");
      world.finish(explain(code, world.terminal(command)));
    });
}

/** What an error means for whoever called us. Commander has printed its own already. */
function exitOfError(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exit.asExpected : exit.wrongInput;
  if (error instanceof WrongInput || (error instanceof Error && "syscall" in error)) {
    // What the operating system refuses is no bug of ours.
    terminal.complain(`error: ${error.message}`);
    return exit.wrongInput;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  terminal.complain(message.split("\n", 1)[0] ?? "");
  terminal.complain("This is a bug of Lockwright: please report it, with the spec.");
  if (process.env["LOCKWRIGHT_DEBUG"] && error instanceof Error)
    terminal.complain(error.stack ?? "");
  return exit.bug;
}
