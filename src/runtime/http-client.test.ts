import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { test } from "node:test";
import { manualClock } from "./clock.ts";
import { createHttpClient, type HttpRequest } from "./http-client.ts";

async function withServer(listener: RequestListener, run: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function client(clock = manualClock(0)) {
  return createHttpClient({ clock, connectionsMax: 2, connectTimeoutMs: 2_000 });
}

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "PATCH", url, headers: {}, body: "{}", timeoutMs: 5_000, answerMaxBytes: 1_000, ...more };
}

test("status, headers and body; no redirect is followed", async () => {
  const listener: RequestListener = (_request, response) => {
    response.writeHead(302, { location: "/elsewhere", "X-Two": ["a", "b"] });
    response.end("déjà");
  };
  await withServer(listener, async (url) => {
    const http = client();
    const reply = await http.send(request(url));
    assert.ok(reply.kind === "answer");
    assert.deepEqual(
      [reply.status, reply.headers["x-two"], reply.body, reply.cut],
      [302, "a", "déjà", false],
    );
    await http.close();
  });
});

test("bytes that are no text arrive as they are when they are asked for so", async () => {
  const bytes = Buffer.from([0x25, 0x50, 0xff, 0x00, 0xe9]);
  await withServer(
    (_request, response) => response.end(bytes),
    async (url) => {
      const http = client();
      const reply = await http.send(request(url, { answerEncoding: "latin1" }));
      assert.ok(reply.kind === "answer");
      assert.deepEqual(Buffer.from(reply.body, "latin1"), bytes);
      await http.close();
    },
  );
});

test("a long answer is cut at its limit", async () => {
  await withServer(
    (_request, response) => response.end("x".repeat(5_000_000)),
    async (url) => {
      const http = client();
      const reply = await http.send(request(url));
      assert.ok(reply.kind === "answer");
      assert.deepEqual([reply.body.length, reply.cut], [1_000, true]);
      await http.close();
    },
  );
});

test("a body cut after its status counts for a 2xx and is lost for the others", async () => {
  for (const [status, kind] of [
    [200, "answer"],
    [404, "lost"],
  ] as const) {
    await withServer(
      (_request, response) => {
        response.writeHead(status, { "content-length": "100" });
        response.write("half", () => response.socket?.destroy());
      },
      async (url) => {
        const http = client();
        const reply = await http.send(request(url));
        assert.equal(reply.kind, kind);
        await http.close();
      },
    );
  }
});

test("nobody listens: lost, and certainly not sent", async () => {
  const free = createSocketServer();
  await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const http = client();
  const reply = await http.send(request(`http://127.0.0.1:${port}/`));
  assert.deepEqual(reply, { kind: "lost", cause: "connect", sent: false, detail: "ECONNREFUSED" });
  await http.close();
});

test("silence is a timeout by the clock of the client; closing ends what runs", async () => {
  const clock = manualClock(0);
  let arrived = (): void => {};
  await withServer(
    () => arrived(),
    async (url) => {
      const http = client(clock);
      for (const end of [() => clock.advance(5_000), () => void http.close()]) {
        const reached = new Promise<void>((resolve) => {
          arrived = resolve;
        });
        const reply = http.send(request(url));
        await reached;
        end();
        const lost = await reply;
        assert.ok(lost.kind === "lost" && lost.sent);
      }
    },
  );
});
