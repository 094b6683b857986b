// The search of a packed kernel: breadth-first by levels, exhaustive and exact. States are found in
// the same order as by the search of the readable model, so that the result is the same, to the
// step of each trace; the readable model says what a finding means and replays traces.

import type { Kernel } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import type { Exploration, Progress, Trace } from "../exploration.js";
import type { Findings, Place } from "../findings.js";
import type { Instance } from "../instance.js";
import { instancesOf } from "../instance.js";
import { behavioursOf, type Behaviours } from "../liveness/behaviours.js";
import { explorationOf, type Searching } from "../outcome.js";
import { packedBehaviours } from "./behaviours.js";
import { Crew, type Threads } from "./crew.js";
import { countsOf, Firsts, inOrder, type First } from "./firsts.js";
import { endOf, foundOf, formOf, initialLike } from "./folding.js";
import { chunkOf, Hand, numberOf, type Level, type Supply } from "./hand.js";
import { Judge, tellMarks } from "./judge.js";
import { bytesFor, shapeOf, type Limits } from "./limits.js";
import { loopsOf, noBodies, rootLink, strideOf, type Shape } from "./loops.js";
import { bytesOf } from "./memory.js";
import { keysFrom, linkOf, omissionOf, wordsOf } from "./records.js";
import { Room } from "./room.js";
import { StepsKept } from "./steps.js";
import { marksOf, setMarks, stockOf, type Kept, type Standing, type Stock } from "./standing.js";
import { giveLinks, traceTo, type Links } from "./trace.js";

export class PackedSearch<S> implements Searching<S> {
  readonly #model: Model<S>;
  #kernel: Kernel;
  readonly #shape: Shape;
  readonly #threads: Threads | undefined;
  readonly #maxBytes: number;
  readonly #instances: readonly Instance<S>[];
  readonly #judge: Judge<S>;
  readonly #room: Room;
  readonly #hand: Hand;
  #crew: Crew | undefined;
  /** True while the crew expands the level. */
  #isShared = false;
  /** True once the limit is so near that the search goes on alone. */
  #isAlone = false;

  /** Different states found. */
  #size = 0;
  #level: Level = { count: 0, order: undefined, first: 0, bodies: noBodies, base: 0 };
  /** Ranks of the level that are expanded. */
  #position = 0;
  /** The states of the next level: how many, and as those of a level. */
  #nextCount = 0;
  #nextFirst = 0;
  #nextOrder: Int32Array | undefined;
  #depth = 0;
  /** States beyond a constraint, on all levels up to this one. */
  #beyondBefore = 0;
  #full = false;
  #ended = false;
  /** When orders of steps are to be left out, and when they were. */
  #reducesFrom: number | undefined;
  #reducedFrom: number | undefined;
  readonly #remembers: boolean;
  #standing: Standing | undefined;
  /** Numbers that an earlier search has given out and not used. */
  #unused: Standing["unused"] = [];

