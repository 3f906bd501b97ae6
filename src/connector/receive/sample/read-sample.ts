import type { Fact, LodgingText } from "../../../domain/movements/fact.ts";
import type { ErrorCode } from "../../../runtime/errors/catalogue.ts";
import { readFrameEvents } from "../../../wire/mllp/framer.ts";
import { readFrame } from "../pam/read-frame.ts";
import type { ReadingContext } from "../pam/reading.ts";
import { readSheet, type SheetOutcome } from "../sheets/read-sheet.ts";
import type { SheetKind } from "../sheets/sheet-issue.ts";

/** How often something was met. */
type Counts = readonly { readonly name: string; readonly count: number }[];

/** What messages can tell about beds; a name is present when at least one message did. */
export const sampleTraits = [
  "unit",
  "room",
  "bed",
  "sex",
  "pre-admission",
  "expected-discharge",
  "leave",
  "bed-status",
] as const;
export type SampleTrait = (typeof sampleTraits)[number];

/**
 * What a sample means, in counts and codes of units. Nothing of a patient is in it, so it may be shown and kept.
 */
export type SampleReading =
  | {
      readonly kind: "hl7";
      readonly messages: number;
      readonly accepted: number;
      readonly refused: Counts;
      readonly events: Counts;
      readonly traits: readonly SampleTrait[];
      readonly units: readonly string[];
    }
  | {
      readonly kind: "sheet";
      readonly sheet: SheetKind;
      readonly records: number;
      readonly issues: Counts;
      /** Names of our own members that at least one record has: which columns were filled, never with what. */
      readonly members: readonly string[];
      readonly units: readonly string[];
    }
  | { readonly kind: "unknown"; readonly code: ErrorCode };

const unitsMax = 200;
const messagesMax = 20_000;
const rowsMax = 20_000;

/** Reads one file as the connector would, in memory, without storing anything. Never throws on any bytes. */
export function readSample(
  fileName: string,
  bytes: Uint8Array,
  settings: { readonly zone: string; readonly nowMs: number },
): SampleReading {
  const hl7 = readMessages(bytes, settings.zone);
  if (hl7 !== undefined) return hl7;
  const outcome = readSheet(fileName, bytes, {
    ...settings,
    limits: { sizeMaxBytes: Math.max(1, bytes.length), rowsMax },
  });
  if (outcome.kind === "refused") return { kind: "unknown", code: outcome.issues[0]?.code ?? "sheet.empty" };
  const { records, issues } = outcome.reading;
  return {
    kind: "sheet",
    sheet: outcome.kind,
    records: records.length,
    issues: counted(issues.map(({ code }) => code)),
    members: membersOf(records),
    units: distinct(unitsOfSheet(outcome)),
  };
}

function membersOf(records: readonly object[]): string[] {
  const filledIn = (record: object): string[] =>
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return [...new Set(records.flatMap(filledIn))].sort();
}

function unitsOfSheet(outcome: Exclude<SheetOutcome, { kind: "refused" }>): string[] {
  const records: readonly { readonly unit: string }[] = outcome.reading.records;
  return records.map(({ unit }) => unit);
}

function readMessages(bytes: Uint8Array, zone: string): SampleReading | undefined {
  const facts: Fact[] = [];
  const refused: string[] = [];
  let messages = 0;
  for (const event of readFrameEvents(bytes)) {
    if (event.kind !== "frame") continue;
    messages += 1;
    if (messages > messagesMax) break;
    const { reading, message } = readFrame(event.bytes, sampleContext(zone, messages));
    if (message === undefined && facts.length === 0) return undefined;
    if (reading.outcome === "accepted") facts.push(reading.fact);
    else refused.push(reading.refusal.code);
  }
  if (messages === 0) return undefined;
  return {
    kind: "hl7",
    messages,
    accepted: facts.length,
    refused: counted(refused),
    events: counted(facts.map(eventOf)),
    traits: sampleTraits.filter((trait) => facts.some((fact) => tells[trait](fact))),
    units: distinct(facts.flatMap((fact) => lodgingsOf(fact).flatMap(({ unit }) => unit ?? []))),
  };
}

/** Numbers of people are replaced as they are read: none of them is part of the answer. */
function sampleContext(zone: string, arrival: number): ReadingContext {
  return {
    zone,
    arrival,
    receivedAt: { text: "", ms: 0, repeatedHour: false, dateOnly: false },
    pseudonym: (kind) => kind,
    processingIds: ["P", "T", "D"],
  };
}

function eventOf(fact: Fact): string {
  switch (fact.kind) {
    case "movement":
      return fact.action === "cancel" ? `cancel ${fact.cancels.join("+")}` : (fact.event ?? "movement");
    case "none":
      return fact.trigger;
    case "identity":
    case "merge":
    case "bed-status":
    case "census":
      return fact.kind;
  }
}

function lodgingsOf(fact: Fact): readonly LodgingText[] {
  if (fact.kind === "census") return fact.lines;
  if (fact.kind !== "movement") return [];
  return fact.pendingLodging === undefined ? [fact.lodging] : [fact.lodging, fact.pendingLodging];
}

const filled = (text: string | null | undefined): boolean =>
  text !== undefined && text !== null && text !== "";
const lodges = (member: "unit" | "room" | "bed") => (fact: Fact) =>
  lodgingsOf(fact).some((lodging) => filled(lodging[member]));

const tells: Readonly<Record<SampleTrait, (fact: Fact) => boolean>> = {
  unit: lodges("unit"),
  room: lodges("room"),
  bed: lodges("bed"),
  sex: (fact) => fact.kind === "movement" && (fact.sex === "F" || fact.sex === "M"),
  "pre-admission": (fact) =>
    fact.kind === "movement" && (fact.event === "A05" || fact.event === "A14" || fact.expectedIn != null),
  "expected-discharge": (fact) => fact.kind === "movement" && fact.expectedOut != null,
  leave: (fact) => fact.kind === "movement" && (fact.event === "A21" || fact.event === "A22"),
  "bed-status": (fact) => fact.kind === "bed-status",
};

function counted(names: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function distinct(units: readonly string[]): string[] {
  return [...new Set(units)].sort().slice(0, unitsMax);
}
