import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Hl7Message } from "@medplum/core";
import { Hl7Client } from "@medplum/hl7";
import fc from "fast-check";
import { buildAck } from "../../../wire/hl7v2/ack.ts";
import { decodeHl7, encodeHl7 } from "../../../wire/hl7v2/charset.ts";
import { parseHl7 } from "../../../wire/hl7v2/message.ts";
import { closeLeftovers, connect, framed, heldAnswers, startTestServer, until } from "./server-cases.ts";

type ClientMessage = Parameters<Hl7Client["sendAndWait"]>[0];

afterEach(closeLeftovers);

const message = (id: string): string =>
  `MSH|^~\\&|GAM|CHVT|CAP|CHVT|20261101||ADT^A01^ADT_A01|${id}|P|2.5\rPID|1||T1\r`;

async function acknowledge(frame: Uint8Array): Promise<Uint8Array> {
  const { text, charset } = decodeHl7(frame);
  const parsed = parseHl7(text);
  const original = parsed.ok ? parsed.message : parsed.head;
  return encodeHl7(buildAck({ original, code: "AA", controlId: "1", atText: "20261101" }), charset);
}

test("an independent sender gets its acknowledgements, many at a time", async () => {
  const { server } = await startTestServer({ onFrame: acknowledge });
  const client = new Hl7Client({ host: server.host, port: server.port, keepAlive: true });
  // The sender brings its own copy of the message class.
  const parse = (text: string): ClientMessage => Hl7Message.parse(text) as unknown as ClientMessage;
  const ids = Array.from({ length: 200 }, (_, index) => `ID${index}`);
  const answers = await Promise.all(ids.map((id) => client.sendAndWait(parse(message(id)))));
  assert.deepEqual(
    answers.map((answer) => answer.getSegment("MSA")?.getField(2).toString()),
    ids,
  );
  await client.close();
  await server.close(1000);
});

test("frames glued, cut and byte by byte over a real socket", async () => {
  const { server, notes } = await startTestServer();
  const texts = ["one", "two\rlines", "", "\xe9t\xe9", "five"];
  const stream = texts.map(framed).join("");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(stream.length), { maxLength: 8 }),
      fc.boolean(),
      async (places, bytewise) => {
        const sender = connect(server);
        sender.socket.setNoDelay(true);
        const all = bytewise ? [...stream].map((_, index) => index) : [...places].sort((a, b) => a - b);
        const edges = [0, ...all, stream.length];
        for (let index = 1; index < edges.length; index += 1)
          sender.write(stream.slice(edges[index - 1], edges[index]));
        await until("answers", () => sender.answers().length === texts.length);
        assert.deepEqual(sender.answers(), texts);
        sender.socket.destroy();
      },
    ),
    { numRuns: 30 },
  );
  await until("the connections to go", () => server.connectionCount() === 0);
  assert.deepEqual(notes, []);
  await server.close(1000);
});

test("answers leave in order of receipt, frames are handled at the same time", async () => {
  const held = heldAnswers();
  const { server } = await startTestServer({ onFrame: held.onFrame });
  const sender = connect(server);
  sender.write(framed("1") + framed("2") + framed("3"));
  await until("three frames in work", () => held.seen.length === 3);
  held.release("3");
  held.release("2");
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(sender.answers(), []);
  held.release("1");
  await until("answers", () => sender.answers().length === 3);
  assert.deepEqual(sender.answers(), ["re 1", "re 2", "re 3"]);
  sender.socket.destroy();
  await server.close(1000);
});

test("no more frames are taken than may be unanswered", async () => {
  const held = heldAnswers();
  const { server } = await startTestServer({ onFrame: held.onFrame, limits: { unansweredFramesMax: 3 } });
  const sender = connect(server);
  const count = 40;
  for (let index = 0; index < count; index += 1) sender.write(framed(`${index}`));
  for (let done = 0; done < count; done += 1) {
    await until("the window to fill", () => held.seen.length === Math.min(done + 3, count));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(held.seen.length, Math.min(done + 3, count));
    held.release(`${done}`);
  }
  await until("answers", () => sender.answers().length === count);
  sender.socket.destroy();
  await server.close(1000);
});

