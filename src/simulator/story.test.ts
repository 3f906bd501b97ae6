import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { exampleOptions, hospitalModel } from "./hospital.ts";
import { structures } from "./message.ts";
import { presentAt, type Split, split } from "./reading-cases.ts";
import { createStory, type StoryMessage, type StoryOptions } from "./story.ts";

const hospital = hospitalModel(exampleOptions);
const hourMs = 3_600_000;

function tell(options: Partial<StoryOptions> = {}) {
  const story = createStory({ hospital, seed: 1, messages: 5000, ...options });
  const messages = [...story.messages];
  return { story, messages, splits: messages.map(split) };
}

function hash(messages: readonly StoryMessage[]): string {
  const sum = createHash("sha256");
  for (const message of messages) sum.update(message.bytes).update(String(message.atMs));
  return sum.digest("hex");
}

test("same seed, same bytes over 5,000 messages; another seed, others", () => {
  const first = hash(tell({ dirt: 0.1 }).messages);
  assert.equal(hash(tell({ dirt: 0.1 }).messages), first);
  assert.notEqual(hash(tell({ dirt: 0.1, seed: 2 }).messages), first);
});

test("the stream ends after exactly the messages asked for", () => {
  for (const messages of [1, 7, 500]) assert.equal(tell({ messages, dirt: 1 }).messages.length, messages);
});

test("20,000 messages hold every trigger that a feed may hold", () => {
  const { messages } = tell({ messages: 20_000, dirt: 0.02 });
  const found = new Set(messages.map((message) => message.kind));
  assert.deepEqual([...found].toSorted(), Object.keys(structures).toSorted());
});

const needsLodging = new Set(
  "A01 A04 A11 A03 A13 A02 A12 A14 A27 A15 A26 A16 A25 A21 A22 A06 A07 Z99".split(" "),
);
const needsMovement = new Set([...needsLodging, ..."A05 A38 A52 A53 A54 A55 A09 A10".split(" ")]);
const cancels: Readonly<Record<string, readonly string[]>> = {
  A11: ["A01", "A04"],
  A12: ["A02"],
  A13: ["A03"],
  A38: ["A05"],
  A25: ["A16"],
  A26: ["A15"],
  A27: ["A14"],
  A52: ["A21"],
  A53: ["A22"],
  A55: ["A54"],
  A06: ["A07"],
  A07: ["A06"],
};

function checkPam(message: Split, events: Map<string, string>): void {
  const { trigger } = message;
  const where = `${trigger} ${message.controlId}`;
  assert.equal(message.at("MSH", 9, 3), structures[trigger], where);
  assert.equal(message.at("MSH", 12, 3), "2.11", where);
  assert.ok(message.time("MSH", 7) !== undefined && message.time("EVN", 6) !== undefined, where);
  if (trigger !== "A20") assert.match(message.at("PID", 3), /^F\d{7}$/, where);
  if (needsLodging.has(trigger)) assert.notEqual(message.at("PV1", 3), "", `${where}: PV1-3.1`);
  assert.equal(message.segments.has("ZBE"), needsMovement.has(trigger), `${where}: ZBE`);
  if (!message.segments.has("ZBE")) return;
  const number = message.at("ZBE", 1);
  const action = message.at("ZBE", 4);
  assert.equal(message.at("ZBE", 3), "", where);
  assert.match(message.at("ZBE", 5), /^[YN]$/, where);
  assert.match(message.at("ZBE", 9), /^[HMSLDC]+$/, where);
  assert.match(message.at("PV1", 19), /^V\d{7}$/, where);
  assert.equal(message.time("EVN", 6), message.time("ZBE", 2), `${where}: EVN-6 and ZBE-2`);
  const admitted = message.time("PV1", 44);
  if (admitted !== undefined)
    assert.ok((message.time("ZBE", 2) ?? 0) >= admitted, `${where}: after admission`);
  if (action === "INSERT") {
    assert.ok(!events.has(number), `${where}: ZBE-1 ${number} is new`);
    events.set(number, trigger);
  } else if (action === "UPDATE") {
    assert.equal(trigger, "Z99", where);
    assert.equal(message.at("ZBE", 6), events.get(number), `${where}: ZBE-6`);
  } else {
    assert.equal(action, "CANCEL", where);
    assert.ok(cancels[trigger]?.includes(events.get(number) ?? ""), `${where}: cancels a known movement`);
    events.set(number, "cancelled");
  }
}

