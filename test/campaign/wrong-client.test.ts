import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { type JournalJudgement, judgeJournal } from "../../src/domain/journey/campaign.ts";
import { add, body, FREE_WOMEN, INSTALLED, type Key, pathOf, replace, subs } from "../sandbox/bodies.ts";
import { CLIENT_ID, PLACE, readHeaders, STRUCTURE, startBench } from "../sandbox/support.ts";
import { journal } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

beforeEach(async () => {
  await bench.control("POST", "/reset", {});
});

/** Installed beds with a gender and a crisis: no list has it. */
const NO_INDICATOR: Key = ["01", "01", "01", null, null, "01", "01"];

async function judged(): Promise<JournalJudgement> {
  return judgeJournal(await journal(bench), CLIENT_ID);
}

const rules = ({ broken }: JournalJudgement): string[] => broken.map((it) => it.rule);
const shown = ({ scenarios }: JournalJudgement): string[] =>
  scenarios.filter((it) => it.shown).map((it) => it.id);

test("a client that adds first is told so, although the platform accepted", async () => {
  assert.equal((await bench.patch(add(INSTALLED, 3))).status, 200);
  const judgement = await judged();
  assert.deepEqual(rules(judgement), ["adds-first"]);
  assert.match(judgement.broken[0]?.clause ?? "", /§5\.5/);
  assert.ok(!shown(judgement).includes("add-on-404"));
  assert.equal(judgement.complete, false);
});

test("a client that adds after a 404 Location is told so, and has not shown the unknown place", async () => {
  const query = `identifier=${STRUCTURE}/INCONNU`;
  assert.equal((await bench.patch(replace(INSTALLED, 3), { query })).status, 404);
  assert.equal((await bench.patch(add(INSTALLED, 3), { query })).status, 404);
  const judgement = await judged();
  assert.deepEqual(rules(judgement), ["adds-after-another-answer"]);
  assert.ok(!shown(judgement).includes("place-unknown"));
});

test("a client that sends Ror-* headers with its PATCH is told so", async () => {
  assert.equal((await bench.patch(replace(INSTALLED, 3), { headers: readHeaders })).status, 400);
  assert.deepEqual(rules(await judged()), ["ror-headers-on-patch"]);
});

test("a client that retries a 400 is told so, whatever date it writes; twice is not a loop yet", async () => {
  const wrong = (date: string) => body("replace", pathOf(NO_INDICATOR), subs(NO_INDICATOR, 1, "01", date));
  for (const minute of [1, 2]) {
    assert.equal((await bench.patch(wrong(`2026-11-23T08:0${minute}:00Z`))).status, 400);
  }
  assert.deepEqual(rules(await judged()), []);
  await bench.patch(wrong("2026-11-23T08:03:00Z"));
  const judgement = await judged();
  assert.deepEqual(rules(judgement), ["retries-business-rule"]);
  assert.equal(judgement.broken[0]?.exchanges.length, 3);
  assert.ok(!shown(judgement).includes("value-refused"), "a refusal that is retried is not handled");
});

test("a client that hammers an unknown place is told so; one try a day is not hammering", async () => {
  const query = `identifier=${STRUCTURE}/INCONNU`;
  for (let day = 0; day < 4; day += 1) {
    await bench.patch(replace(INSTALLED, 3), { query });
    bench.clock.advance(86_400_000);
  }
  assert.deepEqual(rules(await judged()), []);
  for (let call = 0; call < 3; call += 1) await bench.patch(replace(INSTALLED, 3), { query });
  assert.deepEqual(rules(await judged()), ["retries-refusal"]);
});

test("all of it at once: every reason stands there, and a right client beside it is not blamed", async () => {
  const wrongPlace = { query: `identifier=${PLACE}` };
  await bench.patch(add(INSTALLED, 3), wrongPlace);
  await bench.patch(replace(INSTALLED, 3), { headers: readHeaders });
  for (let call = 0; call < 3; call += 1) await bench.patch(replace(NO_INDICATOR, 1));
  assert.deepEqual(rules(await judged()), ["adds-first", "ror-headers-on-patch", "retries-business-rule"]);
  assert.deepEqual(rules(judgeJournal(await journal(bench), "somebody-else")), []);
});

test("the right order is no fault: replace, 404, add, even with a token refused in between", async () => {
  assert.equal((await bench.patch(replace(FREE_WOMEN, 1))).status, 404);
  assert.equal((await bench.patch(add(FREE_WOMEN, 1), { token: "damaged" })).status, 401);
  assert.equal((await bench.patch(add(FREE_WOMEN, 1))).status, 200);
  const judgement = await judged();
  assert.deepEqual(rules(judgement), []);
  assert.deepEqual(
    ["add-on-404", "token-rejected"].filter((id) => !shown(judgement).includes(id)),
    [],
  );
  assert.equal(judgement.complete, false, "the other scenarios are still to be shown");
});
