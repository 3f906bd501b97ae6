import assert from "node:assert/strict";
import fc from "fast-check";
import { type Clock, type ManualClock, manualClock } from "../../../runtime/clock.ts";
import type { HttpClient } from "../../../runtime/http-client.ts";
import { silentLog } from "../../../runtime/log.ts";
import { seededRandom } from "../../../runtime/random.ts";
import { requestRefresh, setWanted } from "../../indicators/set-wanted.ts";
import type { DeliveryHandle } from "../../store/delivery-tables.ts";
import { createDelivery, type Delivery } from "../delivery.ts";
import { deliveryLimits, targetSettings } from "../target-settings.ts";
import { establishment, freeF, installed, openDatabase, register, startMs, wanted } from "./bench.ts";
import { type FakeRemote, fakeRemote, type Step } from "./fake-remote.ts";

// Few places, keys and counts, so that going back to a value that is already confirmed is common.
const keys = [installed, freeF];
const placeIds = ["A", "B"];

type Move =
  | { readonly kind: "want"; readonly place: number; readonly counts: readonly (number | null)[] }
  | { readonly kind: "stale"; readonly place: number; readonly counts: readonly (number | null)[] }
  | { readonly kind: "refresh"; readonly place: number }
  | { readonly kind: "pass-time"; readonly byMs: number }
  | { readonly kind: "settle" }
  | { readonly kind: "restart" };

type Fact = Extract<Move, { kind: "want" | "stale" | "refresh" }>;

export interface Story {
  /** Done one after the other between deliveries. */
  readonly moves: readonly Move[];
  /** Done while requests are under way, in order. */
  readonly inFlight: readonly Fact[];
  readonly script: readonly Step[];
  readonly seed: number;
}

const place = fc.integer({ min: 0, max: placeIds.length - 1 });
const counts = fc.array(fc.option(fc.integer({ min: 0, max: 1 }), { freq: 12 }), {
  minLength: keys.length,
  maxLength: keys.length,
});
const want = fc.record({ kind: fc.constant("want" as const), place, counts });
const stale = fc.record({ kind: fc.constant("stale" as const), place, counts });
const refresh = fc.record({ kind: fc.constant("refresh" as const), place });

const step = fc.constantFrom<Step>(
  "ok",
  "ok",
  "ok",
  "ok",
  "reset-before",
  "reset-after",
  "timeout-after",
  "no-connection",
  "unavailable",
  "unavailable-after",
  "too-many",
  "unauthorized",
  "crash-before",
  "crash-after",
);
const passTime = fc.record({
  kind: fc.constant("pass-time" as const),
  byMs: fc.integer({ min: 1, max: 600_000 }),
});
const settle = fc.constant({ kind: "settle" as const });
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** Anything at any time. */
const wideStory: fc.Arbitrary<Story> = fc.record({
  moves: fc.array(
    fc.oneof(
      { weight: 8, arbitrary: want },
      { weight: 1, arbitrary: stale },
      { weight: 1, arbitrary: refresh },
      { weight: 2, arbitrary: passTime },
      { weight: 8, arbitrary: settle },
      { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
    ),
    { minLength: 1, maxLength: 25, size: "max" },
  ),
  inFlight: fc.array(fc.oneof({ weight: 4, arbitrary: want }, { weight: 1, arbitrary: stale }, refresh), {
    maxLength: 8,
  }),
  script: fc.array(step, { maxLength: 25, size: "max" }),
  seed,
});

/** One row that goes back and forth while most sendings go wrong: where a forgotten doubt would show. */
const backAndForth: fc.Arbitrary<Story> = fc.record({
  moves: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom("settle", "settle", "wait", "go on")), {
      minLength: 3,
      maxLength: 15,
      size: "max",
    })
    .map((turns) =>
      turns.flatMap(([count, then]): Move[] => {
        const wantOne: Move = { kind: "want", place: 0, counts: [count, null] };
        if (then === "go on") return [wantOne];
        const settled: Move[] = [wantOne, { kind: "settle" }];
        return then === "settle"
          ? settled
          : [...settled, { kind: "pass-time", byMs: 4_000 }, { kind: "settle" }];
      }),
    ),
  inFlight: fc.constant([]),
  script: fc.array(step, { minLength: 3, maxLength: 25, size: "max" }),
  seed,
});

export const anyStory: fc.Arbitrary<Story> = fc.oneof(wideStory, backAndForth);

/** One process: when it dies, its timers and requests never come back. */
interface Process {
  readonly delivery: Delivery;
  die(): void;
}

function startProcess(
  db: DeliveryHandle,
  remote: FakeRemote,
  clock: Clock,
  seed: number,
  onChange: () => void,
): Process {
  let dead = false;
  const mortalClock: Clock = {
    nowMs: () => clock.nowMs(),
    after: (delayMs, run) => clock.after(delayMs, () => dead || run()),
  };
  const mortalClient: HttpClient = {
    async send(request) {
      if (dead) return new Promise(() => {});
      const reply = await remote.send(request);
      return dead ? new Promise(() => {}) : reply;
    },
    close: async () => {},
  };
  const delivery = createDelivery({
    db,
    targets: [
      targetSettings.parse({
        name: "test",
        tokenUrl: "https://auth.example.test/token",
        apiBase: "https://api.example.test",
        clientId: "client",
        placesInParallelMax: 2,
      }),
    ],
    world: {
      clock: mortalClock,
      random: seededRandom(seed),
      log: silentLog,
      openClient: () => mortalClient,
    },
    limits: deliveryLimits.parse({ breakerFailuresMax: 3, rowsPerTurnMax: 3 }),
    onChange,
  });
  return {
    delivery,
    die() {
      dead = true;
    },
  };
}

