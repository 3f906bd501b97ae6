import { parseStamp } from "../domain/time/stamp.ts";
import type { StoryMessage } from "./story.ts";

/** A message split by the tests themselves: segment name to fields, first segment of each name. */
export interface Split {
  readonly trigger: string;
  readonly controlId: string;
  readonly segments: ReadonlyMap<string, readonly string[]>;
  /** Component of a field, both counted from 1; empty when absent. */
  at(segment: string, field: number, component?: number): string;
  /** The time in that field, epoch milliseconds. */
  time(segment: string, field: number): number | undefined;
}

export function split(message: StoryMessage): Split {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(message.bytes);
  const segments = new Map<string, readonly string[]>();
  for (const line of text.split(/[\r\n]+/).filter((one) => one !== "")) {
    const fields = line.split("|");
    // MSH-1 is the separator itself.
    if (line.startsWith("MSH")) fields.splice(1, 0, "|");
    const name = fields[0] ?? "";
    if (!segments.has(name)) segments.set(name, fields);
  }
  const at = (segment: string, field: number, component = 1): string =>
    (segments.get(segment)?.[field] ?? "").split("^")[component - 1] ?? "";
  return {
    trigger: at("MSH", 9, 2),
    controlId: at("MSH", 10),
    segments,
    at,
    time: (segment, field) => parseStamp(at(segment, field))?.ms,
  };
}

interface Version {
  readonly number: number;
  readonly atMs: number;
  readonly action: string;
  readonly event: string;
  readonly order: string;
  readonly visit: string;
  readonly place: readonly string[];
  readonly nature: string;
  readonly patientClass: string;
}

interface Step extends Version {
  readonly live: boolean;
  readonly letters: string;
}

/** Reads the whole stream as hl7-pam-fr §4 says: versions merged, cancels final, sorted by ZBE-2. */
export function presentAt(messages: readonly Split[], ms: number): string[] {
  const byNumber = Map.groupBy(messages.flatMap(versionOf), (version) => version.number);
  const steps = [...byNumber.values()].map(merge).filter((step) => step.live && step.atMs <= ms);
  const found: string[] = [];
  for (const [visit, own] of Map.groupBy(steps, (step) => step.visit)) {
    own.sort((a, b) => a.atMs - b.atMs || a.number - b.number);
    const state = own.reduce(follow, { here: false, leave: false, place: [], patientClass: "" });
    if (!state.here) continue;
    found.push([visit, ...state.place, state.patientClass, state.leave ? "leave" : "in"].join("/"));
  }
  return found.sort();
}

function versionOf(message: Split): Version[] {
  if (!message.segments.has("ZBE") || !message.segments.has("PID")) return [];
  const ranks: Record<string, string> = { INSERT: "0", UPDATE: "1", CANCEL: "2" };
  const action = message.at("ZBE", 4);
  return [
    {
      number: Number(message.at("ZBE", 1)),
      atMs: message.time("ZBE", 2) ?? Number.NaN,
      action,
      event: message.at("ZBE", 6) || message.trigger,
      order: `${message.at("MSH", 7)} ${ranks[action]} ${message.controlId}`,
      visit: message.at("PV1", 19),
      place: [1, 2, 3].map((component) => message.at("PV1", 3, component)),
      nature: message.at("ZBE", 9),
      patientClass: message.at("PV1", 2),
    },
  ];
}

function merge(versions: readonly Version[]): Step {
  const sorted = [...versions].sort((a, b) => (a.order < b.order ? -1 : 1));
  const last = sorted.at(-1);
  if (!last) throw new Error("a movement without a version");
  const live = !sorted.some((version) => version.action === "CANCEL");
  return { ...last, live, letters: sorted.map((version) => version.nature).join("") };
}

interface State {
  readonly here: boolean;
  readonly leave: boolean;
  readonly place: readonly string[];
  readonly patientClass: string;
}

function follow(state: State, step: Step): State {
  const { place, patientClass } = step;
  switch (step.event) {
    case "A01":
    case "A04":
    case "A06":
    case "A07":
      return { here: true, leave: false, place, patientClass };
    case "A02":
      return step.letters === "" || /[HL]/.test(step.letters)
        ? { ...state, here: true, leave: false, place }
        : state;
    case "A21":
      return { ...state, leave: true };
    case "A22":
      return { ...state, leave: false, place };
    case "A03":
      return { ...state, here: false };
    default:
      return state;
  }
}