test("a sender that does not read its answers is not read either", async () => {
  let handled = 0;
  const answer = new Uint8Array(100_000).fill(0x41);
  const onFrame = async (): Promise<Uint8Array> => {
    handled += 1;
    return answer;
  };
  const { server } = await startTestServer({ onFrame });
  const sender = connect(server);
  sender.socket.pause();
  const count = 2000;
  for (let index = 0; index < count; index += 1) sender.write(framed("x".repeat(1000)));
  await until("the first answer", () => handled > 0);
  let before = -1;
  for (let calm = 0; calm < 200; calm += 1) {
    if (handled !== before) calm = 0;
    before = handled;
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(handled < count, `${handled} handled`);
  let receivedBytes = 0;
  sender.socket.removeAllListeners("data");
  sender.socket.on("data", (chunk: Buffer) => {
    receivedBytes += chunk.length;
  });
  sender.socket.resume();
  await until("all answers", () => receivedBytes === count * (answer.length + 3));
  sender.socket.destroy();
  await server.close(1000);
});

test("odd bytes are noted and do not spoil the connection", async () => {
  const { server, notes } = await startTestServer({ limits: { frameSizeMaxBytes: 50 } });
  const sender = connect(server);
  sender.write(`GET /\x0bhalf${framed("ok")}\r\n${framed("x".repeat(51))}${framed("last")}\x0bcut`);
  await until("answers", () => sender.answers().length === 3);
  assert.deepEqual(sender.answers(), ["ok", "too long", "last"]);
  sender.socket.end();
  await until("the end", () => sender.closed());
  assert.deepEqual(
    notes.map((note) => [note.code, note.byteCount, note.peer?.connection]),
    [
      ["hl7.junk-between-frames", 5, 1],
      ["hl7.frame-restarted", 4, 1],
      ["hl7.frame-too-long", 51, 1],
      ["hl7.frame-unfinished", 3, 1],
    ],
  );
  await server.close(1000);
});

test("a sender that shuts its sending side still gets its answers", async () => {
  const held = heldAnswers();
  const { server } = await startTestServer({ onFrame: held.onFrame });
  const sender = connect(server, { allowHalfOpen: true });
  sender.write(`${framed("1")}\x0b2\x1c`);
  sender.socket.end();
  await until("both frames", () => held.seen.length === 2);
  held.release("1");
  held.release("2");
  await until("answers and the end", () => sender.answers().length === 2 && sender.closed());
  await server.close(1000);
});

test("a sender that never writes the last CR is answered after a short wait", async () => {
  const { server, clock, notes } = await startTestServer();
  const sender = connect(server);
  sender.write("\x0bA\x1c");
  await until("the answer", () => {
    clock.advance(100);
    return sender.answers().length === 1;
  });
  sender.write("\x0bB\x1c");
  await until("the next answer", () => {
    clock.advance(1);
    return sender.answers().length === 2;
  });
  assert.deepEqual(sender.answers(), ["A", "B"]);
  assert.deepEqual(notes, []);
  sender.socket.destroy();
  await server.close(1000);
});

test("a begun frame and a silent connection have their time limits", async () => {
  const { server, clock, notes } = await startTestServer();
  const slow = connect(server);
  slow.write(`${framed("1")}\x0bslow`);
  await until("the answer", () => slow.answers().length === 1);
  clock.advance(29_999);
  assert.equal(notes.length, 0);
  clock.advance(1);
  await until("the slow one to go", () => slow.closed());
  assert.equal(notes.at(0)?.code, "hl7.frame-timeout");

  const silent = connect(server);
  silent.write(framed("1"));
  await until("the answer", () => silent.answers().length === 1);
  clock.advance(3_599_999);
  silent.write(framed("2"));
  await until("the answer", () => silent.answers().length === 2);
  clock.advance(3_599_999);
  assert.equal(server.connectionCount(), 1);
  clock.advance(1);
  await until("the silent one to go", () => silent.closed());
  assert.equal(notes.at(1)?.code, "hl7.connection-idle");
  await server.close(1000);
});

test("a frame that cannot be handled closes the connection, earlier answers leave, later ones do not", async () => {
  const held = heldAnswers();
  const { server, notes } = await startTestServer({ onFrame: held.onFrame });
  const sender = connect(server);
  sender.write(framed("1") + framed("2") + framed("3"));
  await until("three frames in work", () => held.seen.length === 3);
  held.release("3");
  held.fail("2");
  held.release("1");
  await until("the end", () => sender.closed());
  assert.deepEqual(sender.answers(), ["re 1"]);
  assert.deepEqual(
    notes.map((note) => note.code),
    ["hl7.handling-failed"],
  );
  await server.close(1000);
});

test("a handler that throws at once, a listener of notes that throws", async () => {
  const { server } = await startTestServer({
    onFrame: () => {
      throw new Error("at once");
    },
    onNote: () => {
      throw new Error("no");
    },
  });
  const sender = connect(server);
  sender.write(`junk${framed("1")}`);
  await until("the end", () => sender.closed());
  await server.close(1000);
});

test("too many connections are refused and noted", async () => {
  const { server, notes } = await startTestServer({ limits: { connectionsMax: 2 } });
  const first = connect(server);
  const second = connect(server);
  await until("two connections", () => server.connectionCount() === 2);
  const third = connect(server);
  await until("the third to be refused", () => third.closed());
  assert.equal(notes[0]?.code, "hl7.too-many-connections");
  first.socket.destroy();
  await until("room", () => server.connectionCount() === 1);
  second.socket.destroy();
  await server.close(1000);
});

test("close waits for the answers of received frames, takes no more, and is bounded", async () => {
  const held = heldAnswers();
  const { server, clock, notes } = await startTestServer({ onFrame: held.onFrame });
  const waiting = connect(server);
  const quiet = connect(server);
  const stuck = connect(server);
  waiting.write(`${framed("1")}${framed("2")}\x0bbegun`);
  stuck.write(framed("never"));
  await until("frames in work", () => held.seen.length === 3 && server.connectionCount() === 3);
  const closing = server.close(5000);
  assert.equal(server.close(1), closing);
  await until("the quiet one to go", () => quiet.closed());
  waiting.write(framed("late"));
  held.release("2");
  held.release("1");
  await until("the answers and the end", () => waiting.closed());
  assert.deepEqual(waiting.answers(), ["re 1", "re 2"]);
  assert.equal(server.connectionCount(), 1);
  clock.advance(5000);
  await closing;
  await until("the stuck one to go", () => stuck.closed());
  assert.ok(!held.seen.includes("late"));
  assert.ok(notes.some((note) => note.code === "hl7.frame-unfinished" && note.byteCount === 6));
});

test("a port in use is an error of the start", async () => {
  const { server } = await startTestServer();
  await assert.rejects(startTestServer({ port: server.port }), { code: "EADDRINUSE" });
  await server.close(1000);
});