/** Faults that can cost one more successful PATCH than the changes alone. */
const costly: readonly Step[] = [
  "reset-after",
  "timeout-after",
  "unavailable-after",
  "reset-before",
  "unavailable",
];

/**
 * Plays a story to its end, lets the faults stop, and checks what must hold: the remote says what is wanted, the
 * number of successful PATCHes is bounded by what changed and what went wrong, and nothing confirmed ever went back
 * to an older revision. (The remote itself checks the order of dates, `add` only after a 404, one request per place.)
 */
export async function playStory(story: Story): Promise<void> {
  const db = await openDatabase();
  await register(db, ...placeIds);
  const clock: ManualClock = manualClock(startMs);
  const remote = fakeRemote([...story.script]);
  const revisions = placeIds.map(() => 0);
  const expected: Map<string, number>[] = placeIds.map(() => new Map());
  let changes = 0;
  let crashes = 0;
  const confirmed = new Map<string, number>();
  let watched: Promise<void> = Promise.resolve();
  const watch = (): void => {
    watched = watched.then(async () => {
      for (const row of await db.selectFrom("indicator").selectAll().execute()) {
        const name = `${row.place_id} ${row.indicator_key}`;
        const revision = row.confirmed_revision ?? 0;
        assert.ok(revision >= (confirmed.get(name) ?? 0), `${name} went back to an older revision`);
        confirmed.set(name, revision);
      }
    });
  };
  // The source is one: its changes follow each other even when requests are under way.
  let source: Promise<void> = Promise.resolve();
  const apply = (move: Fact): Promise<void> => {
    source = source.then(() => applyNow(move));
    return source;
  };
  const applyNow = async (move: Fact): Promise<void> => {
    const placeId = placeIds[move.place] ?? "";
    if (move.kind === "refresh") {
      changes += expected[move.place]?.size ?? 0;
      const refreshed = { placeId, updatedAtMs: clock.nowMs(), nowMs: clock.nowMs() };
      await db.transaction().execute((trx) => requestRefresh(trx, refreshed));
      return;
    }
    const rows = keys.flatMap((one, index) => {
      const count = move.counts[index];
      return count == null ? [] : [wanted(one, count, clock.nowMs())];
    });
    const known = revisions[move.place] ?? 0;
    const revision = move.kind === "stale" ? Math.max(0, known - 1) : known + 1;
    const set = { placeId, revision, rows, removed: "delete" as const, nowMs: clock.nowMs() };
    const applied = await db.transaction().execute((trx) => setWanted(trx, set));
    assert.equal(applied, move.kind === "want");
    if (!applied) return;
    revisions[move.place] = revision;
    const rowsByKey = rows.map((row) => {
      const { capacityStatus: status, genderCapacityAvailable: gender } = row.key;
      const entry: [string, number] = [`${status}/01/${gender ?? "-"}/-/-/-/01`, row.count];
      return entry;
    });
    const before = expected[move.place] ?? new Map<string, number>();
    const after = new Map(rowsByKey);
    const names = new Set([...before.keys(), ...after.keys()]);
    changes += [...names].filter((name) => before.get(name) !== after.get(name)).length;
    expected[move.place] = after;
  };
  const inFlight = [...story.inFlight];
  remote.during = async () => {
    const move = inFlight.shift();
    if (move) await apply(move);
  };

  // Chance never repeats from one process to the next: row identifiers come from it.
  let processes = 0;
  let current = startProcess(db, remote, clock, story.seed + processes++, watch);
  // A dead process keeps no promise. The next one starts when something is asked of it: meanwhile the source goes on.
  let down = false;
  let crashed = Promise.withResolvers<void>();
  const start = (): void => {
    down = false;
    current = startProcess(db, remote, clock, story.seed + processes++, watch);
  };
  remote.crash = () => {
    crashes += 1;
    down = true;
    current.die();
    crashed.resolve();
    crashed = Promise.withResolvers();
  };
  const unlessItDies = async (ask: (delivery: Delivery) => Promise<void>): Promise<void> => {
    if (down) start();
    await Promise.race([ask(current.delivery), crashed.promise]);
  };
  for (const move of story.moves) {
    switch (move.kind) {
      case "want":
      case "stale":
      case "refresh":
        await apply(move);
        current.delivery.wake();
        break;
      case "pass-time":
        clock.advance(move.byMs);
        break;
      case "settle":
        await unlessItDies((delivery) => delivery.idle());
        break;
      case "restart":
        await unlessItDies((delivery) => delivery.close(60_000));
        start();
        break;
    }
  }
  for (let round = 0; round < 200; round += 1) {
    await unlessItDies((delivery) => delivery.idle());
    const differing = await db.selectFrom("indicator").select("place_id").where("differs", "=", 1).execute();
    if (differing.length === 0) break;
    clock.advance(86_400_000);
  }
  await watched;
  for (const [index, placeId] of placeIds.entries()) {
    const holds = remote.holds.get(`${establishment}/${placeId}`) ?? new Map();
    const counted = new Map([...holds].map(([name, row]) => [name, row.count]));
    const sorted = (map: ReadonlyMap<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(sorted(counted), sorted(expected[index] ?? new Map()), `place ${placeId}`);
  }
  const faults = story.script.filter((step) => costly.includes(step)).length;
  const bound = changes + faults + crashes * placeIds.length;
  assert.ok(remote.successes() <= bound, `${remote.successes()} successes, at most ${bound}`);
  if (!down) await current.delivery.close(1_000);
  current.die();
  await db.destroy();
}
