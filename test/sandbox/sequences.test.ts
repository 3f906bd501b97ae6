import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import list from "../../spec/indicators/bed-indicators.json" with { type: "json" };
import { add, INSTALLED, type Key, remove, replace } from "./bodies.ts";
import { type Bench, PLACE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

const keys: readonly Key[] = list.indicators.map(({ key }) => [
  key.capacityStatus,
  key.temporalityCapacity,
  key.genderCapacityAvailable === "EITHER" ? "04" : key.genderCapacityAvailable,
  key.capacityClosingType,
  key.additionalBedType,
  key.crisisType,
  key.temporaryAssignement,
]);

interface Row {
  readonly key: string;
  readonly nbCapacity: number;
}
async function held(on: Bench): Promise<Map<string, number>> {
  const { json } = await on.control("GET", `/places/${PLACE}`);
  return new Map((json as { rows: Row[] }).rows.map((row) => [row.key, row.nbCapacity]));
}

const step = fc.record({
  type: fc.constantFrom("add", "replace", "delete"),
  key: fc.constantFrom(...keys),
  beds: fc.nat(2000),
});

test("any sequence of operations gives the rows and the statuses of a plain map", async () => {
  const token = await bench.token();
  const run = async (steps: readonly { type: string; key: Key; beds: number }[]): Promise<void> => {
    await bench.control("POST", "/reset", {});
    const model = new Map<string, number>();
    let version = 1;
    for (const { type, key, beds } of steps) {
      const name = key.map((code) => code ?? "").join("/");
      const known = model.has(name);
      const sent = type === "add" ? add(key, beds) : type === "replace" ? replace(key, beds) : remove(key);
      const expected = type === "add" ? (known ? 400 : 200) : known ? 200 : 404;
      const answer = await bench.patch(sent, { token });
      assert.equal(answer.status, expected, `${type} ${name} ${answer.text}`);
      if (expected !== 200) continue;
      // A record that is there already changes nothing.
      if (type === "delete" || model.get(name) !== beds) version += 1;
      assert.equal(answer.headers["etag"], `W/"${version}"`);
      if (type === "delete") model.delete(name);
      else model.set(name, beds);
    }
    assert.deepEqual([...(await held(bench))].sort(), [...model].sort());
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), run), { numRuns: 25 });
});

test("operations in parallel on one place are each done once", async () => {
  await bench.control("POST", "/reset", {});
  const token = await bench.token();
  const answers = await Promise.all(keys.map((key, index) => bench.patch(add(key, index), { token })));
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]));
  assert.equal(new Set(answers.map((answer) => answer.headers["etag"])).size, keys.length);
  assert.equal((await held(bench)).size, keys.length);
});

test("what was accepted is there after a restart, with its authority and its registrations", async () => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-restart-"));
  try {
    const first = await startBench({}, { folder });
    const chain = first.sandbox.environments[0]?.authority.chainPem;
    assert.equal((await first.patch(add(INSTALLED, 14))).status, 200);
    await first.close();
    const again = await startBench({}, { folder });
    try {
      assert.equal(again.sandbox.environments[0]?.authority.chainPem, chain);
      assert.deepEqual([...(await held(again))], [["01/01/////01", 14]]);
      assert.equal((await again.control("GET", "/places")).text.split('"idNatStruct"').length - 1, 4);
      const answer = await again.patch(replace(INSTALLED, 15));
      assert.equal(answer.headers["etag"], 'W/"3"');
      const old = again.agent(first.client);
      assert.equal(
        (await again.tokenCall("client_id=essai-lits&grant_type=client_credentials", old)).status,
        200,
      );
    } finally {
      await again.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a second process on the same folder is refused in words", async () => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-twice-"));
  try {
    const first = await startBench({}, { folder });
    await assert.rejects(startBench({}, { folder }), /in use by another Raccord process/);
    await first.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
