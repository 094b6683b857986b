// The report of `relax`: what is needed and for what, what is not, what nobody knows; then the
// rules and guards by what they watch over, and other values of switches. ASCII, at most 75 wide.

import type { Core } from "../core/core.js";
import type { Ruling } from "../diff/judgement.js";
import { isGuardsOnly, type Outcome } from "../relax/comparison.js";
import type { Site } from "../relax/sites.js";
import type { Finding, Study } from "../relax/study.js";
import type { Together } from "../relax/together.js";
import { isTold, type Watch } from "../relax/watches.js";
import { settingText, type Setting } from "./setting.js";
import { counted, grouped, pageWidth, wrap, wrapList } from "./wrap.js";

/** More names than these are counted. */
const mostNames = 4;

/** More sets of names than these, too. */
const mostSets = 4;

export function relaxText(core: Core, setting: Setting, found: Study): string {
  const { mechanisms, claims, base } = found;
  const title = core.sentence === undefined ? core.name : `${core.name}: ${core.sentence}`;
  const of = (isMeant: (finding: Finding) => boolean) => mechanisms.filter(isMeant);
  const parts = [
    wrap(title, pageWidth, 2),
    wrap(
      `${settingText(setting)}: ${grouped(base.distinct)} states; ` +
        `${counted(mechanisms.length, "mechanism")}, ${counted(claims.length, "part")} of rules; ` +
        `${counted(found.models, "model")} judged`,
      pageWidth,
      2,
    ),
    drawFindings(
      "needed: without it is lost, by a shortest trace of so many steps",
      of((each) => each.verdict === "needed" && !isGuardsOnly(each)),
    ),
    drawFindings("needed by guards alone: nothing else breaks", of(isGuardsOnly)),
    drawFindings(
      "redundant: all that is claimed holds without it",
      of(({ verdict }) => verdict === "redundant"),
    ),
    drawTogether("of these can go together", found.together),
    drawFindings(
      "unknown",
      of(({ verdict }) => verdict === "unknown"),
    ),
    drawSites(found),
    ...drawClaims(claims, found.strongest),
    ...drawWatches(found),
    drawSwitches(found),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** `relax --exceptions`: each rule with exceptions, and which of them bear a load. */
export function exceptionsText(core: Core, setting: Setting, { claims }: Study): string {
  const exceptions = claims.filter(({ removal }) => removal.kind === "exception");
  const rules = core.properties.filter(({ kind }) => kind === "rule");
  const lines = rules.flatMap(({ name }) => {
    const own = exceptions.filter(({ removal }) => removal.where === name);
    const bearing = own.filter(({ verdict }) => verdict === "needed").length;
    const head = `${name}: ${counted(own.length, "exception")}`;
    const load = own.length === 0 ? "" : `, ${bearing} load-bearing`;
    return [
      `${head}${load}`,
      ...own.flatMap((each) => drawFinding(each, `${each.id}  ${each.removal.text}`)),
    ];
  });
  const head = settingText(setting);
  const none = lines.length === 0 ? [`${head}: no rules`] : [`${head}:`, ...lines];
  return `${none.join("\n")}\n`;
}

function drawFindings(head: string, found: readonly Finding[]): readonly string[] {
  if (found.length === 0) return [];
  const widest = Math.max(...found.map(({ id }) => id.length));
  return [
    ...wrap(head, pageWidth, 2),
    ...found.flatMap((each) =>
      drawFinding(each, `${each.id.padEnd(widest)}  ${each.removal.text}`),
    ),
  ];
}

/** The thing on one line, and what comes of its removal below. */
function drawFinding(outcome: Outcome, title: string): readonly string[] {
  const text = outcomeText(outcome);
  return [
    ...wrap(title, pageWidth - 2, 4).map((line) => `  ${line}`),
    ...(text === "" ? [] : wrap(text, pageWidth - 6, 2).map((line) => `      ${line}`)),
  ];
}

function outcomeText({ verdict, lost, reason = "" }: Outcome): string {
  if (verdict !== "needed") return reason;
  const shown = lost.slice(0, mostNames).map(lossText);
  const more = lost.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function lossText({ property, kind, steps }: Ruling): string {
  if (kind === "reachable") return `${property} is not reached`;
  return steps === undefined ? property : `${property} ${steps}`;
}

function drawTogether(head: string, { sets, isComplete }: Together): readonly string[] {
  if (sets.every((set) => set.length < 2) && sets.length < 2) return [];
  const note = isComplete ? "" : " (one such set, to which nothing can be added)";
  return [...wrap(`${head}${note}`, pageWidth, 2), ...drawSets(sets)];
}

function drawSets(sets: readonly (readonly string[])[]): readonly string[] {
  const more = sets.length - mostSets;
  return [
    ...sets
      .slice(0, mostSets)
      .flatMap((set, index) => [
        ...(index === 0 ? [] : ["or"]),
        ...wrapList("", set, pageWidth - 2).map((line) => `  ${line}`),
      ]),
    ...(more > 0 ? [`or one of ${grouped(more)} more`] : []),
  ];
}

/** Exceptions, alternatives and orders: those that something is behind, and those that are idle. */
function drawClaims(
  claims: readonly Finding[],
  strongest: Together,
): readonly (readonly string[])[] {
  const parts = claims.filter(({ removal }) => removal.kind !== "order");
  const orders = claims.filter(({ removal }) => removal.kind === "order");
  const idle = (all: readonly Finding[]) => all.filter(({ verdict }) => verdict === "redundant");
  return [
    drawParts("exceptions and alternatives that are made use of", used(parts)),
    drawParts("idle: without it all holds, so the rule can be stricter", idle(parts)),
    drawTogether("the strongest rules that cost no behaviour go without", strongest),
    drawParts("orders that locks are taken in; the other way round is lost", used(orders)),
    drawParts("orders of locks that are not taken together", idle(orders)),
    drawParts(
      "parts of rules of which it is unknown",
      claims.filter(({ verdict }) => verdict === "unknown"),
    ),
  ];
}

function used(all: readonly Finding[]): readonly Finding[] {
  return all.filter(({ verdict }) => verdict === "needed");
}

function drawParts(head: string, found: readonly Finding[]): readonly string[] {
  if (found.length === 0) return [];
  const title = ({ id, removal }: Finding) =>
    removal.kind === "order" ? id : `${id}  ${removal.text}`;
  return [head, ...found.flatMap((each) => drawFinding(each, title(each)))];
}

/** Where a lock is taken, and which looks under it are needed there. */
function drawSites({ sites, mechanisms }: Study): readonly string[] {
  if (sites.length === 0) return [];
  const verdicts = new Map(mechanisms.map(({ id, verdict }) => [id, verdict]));
  const lineOf = ({ id, rechecks }: Site) => {
    const by = (verdict: Outcome["verdict"]) =>
      rechecks.filter((each) => verdicts.get(each) === verdict);
    const said = [
      ["needs", by("needed")],
      ["gets by without", by("redundant")],
      ["unknown of", by("unknown")],
    ] as const;
    const text = said
      .filter(([, names]) => names.length > 0)
      .map(([words, names]) => `${words} ${names.join(", ")}`)
      .join("; ");
    return wrap(`${id}: ${text === "" ? "looks at nothing" : text}`, pageWidth - 4, 4);
  };
  const locks = [...new Set(sites.map(({ lock }) => lock))];
  return [
    "what is looked at again once a lock is taken, and whether it has to be",
    ...locks.flatMap((lock) => [
      `  ${lock}`,
      ...sites
        .filter((site) => site.lock === lock)
        .flatMap((site) => lineOf(site).map((line) => `    ${line}`)),
    ]),
  ];
}

/** Rules, guards and invariants, by what would go unnoticed without each. */
function drawWatches({ watches, fewest }: Study): readonly (readonly string[])[] {
  const told = watches.filter(isTold);
  const of = (verdict: Watch["verdict"]) => told.filter((each) => each.verdict === verdict);
  const indented = (head: string, all: readonly string[]) =>
    wrapList(head, all, pageWidth - 2).map((line) => `  ${line}`);
  const needed = of("needed").flatMap(({ property, alone }) => indented(`${property}: `, alone));
  const listed = (head: string, verdict: Watch["verdict"]) => {
    const all = of(verdict).map(({ property }) => property);
    return all.length === 0 ? [] : [...wrap(head, pageWidth, 2), ...indented("", all)];
  };
  return [
    needed.length === 0
      ? []
      : ["rules, guards and invariants that are needed: each alone notices", ...needed],
    listed("redundant rules, guards and invariants: others notice what they do", "redundant"),
    listed("idle rules, guards and invariants: they notice none of this", "idle"),
    drawFewest(fewest),
  ];
}

function drawFewest({ sets, isComplete }: Together): readonly string[] {
  if (sets.length === 0) return [];
  const note = isComplete ? "" : " (perhaps fewer do)";
  return [`of them these are enough to notice all of it${note}`, ...drawSets(sets)];
}

function drawSwitches({ switches }: Study): readonly string[] {
  if (switches.length === 0) return [];
  return [
    "other values of switches, and what is lost by them",
    ...switches.flatMap((each) => {
      const text = each.verdict === "redundant" ? "nothing" : outcomeText(each);
      return wrap(`${each.name} = ${each.value}: ${text}`, pageWidth - 2, 4).map((x) => `  ${x}`);
    }),
  ];
}
