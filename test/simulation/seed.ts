import { hl7Text } from "../../src/domain/time/stamp.ts";
import type { Log } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { oracleFigures } from "../support/oracle.ts";
import { differences, figuresOf } from "./figures.ts";
import { futureMs, type SmallHospital, smallHospital } from "./hospital.ts";
import { createSenders, type Senders } from "./senders.ts";
import { createStaleOwner } from "./stale-owner.ts";
import { trouble } from "./trouble.ts";
import { createWorld, establishment, feedName, targetName, type World, weatherOf } from "./world.ts";

/** What one seed went through. */
export interface SeedReport {
  readonly seed: number;
  readonly turns: number;
  readonly messages: number;
  readonly acknowledged: number;
  readonly lives: number;
  readonly calls: number;
  readonly successes: number;
  /** PATCH requests from the end of the faults until nothing differed. */
  readonly callsToSettle: number;
}

/** A seed whose invariants did not hold; the message says which, and how to play it again. */
export class SeedFailure extends Error {}

const startMs = Date.UTC(2026, 10, 20, 9, 0, 13);
/** Faults stop after so many things have happened, whatever is still unanswered. */
const faultyTurnsMax = 12_000;
/** Everything must be settled so long after the faults, by the virtual clock. */
const settleMs = 2 * 3_600_000;
/** Longest that an answer is on its way. */
const answersLandMs = 60_000;
const turnsMax = 80_000;

/**
 * Plays one seed to its end: a hospital sends, everything goes wrong that can; then the faults stop, a person repairs
 * what is parked, and what must hold is compared. Throws SeedFailure.
 */
export async function playSeed(seed: number, log?: Log): Promise<SeedReport> {
  const owners = seed % 10 === 0 ? 2 : 1;
  const random = seededRandom(Math.imul(seed, 104_729) + 17);
  const hospital = smallHospital(seededRandom(seed), startMs);
  const failures: string[] = [];
  const world = createWorld({
    seed,
    startMs,
    units: hospital.units,
    owners,
    complain: (what) => failures.push(what),
    ...(log === undefined ? {} : { log }),
  });
  const lost = (error: unknown): void => void failures.push(`nobody handled: ${String(error)}`);
  process.on("unhandledRejection", lost);
  try {
    const story = createStory(world, hospital, failures);
    while (world.missing() > 0) world.start(story.ready);
    const weather = weatherOf(random);
    world.network.rates = weather.rates;
    const stale = createStaleOwner(world, random, (what) => failures.push(what));
    const fail = (): never => {
      throw new SeedFailure(
        `seed ${seed}, turn ${world.scheduler.turns()}: ${[...new Set(failures)].slice(0, 5).join("; ")}\n` +
          `replay: SEED=${seed} node --test test/simulation/simulation.test.ts`,
      );
    };
    const lastingMs = startMs + random.integer(2) * random.integer(90 * 60_000);
    const faulty = (): boolean =>
      !story.senders.done() || !story.prepared() || world.scheduler.nowMs() < lastingMs;
    while (faulty() && world.scheduler.turns() < faultyTurnsMax) {
      await world.scheduler.turn(world.scheduler.nowMs() + 60_000);
      trouble(world, weather, random, story, stale);
      if (failures.length > 0) fail();
    }
    const callsBefore = await repair(world, story);
    await settle(world, story, world.scheduler.nowMs() + settleMs, failures);
    const callsToSettle = world.network.calls() - callsBefore;
    const rows = hospital.units.length * 10;
    // Each row at most once by `replace`, `add` and a 401 between, and once more for what was computed meanwhile.
    // What was read back as lost meanwhile comes on top.
    const perRow = world.settings.targets.some((target) => target.reader !== undefined) ? 6 : 4;
    if (callsToSettle > rows * perRow + 10) failures.push(`${callsToSettle} calls for ${rows} rows`);
    // Whatever changes by time alone has changed by then; in some seeds the daily refresh has come too.
    // Three hours: everything is read back twice. Two connectors look at each other all the time: no day of that.
    const laterMs = random.integer(6) === 0 && owners === 1 ? 26 * 3_600_000 : 3 * 3_600_000;
    const endMs = Math.max(world.scheduler.nowMs(), startMs + futureMs) + laterMs;
    while (await world.scheduler.turn(endMs)) if (failures.length > 0) fail();
    await settle(world, story, endMs + settleMs, failures);
    compare(world, hospital, failures);
    if (failures.length > 0) fail();
    return {
      seed,
      turns: world.scheduler.turns(),
      messages: hospital.messages.length,
      acknowledged: world.checks.acknowledgedCount(),
      lives: world.lives(),
      calls: world.network.calls(),
      successes: world.ror.successes(),
      callsToSettle,
    };
  } finally {
    world.end();
    process.off("unhandledRejection", lost);
    world.disk.close();
  }
}

