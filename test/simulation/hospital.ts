import { hl7Text } from "../../src/domain/time/stamp.ts";
import type { Random } from "../../src/runtime/random.ts";
import type { OracleBed } from "../support/oracle.ts";

/** One frame as the hospital emits it. */
export interface HospitalMessage {
  readonly controlId: string;
  readonly bytes: Uint8Array;
}

export interface SmallHospital {
  readonly units: readonly string[];
  readonly beds: readonly OracleBed[];
  /** The bed register as a sheet. */
  readonly register: Uint8Array;
  /** In the order in which the hospital said them. */
  readonly messages: readonly HospitalMessage[];
}

interface Person {
  readonly number: string;
  readonly sex: "F" | "M";
  readonly announced: boolean;
  state: "coming" | "here" | "gone";
  bed?: OracleBed;
  unit: string;
  /** Movements that can still be taken back, newest last. */
  history: { event: string; number: number; whenMs: number; before?: OracleBed }[];
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** The story begins so long before the connector does, and plans so far ahead. */
const pastMs = 30 * hourMs;
export const futureMs = 40 * minuteMs;

/**
 * A hospital of three units and some twenty beds that lives for a day: announced and direct admissions, transfers,
 * discharges, corrections and cancellations of each, some movements dated in the near future. At every instant no bed
 * holds two patients once everything is known.
 */
export function smallHospital(random: Random, startMs: number): SmallHospital {
  const units = ["2310", "2320", "6000"];
  const beds = units.flatMap((unit) => bedsOf(unit, 4 + random.integer(4), random));
  const world = createWorld(random, startMs, beds);
  const moments = Array.from({ length: 16 + random.integer(24) }, () => random.fraction()).sort(
    (a, b) => a - b,
  );
  for (const moment of moments) {
    const whenMs = startMs - pastMs + Math.floor((moment * (pastMs + futureMs)) / minuteMs) * minuteMs;
    world.live(whenMs);
  }
  return { units, beds, register: registerOf(beds), messages: world.messages };
}

function bedsOf(unit: string, count: number, random: Random): OracleBed[] {
  return Array.from({ length: count }, (_, index) => {
    const double = index < 4;
    const room = double ? `${100 + Math.floor(index / 2)}` : `${200 + index}`;
    const bed = double ? (["P", "F"][index % 2] ?? "P") : "X";
    return { unit, room, bed, open: index < 3 || random.integer(8) > 0 };
  });
}

function registerOf(beds: readonly OracleBed[]): Uint8Array {
  const lines = beds.map(
    ({ unit, room, bed, open }) => `${unit};Unité ${unit};${room};${bed};${open ? "OUVERT" : "FERME"};;;;`,
  );
  return Buffer.from(["UF;LIBELLE_UF;CHAMBRE;LIT;ETAT;REACTIVABLE;GENRE;DU;AU", ...lines, ""].join("\r\n"));
}

function createWorld(
  random: Random,
  startMs: number,
  beds: readonly OracleBed[],
): { messages: HospitalMessage[]; live(whenMs: number): void } {
  const people: Person[] = [];
  const messages: HospitalMessage[] = [];
  let saidMs = startMs - pastMs - hourMs;
  let movements = 1000;
  const pick = <Value>(list: readonly Value[]): Value | undefined =>
    list[random.integer(Math.max(1, list.length))];
  const freeBeds = (): OracleBed[] => {
    const taken = new Set(people.map((person) => person.bed));
    return beds.filter((bed) => bed.open && !taken.has(bed));
  };
  const say = (
    person: Person,
    trigger: string,
    zbe: Omit<Spoken, "trigger" | "saidMs" | "controlId">,
  ): void => {
    // What is planned is said before it happens; everything else after.
    saidMs = Math.max(
      saidMs + 1_000,
      Math.min(zbe.whenMs + random.integer(10) * minuteMs, startMs - hourMs / 2),
    );
    const controlId = `SIM${String(messages.length + 1).padStart(5, "0")}`;
    messages.push({
      controlId,
      bytes: Buffer.from(messageText(person, { ...zbe, trigger, saidMs, controlId })),
    });
  };
  const insert = (person: Person, event: string, whenMs: number, extra: { dueMs?: number } = {}): void => {
    movements += 1;
    say(person, event, { number: movements, whenMs, action: "INSERT", ...extra });
    person.history.push({ event, number: movements, whenMs });
  };
  const moveTo = (person: Person, event: string, whenMs: number): void => {
    const before = person.bed;
    const bed = pick(freeBeds());
    if (!bed) return;
    person.bed = bed;
    person.unit = bed.unit;
    person.state = "here";
    insert(person, event, whenMs);
    const last = person.history.at(-1);
    if (last && before) last.before = before;
  };
  const newPerson = (announced: boolean): Person => {
    const number = String(people.length + 1).padStart(4, "0");
    const unit = pick(beds)?.unit ?? "";
    const person: Person = {
      number,
      sex: pick(["F", "M"] as const) ?? "F",
      announced,
      state: "coming",
      unit,
      history: [],
    };
    people.push(person);
    return person;
  };
  const correct = (person: Person): void => {
    const last = person.history.at(-1);
    const bed = pick(freeBeds());
    if (person.state !== "here" || !bed || !last || (last.event !== "A01" && last.event !== "A02")) return;
    person.bed = bed;
    person.unit = bed.unit;
    say(person, "Z99", { number: last.number, whenMs: last.whenMs, action: "UPDATE", original: last.event });
  };
  const takeBack = (person: Person): void => {
    const last = person.history.pop();
    if (!last) return;
    const cancel = { number: last.number, whenMs: last.whenMs, action: "CANCEL" } as const;
    const { bed: _bed, ...rest } = person;
    switch (last.event) {
      case "A03":
        if (last.before && freeBeds().includes(last.before)) {
          Object.assign(person, { state: "here", bed: last.before });
          say(person, "A13", cancel);
        }
        return;
      case "A02":
        if (last.before && freeBeds().includes(last.before)) {
          Object.assign(person, { bed: last.before, unit: last.before.unit });
          say(person, "A12", cancel);
        } else person.history.push(last);
        return;
      case "A01":
        if (person.announced) return;
        say({ ...rest, bed: person.bed ?? pick(beds) } as Person, "A11", cancel);
        delete person.bed;
        person.state = "gone";
        return;
      case "A05":
        say(person, "A38", cancel);
        person.state = "gone";
    }
  };
  const live = (whenMs: number): void => {
    const person = pick(people);
    const dice = random.integer(20);
    if (!person || dice < 5) moveTo(newPerson(false), "A01", whenMs);
    else if (dice < 9) {
      const dueMs = whenMs + (1 + random.integer(40 * 4)) * 15 * minuteMs + 7 * minuteMs;
      insert(newPerson(true), "A05", whenMs, { dueMs });
    } else if (dice < 11) takeBack(person);
    else if (dice < 13) correct(person);
    else if (person.state === "coming") {
      if (person.announced) moveTo(person, "A01", whenMs);
    } else if (person.state === "here" && dice < 17) moveTo(person, "A02", whenMs);
    else if (person.state === "here") {
      const before = person.bed;
      insert(person, "A03", whenMs);
      delete person.bed;
      person.state = "gone";
      const last = person.history.at(-1);
      if (last && before) last.before = before;
    }
  };
  return { messages, live };
}

interface Spoken {
  readonly trigger: string;
  readonly controlId: string;
  readonly saidMs: number;
  readonly number: number;
  readonly whenMs: number;
  readonly action: "INSERT" | "UPDATE" | "CANCEL";
  readonly original?: string;
  readonly dueMs?: number;
}

const authority = "CHVT&2.999.11&ISO";

function messageText(person: Person, spoken: Spoken): string {
  const { trigger, controlId, saidMs, number, whenMs, action, original = "", dueMs } = spoken;
  const said = hl7Text(saidMs);
  const lodging = person.bed ? `${person.bed.unit}^${person.bed.room}^${person.bed.bed}` : `${person.unit}^^`;
  const preadmission = person.announced ? `PAD${person.number}^^^${authority}^AN` : "";
  const unit = `Unité^^^^^${authority}^UF^^^${person.unit}`;
  return [
    `MSH|^~\\&|GAM|CHVT|CAPACITE|CHVT|${said}||ADT^${trigger}^ADT_A01|${controlId}|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8|||2.11^IHE_FRANCE-2.11-PAM`,
    `EVN||${said}||||${hl7Text(whenMs)}`,
    `PID|1||P${person.number}^^^${authority}^PI||ESSAI^N${person.number}^^^^^L||19600101|${person.sex}||||||||||D${person.number}^^^${authority}^AN||||||||||||||PROV`,
    `PV1||I|${lodging}^CHVT&990000011&M^O||${preadmission}||||||||||||||V${person.number}^^^${authority}^VN||||||||||||||||||||||||||||||||V`,
    ...(dueMs === undefined ? [] : [`PV2||||||||${hl7Text(dueMs)}`]),
    `ZBE|${number}^CHVT^2.999.11^ISO|${hl7Text(whenMs)}||${action}|N|${original}|${unit}|${unit}|HMS`,
    "",
  ].join("\r");
}
