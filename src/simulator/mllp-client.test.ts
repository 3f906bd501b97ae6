import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { systemClock } from "../runtime/clock.ts";
import { silentLog } from "../runtime/log.ts";
import { seededRandom } from "../runtime/random.ts";
import { type FakeReceiverOptions, fakeReceiver, until } from "./fake-receiver.ts";
import { connectMllp, MllpClientError, type MllpClientOptions } from "./mllp-client.ts";

const message = (id: string): Uint8Array => Buffer.from(`MSH|^~\\&|S||R||20260112||ADT^A01|${id}|P|2.5\r`);

async function pair(
  t: TestContext,
  receiving: FakeReceiverOptions,
  sending: Partial<MllpClientOptions> = {},
) {
  const receiver = await fakeReceiver(receiving);
  const client = connectMllp({
    host: "127.0.0.1",
    port: receiver.port,
    timeoutMs: 2000,
    reconnectMinMs: 1,
    reconnectMaxMs: 5,
    log: silentLog,
    clock: systemClock,
    random: seededRandom(1),
    ...sending,
  });
  t.after(async () => {
    await client.close();
    await receiver.close();
  });
  return { receiver, client };
}

test("one at a time: the next message waits for the answer", async (t) => {
  const { receiver, client } = await pair(t, { react: () => "hold" });
  const first = client.send(message("A"));
  const second = client.send(message("B"));
  await until(() => receiver.received.length === 1);
  receiver.releaseHeld();
  assert.deepEqual(await first, { code: "AA", controlId: "A", text: "" });
  await until(() => receiver.received.length === 2);
  receiver.releaseHeld();
  await second;
  assert.deepEqual(receiver.received, ["A", "B"]);
});

test("pipelining: glued answers reach their messages", async (t) => {
  const { receiver, client } = await pair(t, { react: () => "hold" }, { window: 5 });
  const sending = Promise.all(["A", "B", "C", "D", "E"].map((id) => client.send(message(id))));
  await until(() => receiver.received.length === 5);
  receiver.releaseHeld();
  assert.deepEqual(
    (await sending).map((ack) => ack.controlId),
    ["A", "B", "C", "D", "E"],
  );
  assert.equal(client.connections(), 1);
});

test("answers cut into single bytes are read", async (t) => {
  const { client } = await pair(t, { split: true }, { window: 3 });
  const acks = await Promise.all(["A", "B", "C"].map((id) => client.send(message(id))));
  assert.deepEqual(
    acks.map((ack) => ack.code),
    ["AA", "AA", "AA"],
  );
});

test("a dropped connection: what was not acknowledged is sent again, in order", async (t) => {
  const { receiver, client } = await pair(
    t,
    { react: (index) => (index === 1 || index === 4 ? "drop" : "AA") },
    { window: 1 },
  );
  const acks = await Promise.all(["A", "B", "C", "D"].map((id) => client.send(message(id))));
  assert.deepEqual(
    acks.map((ack) => ack.controlId),
    ["A", "B", "C", "D"],
  );
  assert.deepEqual(receiver.received, ["A", "B", "B", "C", "D", "D"]);
  assert.equal(client.connections(), 3);
});

test("no answer in time: the connection is given up and the message sent again", async (t) => {
  const { receiver, client } = await pair(
    t,
    { react: (index) => (index === 0 ? "silent" : "AA") },
    { timeoutMs: 30 },
  );
  assert.equal((await client.send(message("A"))).code, "AA");
  assert.deepEqual(receiver.received, ["A", "A"]);
});

test("an error answer is handed to the caller", async (t) => {
  const { client } = await pair(t, { react: () => "AE" });
  assert.deepEqual(await client.send(message("A")), { code: "AE", controlId: "A", text: "no" });
});

test("a receiver that never answers ends in a stated fault, not in a loop", async (t) => {
  const { receiver, client } = await pair(t, { react: () => "drop" }, { attemptsMax: 3 });
  await assert.rejects(client.send(message("A")), (error) => {
    assert.ok(error instanceof MllpClientError);
    return error.fault === "unreachable";
  });
  assert.equal(receiver.received.length, 3);
});

test("a closed port ends in the same fault; a closed client refuses", async (t) => {
  const { receiver, client } = await pair(t, {}, { attemptsMax: 2 });
  await receiver.close();
  await assert.rejects(client.send(message("A")), { name: "MllpClientError", fault: "unreachable" });
  await client.close();
  await assert.rejects(client.send(message("B")), { fault: "closed" });
});

test("closing waits for answers on their way and refuses what is not sent", async (t) => {
  const { receiver, client } = await pair(t, { react: () => "hold" });
  const first = client.send(message("A"));
  const second = client.send(message("B"));
  const refused = assert.rejects(second, { fault: "closed" });
  await until(() => receiver.received.length === 1);
  const closing = client.close();
  receiver.releaseHeld();
  assert.equal((await first).code, "AA");
  await refused;
  await closing;
});