test("every message obeys PAM FR", () => {
  const { splits, messages } = tell({ messages: 20_000, disorder: 0, duplicates: 0 });
  const events = new Map<string, string>();
  for (const message of splits) checkPam(message, events);
  assert.equal(new Set(splits.map((message) => message.controlId)).size, messages.length);
  const pending = splits.filter((message) => ["A05", "A14", "A15", "A16"].includes(message.trigger));
  for (const message of pending) {
    const planned = message.time("EVN", 3) ?? 0;
    assert.ok(planned > (message.time("MSH", 7) ?? 0), `${message.controlId}: EVN-3 lies ahead`);
  }
});

test("a cancelled transfer or discharge names the place that is true again", () => {
  const { splits } = tell({ messages: 20_000, disorder: 0, duplicates: 0 });
  const places = new Map<string, string>();
  let checked = 0;
  for (const message of splits) {
    const visit = message.at("PV1", 19);
    const place = [1, 2, 3].map((part) => message.at("PV1", 3, part)).join("/");
    const historic = message.at("ZBE", 5) === "Y";
    if (message.trigger === "A13" && !historic) {
      assert.equal(place, places.get(visit), message.controlId);
      checked += 1;
    }
    if (message.trigger === "A12" && !historic) {
      assert.equal(place, places.get(`${visit} before`), message.controlId);
      checked += 1;
    }
    if (["A01", "A02", "A06", "A22"].includes(message.trigger) && !historic) {
      places.set(`${visit} before`, places.get(visit) ?? "");
    }
    if (message.segments.has("ZBE") && !historic) places.set(visit, place);
  }
  assert.ok(checked > 50, String(checked));
});

test("no stamp lies after the receipt, receipts never go back, movements follow each other", () => {
  for (const speedUp of [1, 500]) {
    const { messages, splits } = tell({ speedUp });
    let last = 0;
    const perVisit = new Map<string, Set<number>>();
    for (const [index, message] of messages.entries()) {
      const read = splits[index];
      assert.ok(read);
      assert.ok(message.atMs >= last);
      last = message.atMs;
      assert.ok((read.time("MSH", 7) ?? 0) <= message.atMs);
      assert.ok((read.time("ZBE", 2) ?? 0) <= message.atMs, `${read.controlId} at speed ${speedUp}`);
      if (read.at("ZBE", 4) !== "INSERT" || message.duplicateOf !== undefined) continue;
      const visit = read.at("PV1", 19);
      const times = perVisit.get(visit) ?? new Set();
      const at = read.time("ZBE", 2) ?? 0;
      assert.ok(!times.has(at), `${read.controlId}: two movements of ${visit} at one time`);
      perVisit.set(visit, times.add(at));
    }
    const simulatedMs = (last - hospital.startMs) * speedUp;
    assert.ok(simulatedMs > 8 * 24 * hourMs && simulatedMs < 40 * 24 * hourMs, String(simulatedMs / hourMs));
  }
});

test("the hospital's truth is what a full reading of the stream gives", () => {
  for (const options of [
    { seed: 1 },
    { seed: 2, speedUp: 300 },
    { seed: 3, dirt: 0.3 },
    { seed: 4, disorder: 0.3 },
  ]) {
    const { story, messages, splits } = tell({ messages: 3000, ...options });
    const end = messages.at(-1)?.atMs ?? 0;
    const reading = splits.map((one) => ({
      ...one,
      at: (segment: string, field: number, part?: number) => {
        const text = one.at(segment, field, part);
        return segment === "PV1" && field === 3 ? text.toUpperCase() : text;
      },
    }));
    for (const share of [0.1, 0.4, 0.75, 1]) {
      const ms = Math.floor(hospital.startMs + (end - hospital.startMs) * share);
      const truth = story
        .truthAt(ms)
        .patients.map((one) =>
          [one.visit, one.unit, one.room, one.bed, one.patientClass, one.onLeave ? "leave" : "in"].join("/"),
        );
      assert.ok(truth.length > 90);
      assert.deepEqual(presentAt(reading, ms), truth.toSorted(), `${JSON.stringify(options)} at ${share}`);
    }
  }
});