/** What the people and machines around the connector do. */
export interface Story {
  readonly senders: Senders;
  /** Register taken and warm-up ended. */
  prepared(): boolean;
  ready(): void;
}

function createStory(world: World, hospital: SmallHospital, failures: string[]): Story {
  const random = seededRandom(hospital.messages.length * 31 + hospital.beds.length);
  let register = false;
  let warm = false;
  const story: Story = {
    senders: createSenders(
      world.scheduler,
      random,
      hospital.messages,
      () => {
        const running = world.running();
        return running && { life: running.life, frame: (bytes) => running.instance.frame(feedName, bytes) };
      },
      ({ controlId }, ack) => {
        const code = /\rMSA.([A-Z]{2}).([^|\r]*)/.exec(Buffer.from(ack).toString("utf8"));
        if (code?.[1] !== "AA" || code[2] !== controlId)
          failures.push(`${controlId} was answered ${code?.[0]}`);
        world.checks.acknowledged(controlId);
      },
    ),
    prepared: () => register && warm,
    ready() {
      story.senders.pump();
      prepare();
    },
  };
  /** Sheets and decisions are tried again until they are taken. */
  const prepare = (): void => {
    const running = world.running();
    if (!running || (register && warm)) return;
    // Of two connectors that start at once both are asked; what one of them took says nothing of the other question.
    const ends = register;
    const work = ends
      ? running.instance.endWarmUp(feedName)
      : running.instance.sheet(feedName, "lits.csv", hospital.register).then((taken) => {
          if (!taken) failures.push("the register was refused");
        });
    work.then(
      () => {
        if (running.life.dead) return;
        if (ends) warm = true;
        else register = true;
        prepare();
      },
      () => {
        if (!running.life.dead) world.scheduler.after(1_000, prepare, running.life);
      },
    );
  };
  return story;
}

/** The faults stop, and people repair what is parked. Returns the number of calls so far. */
async function repair(world: World, story: Story): Promise<number> {
  world.network.rates = undefined;
  world.network.away = false;
  world.disk.full = false;
  world.skewMs = 0;
  const untilMs = world.scheduler.nowMs() + settleMs;
  // A connector that was on its way down or up first comes back.
  while (!world.running() && world.scheduler.nowMs() < untilMs) await world.scheduler.turn(untilMs);
  // Answers that were on their way while the faults lasted still come.
  const landedMs = world.scheduler.nowMs() + answersLandMs;
  while (await world.scheduler.turn(landedMs));
  const delivery = world.running()?.instance.delivery;
  const calls = world.network.calls();
  if (!delivery) return calls;
  delivery.retryTarget(targetName).catch(() => {});
  for (const place of world.settings.places) delivery.retryPlace(place.id).catch(() => {});
  story.senders.pump();
  return calls;
}

/** Lets things happen until nothing differs and nothing is under way. */
async function settle(world: World, story: Story, untilMs: number, failures: string[]): Promise<void> {
  const open = "SELECT COUNT(*) AS count FROM indicator WHERE differs = 1";
  while (failures.length === 0) {
    if (await world.scheduler.turn(world.scheduler.nowMs())) continue;
    const still = Number(world.disk.read(open)[0]?.["count"]);
    const calm = story.senders.done() && story.prepared() && world.network.underWay() === 0;
    if (still === 0 && calm) return;
    if (world.scheduler.turns() > turnsMax || !(await world.scheduler.turn(untilMs))) {
      failures.push(`not settled: ${still} rows differ, ${calm ? "all answered" : "something waits"}`);
    }
  }
}

function compare(world: World, hospital: SmallHospital, failures: string[]): void {
  world.checks.nothingLost();
  const at = hl7Text(world.scheduler.nowMs());
  const frames = hospital.messages.map(({ bytes }) => bytes);
  const oracle = oracleFigures(frames, hospital.beds, at);
  for (const unit of hospital.units) {
    const expected = figuresOf(oracle.get(unit));
    const wanted = new Map(
      world.disk
        .read(`SELECT indicator_key, wanted_count FROM indicator WHERE place_id = '${unit}'`)
        .map((row) => [String(row["indicator_key"]), Number(row["wanted_count"])]),
    );
    const rows = world.ror.held.get(`${establishment}/${unit}`) ?? new Map<string, { count: number }>();
    const held = new Map([...rows].map(([key, row]) => [key, row.count]));
    failures.push(...differences(`wanted of ${unit} at ${at}`, wanted, expected));
    failures.push(...differences(`remote of ${unit} at ${at}`, held, expected));
  }
}
