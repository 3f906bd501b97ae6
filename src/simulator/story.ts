import { seededRandom } from "../runtime/random.ts";
import { createAgenda } from "./agenda.ts";
import { createBedBook } from "./bed-book.ts";
import { createDraw } from "./draw.ts";
import type { HospitalModel } from "./hospital.ts";
import { createLedger, type Truth } from "./ledger.ts";
import { type Life, openStay } from "./life.ts";
import { createMessageWriter } from "./message.ts";
import { resume } from "./movements.ts";
import { createPeople } from "./people.ts";
import { createStamps } from "./stamps.ts";
import { admitDirectly, someWard } from "./story-admissions.ts";
import { arriveInEmergency, bedsWanted, dayPatient, preadmit } from "./story-arrivals.ts";
import { bedWorks } from "./story-beds.ts";
import { planStay } from "./story-stays.ts";
import { type StoryMessage, transmit } from "./transmission.ts";

export type { StoryMessage } from "./transmission.ts";

export interface StoryOptions {
  readonly hospital: HospitalModel;
  readonly seed: number;
  /** The stream ends after this many messages, repeats included; absent: it never ends. */
  readonly messages?: number;
  /** At least 1, at most 10,000: the life of the hospital is told in 1/N of its time. */
  readonly speedUp?: number;
  /** How the patients of the first hour are known: by A01 at the start, or from the census only. */
  readonly initial?: "messages" | "census";
  /** Share of messages with a bad habit. At 1, a small share is unusable besides. */
  readonly dirt?: number;
  /** Share of messages that are sent again. */
  readonly duplicates?: number;
  /** Share of messages that are overtaken by up to three others. */
  readonly disorder?: number;
  /** Patients, visits and movements are numbered from here, so that two runs to one receiver never share a number. */
  readonly numbersFrom?: number;
}

/** A hospital that lives: its messages, once through, and its own truth. */
export interface Story {
  readonly messages: Generator<StoryMessage, void, undefined>;
  /** Who is where at this instant, as told by the messages taken so far (complete when the stream has ended). */
  truthAt(ms: number): Truth;
  /** Who lay where when the story began: the census of `startMs`, with expected discharges as stamps. */
  census(): readonly CensusEntry[];
}

export interface CensusEntry {
  readonly unit: string;
  readonly room: string;
  readonly bed: string;
  readonly ipp: string;
  readonly visit: string;
  readonly sex: string;
  readonly patientClass: string;
  /** ISO 8601 local, empty when not known. */
  readonly expectedOut: string;
}

const tickMs = 600_000;

/**
 * Begins a story. It is a function of its options: the same hospital, seed and options give the same bytes.
 * Throws RangeError on an option out of bounds.
 */
export function createStory(options: StoryOptions): Story {
  const { hospital, seed } = options;
  const speedUp = within("speedUp", options.speedUp ?? 1, 1, 10_000);
  const rates = {
    dirt: within("dirt", options.dirt ?? 0, 0, 1),
    duplicates: within("duplicates", options.duplicates ?? 0.018, 0, 1),
    disorder: within("disorder", options.disorder ?? 0.02, 0, 1),
    messages: within("messages", options.messages ?? Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY),
  };
  const life = begin(hospital, seed, speedUp, options.numbersFrom ?? 0);
  const census = populate(life, options.initial !== "census");
  let days = 0;
  for (; days < 4; days += 1) {
    for (let count = 0; count < perDay(life, 0.03); count += 1) preadmit(life, days + 1);
  }
  life.agenda.at(life.nowMs + 1000, () => tick(life));
  const writer = createMessageWriter(hospital, life.stamps);
  return {
    messages: transmit(life, writer, createDraw(seededRandom(seed ^ 0x5eed)), rates),
    truthAt: (ms) => life.ledger.truthAt(ms),
    census: () => census,
  };
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new RangeError(`${name} must lie from ${least} to ${most}, not ${value}`);
}

function begin(hospital: HospitalModel, seed: number, speedUp: number, numbersFrom: number): Life {
  const draw = createDraw(seededRandom(seed));
  const startMs = Math.floor(hospital.startMs / 1000) * 1000;
  let movements = numbersFrom + 1000;
  let visits = numbersFrom;
  return {
    hospital,
    draw,
    agenda: createAgenda(),
    beds: createBedBook(hospital),
    people: createPeople(draw, numbersFrom),
    ledger: createLedger(),
    stamps: createStamps(startMs, hospital.zone, speedUp),
    outbox: [],
    nowMs: startMs,
    nextMovement() {
      movements += 1;
      return movements;
    },
    nextVisit() {
      visits += 1;
      return visits;
    },
  };
}

/** Fills the hospital up to its target with patients who came in the last days. */
function populate(life: Life, told: boolean): CensusEntry[] {
  const entries: CensusEntry[] = [];
  const triesMax = life.beds.counts().open * 20;
  for (let tries = 0; tries < triesMax && bedsWanted(life) > 0.5; tries += 1) {
    const person = life.people.create();
    const unit = someWard(life, person.sex);
    const place = unit && life.beds.find(unit.code, person.sex, life.nowMs, life.draw);
    if (!unit || !place) continue;
    const stay = openStay(life, person, unit.code, "I");
    life.beds.hold(place, stay.visit, person.sex);
    stay.admissionType = "R";
    if (life.draw.chance(0.6)) stay.expectedOutMs = life.nowMs + life.draw.minutes(300, 7 * 24 * 60);
    resume(life, stay, place, life.nowMs - life.draw.around(unit.meanStayHours * 40) - 600_000, told);
    planStay(life, stay, unit.code);
    entries.push({
      ...place,
      ipp: person.ipp,
      visit: stay.visit,
      sex: person.sex,
      patientClass: "I",
      expectedOut: stay.expectedOutMs === undefined ? "" : life.stamps.sheet(stay.expectedOutMs),
    });
  }
  return entries;
}

/** A number of happenings a day for each bed, as a number for this hospital. */
function perDay(life: Life, perBed: number): number {
  return life.beds.counts().open * perBed;
}

/** Ten minutes of arrivals. */
function tick(life: Life): void {
  const hour = life.stamps.hour(life.nowMs);
  const share = tickMs / 86_400_000;
  const happen = (count: number, run: () => void): void => {
    const whole = Math.floor(count) + (life.draw.chance(count % 1) ? 1 : 0);
    for (let index = 0; index < whole; index += 1) run();
  };
  const emergencyWeight = hour >= 9 && hour < 22 ? 1.4 : hour < 7 ? 0.4 : 0.9;
  happen(perDay(life, 0.45) * share * emergencyWeight, () => spread(life, arriveInEmergency));
  const office = hour >= 9 && hour < 17 ? 3 : 0;
  happen(perDay(life, 0.07) * share * office, () => spread(life, preadmit));
  happen(perDay(life, 0.02) * share * office, () => spread(life, bedWorks));
  const morning = hour >= 7 && hour < 10 ? 8 : 0;
  happen(perDay(life, 0.07) * share * morning, () => spread(life, dayPatient));
  const wanted = Math.max(0, bedsWanted(life));
  happen(wanted * (hour >= 7 && hour < 21 ? 0.12 : 0.04), () => spread(life, admitDirectly));
  life.agenda.at(life.nowMs + tickMs, () => tick(life));
}

/** Somewhere within the ten minutes. */
function spread(life: Life, run: (life: Life) => unknown): void {
  life.agenda.at(life.nowMs + life.draw.minutes(0, 9.9), () => run(life));
}
