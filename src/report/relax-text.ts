// The report of `relax`: what is needed and for what, what is not, what nobody knows; then the
// rules and guards by what they watch over, and other values of switches. ASCII, at most 75 wide.

import type { Core } from "../core/core.js";
import type { Ruling } from "../diff/judgement.js";
import { isGuardsOnly, type Outcome } from "../relax/comparison.js";
import type { Finding, Study, Watch } from "../relax/study.js";
import type { Together } from "../relax/together.js";
import { counted, grouped, pageWidth, wrap, wrapList } from "./wrap.js";

/** More names than these are counted. */
const mostNames = 4;

export function relaxText(core: Core, variant: string, found: Study): string {
  const { mechanisms, claims, base } = found;
  const title = core.sentence === undefined ? core.name : `${core.name}: ${core.sentence}`;
  const of = (isMeant: (finding: Finding) => boolean) => mechanisms.filter(isMeant);
  const parts = [
    wrap(title, pageWidth, 2),
    wrap(
      `${variant}: ${grouped(base.distinct)} states; ${counted(mechanisms.length, "mechanism")}, ` +
        `${counted(claims.length, "part")} of rules; ${counted(found.models, "model")} judged`,
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
    ...drawClaims(claims, found.strongest),
    drawWatches(found.watches),
    drawSwitches(found),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** `relax --exceptions`: each rule with exceptions, and which of them bear a load. */
export function exceptionsText(core: Core, variant: string, { claims }: Study): string {
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
  const none = lines.length === 0 ? [`${variant}: no rules`] : [`${variant}:`, ...lines];
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
  return sets.flatMap((set, index) => [
    ...(index === 0 ? wrap(`${head}${note}`, pageWidth, 2) : ["or"]),
    ...wrapList("", set, pageWidth - 2).map((line) => `  ${line}`),
  ]);
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

/** Which mechanisms nothing but one property watches over; and which properties watch over none. */
function drawWatches(watches: readonly Watch[]): readonly string[] {
  const declared = watches.filter(({ kind }) => kind !== "check" && kind !== "reachable");
  const line = (name: string, rest: string) =>
    wrap(`${name}: ${rest}`, pageWidth - 2, 4).map((each) => `  ${each}`);
  const names = (all: readonly string[]) =>
    all.length > mostNames
      ? `${all.slice(0, mostNames).join(", ")}, ${all.length - mostNames} more`
      : all.join(", ");
  const told = declared.flatMap(({ property, catches, alone }) => {
    if (alone.length > 0) return line(property, `it alone notices ${names(alone)}`);
    return catches.length > 0
      ? line(property, `notices ${grouped(catches.length)}, as others do`)
      : line(property, "notices none");
  });
  return told.length === 0
    ? []
    : ["of which mechanisms rules, guards and invariants notice the lack", ...told];
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