test("never two patients in one bed; the hospital is 85 to 92 % full on average", () => {
  for (const seed of [1, 2, 3]) {
    const { story, messages } = tell({ messages: 8000, seed });
    const days = ((messages.at(-1)?.atMs ?? 0) - hospital.startMs) / (24 * hourMs);
    const open = new Map(
      hospital.units
        .filter((unit) => unit.kind !== "day")
        .flatMap((unit) =>
          unit.beds.filter((bed) => bed.open).map((bed) => [`${bed.unit}/${bed.room}/${bed.bed}`, bed]),
        ),
    );
    const closed = hospital.closings.reduce((sum, one) => sum + one.count, 0);
    const shares: number[] = [];
    for (let day = 1; day < days; day += 0.37) {
      const { patients } = story.truthAt(hospital.startMs + day * 24 * hourMs);
      const beds = patients
        .filter((one) => one.bed !== "")
        .map((one) => `${one.unit}/${one.room}/${one.bed}`);
      assert.equal(new Set(beds).size, beds.length, `day ${day} of seed ${seed}`);
      assert.ok(
        beds.every((bed) => open.has(bed)),
        "only open beds of the register",
      );
      assert.equal(new Set(patients.map((one) => one.visit)).size, patients.length);
      shares.push(beds.length / (open.size - closed));
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    assert.ok(mean > 0.85 && mean < 0.92, `mean ${mean}`);
    assert.ok(
      Math.min(...shares) > 0.7 && Math.max(...shares) < 0.98,
      `${Math.min(...shares)} ${Math.max(...shares)}`,
    );
  }
});

test("rooms mostly keep to one sex", () => {
  const { story, messages } = tell({ messages: 6000 });
  const { patients } = story.truthAt(messages.at(-1)?.atMs ?? 0);
  const ruled = new Set(hospital.units.filter((unit) => unit.genderRule === "room").map((unit) => unit.code));
  const lying = patients.filter((one) => one.bed !== "" && ruled.has(one.unit));
  const rooms = [...Map.groupBy(lying, (one) => `${one.unit}/${one.room}`).values()].filter(
    (room) => room.length > 1,
  );
  const mixed = rooms.filter((room) => new Set(room.map((one) => one.sex)).size > 1);
  assert.ok(rooms.length > 10 && mixed.length / rooms.length < 0.25, `${mixed.length} of ${rooms.length}`);
});

test("newborns lie in the mother's room without a bed of their own", () => {
  const { splits } = tell({ messages: 20_000, disorder: 0 });
  const births = splits.filter((message) => message.trigger === "A01" && message.at("PV1", 4) === "N");
  assert.ok(births.length > 5);
  for (const birth of births) {
    assert.match(birth.at("PID", 21), /^F\d{7}$/);
    assert.equal(birth.at("PV1", 3, 3), "");
  }
});

test("dirt: every habit occurs; only full dirt makes messages unusable, and few", () => {
  const { messages } = tell({ dirt: 0.5 });
  const habits = new Set(messages.map((message) => message.dirt));
  for (const habit of [
    "lower-case",
    "no-nature",
    "wrong-charset",
    "line-feeds",
    "empty-lines",
    "no-structure",
    "unknown-trigger",
  ])
    assert.ok(habits.has(habit), habit);
  assert.ok(messages.every((message) => message.expectAck === "AA"));
  const full = tell({ dirt: 1 });
  const broken = full.messages.filter((message) => message.expectAck === "AE");
  assert.ok(broken.length > 10 && broken.length < 150, String(broken.length));
  for (const [index, message] of full.messages.entries()) {
    const patient = full.splits[index]?.segments.has("PID");
    if (message.kind !== "A20") assert.equal(patient, message.expectAck === "AA");
  }
});

test("repeats are byte-identical or under a new control id, and disorder stays near", () => {
  const { messages } = tell({ duplicates: 0.1, disorder: 0.2 });
  const byId = new Map(messages.filter((one) => !one.duplicateOf).map((one) => [one.controlId, one]));
  const repeats = messages.filter((one) => one.duplicateOf !== undefined);
  const same = repeats.filter((one) => one.controlId === one.duplicateOf);
  assert.ok(same.length > 100 && repeats.length - same.length > 50);
  for (const one of same) assert.deepEqual(one.bytes, byId.get(one.controlId)?.bytes);
  const firsts = messages.filter((one) => one.duplicateOf === undefined);
  const ranks = firsts.map((one) => one.controlId).toSorted();
  for (const [index, one] of firsts.entries()) assert.ok(Math.abs(ranks.indexOf(one.controlId) - index) <= 8);
});

test("a census start tells nobody by A01 who is in the census", () => {
  const { story, splits } = tell({ messages: 400, initial: "census" });
  const census = story.census();
  assert.ok(census.length > 90);
  const admitted = new Set(splits.filter((one) => one.trigger === "A01").map((one) => one.at("PV1", 19)));
  for (const entry of census) assert.ok(!admitted.has(entry.visit));
  const there = new Set(
    story.truthAt(hospital.startMs).patients.map((one) => `${one.visit}/${one.room}/${one.bed}`),
  );
  for (const entry of census) assert.ok(there.has(`${entry.visit}/${entry.room}/${entry.bed}`));
});

test("options out of bounds are refused", () => {
  assert.throws(() => createStory({ hospital, seed: 1, speedUp: 0.5 }), RangeError);
  assert.throws(() => createStory({ hospital, seed: 1, dirt: 2 }), RangeError);
});
