import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "undici";
import { type BenchContext, withContext } from "../../src/cli/bench/context.ts";
import { type BenchSandbox, startSandboxProcess } from "../../src/cli/bench/line.ts";
import {
  benchPatch,
  benchPlaces,
  grant,
  identityOf,
  patchCaller,
  structure,
} from "../../src/cli/bench/sandbox-load.ts";

const PLACES = 4;
/** Answers that must have come before the process is killed. */
const ANSWERS_MIN = 60;

/** One caller per place, one PATCH after the other, until the sandbox is gone: the last number answered and sent. */
async function callUntilKilled(
  context: BenchContext,
  sandbox: BenchSandbox,
): Promise<readonly { readonly answered: number; readonly sent: number }[]> {
  const identity = identityOf(sandbox);
  const token = await grant(sandbox, identity);
  const caller = patchCaller(sandbox.sandbox.api, identity.ca, token, PLACES, context);
  let answers = 0;
  const work = async (place: number): Promise<{ answered: number; sent: number }> => {
    await caller.send(place, benchPatch("add", 0));
    for (let sent = 1; ; sent += 1) {
      const done = await caller.send(place, benchPatch("replace", sent)).then(
        () => true,
        () => false,
      );
      if (!done) return { answered: sent - 1, sent };
      answers += 1;
      if (answers === ANSWERS_MIN) process.kill(sandbox.process.pid, "SIGKILL");
      assert.ok(answers < ANSWERS_MIN * 100, "the sandbox outlived its end");
    }
  };
  return Promise.all(Array.from({ length: PLACES }, (_, index) => work(index + 1)));
}

test("what was answered is there after a kill, and nothing that was not sent", async () => {
  await withContext(true, async (context) => {
    const before = await callUntilKilled(context, await startSandboxProcess(context, benchPlaces(PLACES)));
    const again = await startSandboxProcess(context, benchPlaces(PLACES));
    for (const [index, { answered, sent }] of before.entries()) {
      const { body } = await request(`${again.sandbox.control}/places/${structure}/B${index + 1}`, {
        headers: { authorization: `Bearer ${again.controlToken}` },
      });
      const place = (await body.json()) as { version: number; rows: { nbCapacity: number }[] };
      const [row, ...others] = place.rows;
      assert.ok(row && others.length === 0);
      assert.ok(
        row.nbCapacity >= answered && row.nbCapacity <= sent,
        `${answered} ${row.nbCapacity} ${sent}`,
      );
      // The add made version 2, each replace the next one.
      assert.equal(place.version, 2 + row.nbCapacity);
    }
  });
});