  constructor(model: Model<S>, kernel: Kernel, limits: Limits = {}) {
    this.#model = model;
    this.#kernel = kernel;
    this.#shape = shapeOf(model, kernel, limits);
    const { compact, numbered, instances } = this.#shape;
    this.#maxBytes = limits.maxBytes ?? Infinity;
    // Neither what is still to be expanded of a compact search nor the steps kept are shared.
    this.#threads = compact || numbered ? undefined : limits.threads;
    this.#instances = instancesOf(model);
    if (this.#instances.length !== instances) {
      throw new Error("the kernel and the readable model have different action instances");
    }
    this.#judge = new Judge(model, kernel, this.#instances);
    const loops = loopsOf(this.#shape, "alone");
    this.#room = new Room(this.#shape, loops, limits);
    const steps = numbered ? new StepsKept(bytesFor(this.#shape, limits)) : undefined;
    const firsts = new Firsts(countsOf(kernel));
    this.#hand = new Hand(this.#shape, kernel, loops, this.#room.seen, firsts, steps);
    this.#reducesFrom = limits.reducesFrom;
    this.#remembers = limits.remembers ?? false;
    if (limits.from === undefined) this.#start();
    else this.#restore(limits.from);
  }

  advance(count: number): boolean {
    for (let left = count; left > 0 && !this.#ended;) {
      if (this.#isShared) left -= this.#expandShared();
      else if (this.#full) this.#ended = true;
      else if (this.#position === this.#level.count) this.#beginLevel();
      else if (this.#sharesLevel()) this.#beginShared();
      else left -= this.#expandChunk();
    }
    if (this.#ended) this.#crew?.quit();
    return this.#ended;
  }

  progress(): Progress {
    const frontier = this.#level.count - this.#position + this.#nextCount;
    return { ...this.#counts, frontier };
  }

  get #counts(): Omit<Progress, "frontier"> {
    return { distinct: this.#size - this.#beyond, generated: this.#generated, depth: this.#depth };
  }

  /** Where the search stood when it last began a level, if it remembers. */
  get standing(): Standing | undefined {
    return this.#standing;
  }

  /** The arrays that belong to the standing. */
  get stock(): Stock {
    return stockOf(this.#shape, this.#hand.seen, this.#level);
  }

  result(): Exploration<S> {
    this.#stop();
    const findings = this.#findings();
    const isTaken = tellMarks(this.#kernel, findings);
    const bytes = bytesOf(this.#size, strideOf(this.#shape));
    const searched = { ...this.#counts, complete: this.#ended && !this.#full };
    const { symmetry, ...counts } = foundOf(
      this.#kernel,
      searched,
      this.#reducedFrom === undefined ? this.#model : undefined,
    );
    const exploration = explorationOf(this.#model, {
      ...{ counts, findings, isTaken },
      maxStates: this.#room.maxStates,
      traceTo: (place) => this.#traceTo(place),
      behaviours: (most) => this.behaviours() ?? behavioursOf(this.#model, most),
      maxBytes: this.#maxBytes - bytes,
    });
    return {
      ...exploration,
      bytes,
      ...(symmetry && { symmetry }),
      ...(this.#reducedFrom === undefined ? {} : { reducedFrom: this.#reducedFrom }),
      ...(this.#shape.compact ? { omission: omissionOf(this.#size) } : {}),
    };
  }

  /** What was found, in the names that the traces have. */
  #findings(): Findings<S> {
    if (this.#kernel.symmetry === undefined) return this.#judge.findings;
    return this.#judge.named((number) => endOf(this.#traceTo({ state: number })));
  }

  /** The states found and the steps between them, if they were kept. */
  behaviours(): Behaviours<S> | undefined {
    const { steps, seen } = this.#hand;
    if (steps === undefined) return undefined;
    const states = { arena: seen.arena, stride: strideOf(this.#shape), count: this.#size };
    return packedBehaviours(this.#kernel, this.#instances, steps, states);
  }

  get #generated(): number {
    return this.#hand.generated + (this.#crew?.generated ?? 0);
  }

  /** States found that lie beyond a constraint. */
  get #beyond(): number {
    return (this.#kernel.beyond[0] ?? 0) + (this.#crew?.beyond ?? 0);
  }

  /** Ends the search where it is. */
  #stop(): void {
    if (this.#isShared) {
      this.#crew?.stop();
      while (!this.#endShared());
    }
    if (!this.#ended) this.#crew?.quit();
    setMarks(this.#kernel, marksOf(this.#kernel, this.#crew?.marks ?? []));
  }

  /** Adds the initial states, which are the first level. */
  #start(): void {
    let from = 0;
    this.#hand.list(this.#kernel.initial(this.#model), (count) => {
      if (this.#full) return;
      const known = this.#hand.seen.next;
      const isAll = this.#hand.addListed(count, this.#kernel.symmetry, this.#supply);
      if (!isAll) this.#full = true;
      this.#settle(known, from, () => rootLink);
      from += count;
    });
    this.#judge.begun();
  }

  get isBrokenOff(): boolean {
    return this.#reducedFrom !== undefined && this.#judge.findings.isAnyViolated;
  }

  /** From now on leaves out orders of steps that make no difference, if it is time. */
  #reduce(): void {
    if (this.#reducesFrom === undefined || this.#size < this.#reducesFrom) return;
    this.#reducesFrom = undefined;
    if (this.#judge.findings.isAnyViolated) return;
    const loops = this.#kernel.reduce(this.#model);
    if (loops === undefined) return;
    this.#reducedFrom = this.#size;
    this.#dismiss();
    this.#kernel = { ...this.#kernel, ...loops };
    this.#hand.use(this.#kernel);
  }

  /** Ends the crew; another one may be hired. */
  #dismiss(): void {
    const crew = this.#crew;
    if (crew === undefined) return;
    crew.quit();
    this.#unused = [...this.#unused, ...crew.unused];
    this.#hand.generated += crew.generated;
    setMarks(this.#kernel, marksOf(this.#kernel, crew.marks));
    this.#crew = undefined;
  }

  #beginLevel(): void {
    if (this.isBrokenOff) {
      this.#ended = true;
      return;
    }
    this.#reduce();
    const [count, order, first] = [this.#nextCount, this.#nextOrder, this.#nextFirst];
    const { seen } = this.#hand;
    const before = this.#level.bodies;
    this.#level = { count, order, first, bodies: seen.bodies, base: seen.base };
    this.#position = 0;
    this.#nextCount = 0;
    this.#nextOrder = undefined;
    if (this.#crew !== undefined) seen.next = this.#crew.allotted;
    this.#nextFirst = seen.next;
    if (this.#shape.compact) [seen.bodies, seen.base] = [before, seen.next];
    if (count === 0) this.#ended = true;
    else if (this.#beyond - this.#beyondBefore < count) this.#depth++;
    this.#beyondBefore = this.#beyond;
    if (this.#remembers) this.#remember();
  }

  #remember(): void {
    const { count, order, first } = this.#level;
    this.#standing = {
      size: this.#size,
      beyond: this.#beyond,
      generated: this.#generated,
      depth: this.#depth,
      ended: this.#ended,
      allotted: this.#hand.seen.next,
      unused: [...this.#unused, ...(this.#crew?.unused ?? [])],
      level: { count, first, isOrdered: order !== undefined },
      ...marksOf(this.#kernel, this.#crew?.marks ?? []),
      judged: this.#judge.record.slice(),
    };
  }

  /** Goes on from where an earlier search stood. */
  #restore({ standing, readRecords, order, bodies }: Kept): void {
    const { size, generated, depth, ended, allotted, unused, level, judged } = standing;
    const { seen, loops } = this.#hand;
    const stride = strideOf(this.#shape);
    this.#room.reserve(allotted);
    if (allotted > this.#room.memory.room) throw new Error("there is no room for the checkpoint");
    readRecords(0, seen.arena.subarray(0, allotted * stride));
    for (const [from, to] of unused) seen.arena.fill(0, from * stride, to * stride);
    if (!ended || this.#shape.numbered) loops.enter(seen, 0, allotted);
    [this.#size, this.#depth, this.#ended, this.#unused] = [size, depth, ended, unused];
    [seen.next, this.#nextFirst, seen.base] = [allotted, allotted, allotted];
    if (this.#shape.numbered) this.#hand.learnSteps(level.first, this.#supply);
    this.#hand.generated = generated;
    setMarks(this.#kernel, standing);
    this.#kernel.beyond[0] = this.#beyondBefore = standing.beyond;
    for (const { first, words } of judged) this.#judge.judge(first, words);
    this.#judge.begun();
    const { count, first } = level;
    this.#level = { count, order, first, bodies: bodies ?? noBodies, base: first };
    if (this.#remembers) this.#standing = standing;
  }

  /**
   * True if the crew is to expand what is left of the level; it is hired when there is enough to
   * do.
   */
  #sharesLevel(): boolean {
    const left = this.#level.count - this.#position;
    if (this.#threads === undefined || this.#isAlone || !this.#room.memory.isLarge) return false;
    if (this.#crew === undefined) {
      this.#crew = new Crew(this.#kernel, this.#shape, this.#room.memory, this.#threads);
      this.#crew.allotted = this.#hand.seen.next;
      this.#level = this.#crew.adopt(this.#level);
    }
    return left >= this.#threads.fromLevel && this.#crew.isReady;
  }

  #beginShared(): void {
    const crew = this.#crew;
    if (crew === undefined) return;
    const start = this.#position;
    const count = Math.min(this.#level.count - start, crew.most);
    this.#nextOrder ??= crew.startOrder(this.#level, this.#nextFirst, this.#nextCount);
    crew.begin(this.#level, start, count, this.#nextCount, this.#judge.active);
    this.#isShared = true;
  }

  /** Expands a chunk of what the crew expands; how many states. */
  #expandShared(): number {
    if (this.#crew?.expandChunk() !== true) this.#endShared();
    return chunkOf(this.#shape);
  }

  /** Ends what the crew has begun; false if there is more of it. */
  #endShared(): boolean {
    const crew = this.#crew;
    if (crew === undefined) return true;
    const found = crew.end(this.#room.maxStates - this.#size);
    if (found === "again") return false;
    this.#isShared = false;
    if (found === "undone") this.#isAlone = true;
    else {
      this.#position += Math.min(this.#level.count - this.#position, crew.most);
      this.#size += found;
      this.#nextCount += found;
      this.#nextOrder = crew.nextOrder(this.#level);
      this.#judgeAll(crew.takeFirsts());
    }
    this.#hand.seen.next = crew.allotted;
    this.#room.useTable();
    return true;
  }

  /**
   * Expands a chunk of states; how many. Near the limit it is one state, so that the search ends
   * where it would without chunks.
   */
  #expandChunk(): number {
    const chunk = chunkOf(this.#shape);
    const isNear = this.#size + chunk * this.#shape.instances > this.#room.maxStates;
    const from = this.#position;
    const to = Math.min(this.#level.count, from + (isNear ? 1 : chunk));
    const known = this.#hand.seen.next;
    if (!this.#hand.expand(this.#level, from, from, to, this.#supply)) this.#full = true;
    this.#position = to;
    this.#settle(known, from, (rank) => numberOf(this.#level, rank) + 1);
    return to - from;
  }

  /** Numbers for new states come in a row, up to the limit. */
  readonly #supply: Supply = {
    prepare: (count) => {
      this.#room.prepare(count, this.#room.maxStates - this.#size);
    },
    refill: () => false,
  };

  /**
   * Looks at the states that a chunk has found, judges what was noticed, and gives the states their
   * links in place of their keys, which count from rank `start`.
   */
  #settle(known: number, start: number, parentOf: (rank: number) => number): void {
    const { next } = this.#hand.seen;
    if (this.#judge.active.some((chunk) => chunk !== 0)) {
      const { numbers, keys } = keysFrom(this.#shape, this.#hand.seen, known);
      this.#hand.inspect(this.#level, numbers, keys, start, this.#judge.active.slice());
    }
    giveLinks(this.#hand.seen, this.#shape, known, (rank) => parentOf(start + rank));
    for (let number = known; number < next && this.#nextOrder !== undefined; number++) {
      this.#nextOrder[this.#nextCount + number - known] = number;
    }
    this.#size += next - known;
    this.#nextCount += next - known;
    if (this.#crew !== undefined) this.#crew.allotted = next;
    this.#judgeAll(this.#hand.firsts.take());
  }

  #judgeAll(firsts: readonly First[]): void {
    const { seen } = this.#hand;
    for (const first of inOrder(firsts))
      this.#judge.judge(first, wordsOf(this.#shape, seen, this.#level, first.state));
  }

  #traceTo({ state: number, step }: Place<S>): Trace<S> {
    const { seen, loops } = this.#hand;
    const isState = (state: S, each: number) =>
      loops.isState(seen, each, formOf(this.#kernel, state));
    const links: Links<S> = {
      link: (each) => linkOf(this.#shape, seen, each),
      isState,
      initial: (each) =>
        this.#shape.compact
          ? this.#model.init.find((state) => isState(state, each))
          : initialLike(this.#model, this.#kernel, seen.arena, each),
    };
    const trace = traceTo(this.#instances, links, number);
    return { ...trace, steps: step === undefined ? trace.steps : [...trace.steps, step] };
  }
}
