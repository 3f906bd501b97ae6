import assert from "node:assert/strict";
import { once } from "node:events";
import { after, test } from "node:test";
import tls from "node:tls";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { temporaryFolder } from "../support/rig.ts";
import { add, body, INSTALLED, pathOf, replace, type Sub, subs } from "./bodies.ts";
import { LIST_PATH, PLACE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());
const PATH = `/ws-synchro-dispo-lits-fhir/Location?identifier=${PLACE}`;
const api = new URL(bench.sandbox.apiUrl);

/** What came back on a link before it closed; empty when it was closed without an answer. */
async function exchange(
  send: (socket: tls.TLSSocket) => void,
  port = Number(api.port),
  ca = bench.sandbox.environments[0]?.authority.chainPem ?? "",
): Promise<string> {
  const socket = tls.connect({ port, host: "127.0.0.1", ca });
  const chunks: Buffer[] = [];
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  await once(socket, "secureConnect");
  send(socket);
  await closed;
  return Buffer.concat(chunks).toString("utf8");
}

/** Either a closed connection or an answer of that class with an OperationOutcome. */
function refusedOrClosed(answer: string, what: string): void {
  if (answer === "") return;
  assert.match(answer, /^HTTP\/1\.1 4\d\d /, what);
  const outcome = JSON.parse(answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1)) as {
    resourceType: string;
  };
  assert.equal(outcome.resourceType, "OperationOutcome", what);
}

async function stillServes(): Promise<void> {
  assert.equal((await bench.patch(replace(["05", "01", null, "01", null, null, "01"], 1))).status, 404);
}

const head = (...lines: string[]): string => `${lines.join("\r\n")}\r\n\r\n`;

test("ten megabytes are refused before they are read, announced or not", async () => {
  const token = await bench.token();
  const start = [
    `PATCH ${PATH} HTTP/1.1`,
    "Host: x",
    `Authorization: Bearer ${token}`,
    "Content-Type: application/fhir+json",
    "Connection: close",
  ];
  const chunk = Buffer.alloc(1_048_576, 0x5b);
  const announced = await exchange((socket) => {
    socket.write(head(...start, `Content-Length: ${10 * chunk.length}`));
    for (let index = 0; index < 10; index += 1) socket.write(chunk);
  });
  refusedOrClosed(announced, "announced");
  const chunked = await exchange((socket) => {
    socket.write(head(...start, "Transfer-Encoding: chunked"));
    for (let index = 0; index < 10; index += 1) {
      socket.write(`${chunk.length.toString(16)}\r\n`);
      socket.write(chunk);
      socket.write("\r\n");
    }
  });
  refusedOrClosed(chunked, "chunked");
  await stillServes();
});

test("nesting is refused, however deep and wherever", async () => {
  const token = await bench.token();
  const deep = (depth: number): unknown => {
    let inner: unknown = 1;
    for (let index = 0; index < depth; index += 1) inner = [inner];
    return inner;
  };
  const surplus = (depth: number): Sub => ({ url: "surplus", value: deep(depth) });
  for (const text of [
    "[".repeat(60_000),
    "[".repeat(30_000) + "]".repeat(30_000),
    `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
    JSON.stringify(body("add", LIST_PATH, [...subs(INSTALLED, 1), surplus(1000)])),
  ]) {
    const answer = await bench.patch(text, { token });
    assert.equal(answer.status, 400);
    assert.equal((answer.json as { resourceType: string }).resourceType, "OperationOutcome");
  }
  await stillServes();
});

test("what is no JSON, no UTF-8 or not FHIR's media type is refused in words", async () => {
  const token = await bench.token();
  for (const text of ["", "null", "{", "\u0000", "{}{}", "// x", '{"resourceType":"Parameters"', "NaN"]) {
    assert.equal((await bench.patch(text, { token })).status, 400, text);
  }
  for (const type of [
    undefined,
    "",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    "a/b/c",
  ]) {
    const answer = await bench.patch(add(INSTALLED, 1), { token, headers: { "content-type": type } });
    assert.ok(answer.status === 415 || answer.status === 400, `${type}: ${answer.status}`);
    assert.equal((answer.json as { resourceType: string }).resourceType, "OperationOutcome");
  }
  await stillServes();
});

test("hostile FHIRPath is refused at once", async () => {
  const token = await bench.token();
  const paths = [
    `${LIST_PATH}.where(${"(".repeat(1000)}`,
    `${LIST_PATH}.where('${"a".repeat(3000)}!'.matches('^(a+)+$'))`,
    `${pathOf(INSTALLED)}.trace('x')`,
    "Location.repeat(children())",
    "'".repeat(3999),
    "Location.extension.where(url='x')".repeat(2000),
  ];
  for (const path of paths) {
    const startMs = Date.now();
    const answer = await bench.patch(body("replace", path, subs(INSTALLED, 1)), { token });
    assert.ok(answer.status === 400 || answer.status === 413, path.slice(0, 50));
    assert.ok(Date.now() - startMs < 5000);
  }
  await stillServes();
});

test("hostile request lines and header floods end in an outcome or a closed connection", async () => {
  const targets = [
    "/%00",
    "/%zz",
    "/..%2f..%2fetc/passwd",
    "//",
    "/ws-synchro-dispo-lits-fhir/../../x",
    "/ws-synchro-dispo-lits-fhir/Location?identifier=%ff%fe",
    `/ws-synchro-dispo-lits-fhir/Location?${"identifier=x&".repeat(600)}`,
    `/${"a".repeat(15_000)}`,
    "*",
    "http://autre.example/x",
  ];
  const requests = [
    ...targets.map((target) => head(`PATCH ${target} HTTP/1.1`, "Host: x", "Connection: close")),
    head("GET / HTTP/9.9", "Host: x"),
    head("NIMPORTE / HTTP/1.1", "Host: x"),
    head("PATCH / HTTP/1.1", "Host: x", "Content-Length: -1"),
    head("PATCH / HTTP/1.1", "Host: x", "Content-Length: 5", "Transfer-Encoding: chunked"),
    head("PATCH / HTTP/1.1", "Host: x", ...Array.from({ length: 5000 }, (_, index) => `X-${index}: y`)),
    head("PATCH / HTTP/1.1", "Host: x", `X-Long: ${"y".repeat(100_000)}`),
    head("PATCH / HTTP/1.1", "Host: x", "Name without colon"),
    "\u0000\u0001\u0002\r\n\r\n",
  ];
  for (const request of requests) {
    refusedOrClosed(await exchange((socket) => socket.write(request)), request.slice(0, 60));
  }
  await stillServes();
});

test("the header flood has its own status", async () => {
  const flood = head("PATCH / HTTP/1.1", "Host: x", `X-Long: ${"y".repeat(100_000)}`);
  assert.match(await exchange((socket) => socket.write(flood)), /^HTTP\/1\.1 431 .*too-long/s);
});

test("a client that is too slow is cut, with a 408 when it can still hear it", async () => {
  const folder = temporaryFolder();
  const environments = [{ name: "test", requestTimeoutMs: 300 }];
  const world = { clock: systemClock, random: seededRandom(4), log: silentLog };
  const sandbox = await startSandbox({ stateFolder: folder.path, environments }, world);
  try {
    const ca = sandbox.environments[0]?.authority.chainPem ?? "";
    for (const url of [sandbox.apiUrl, sandbox.tokenUrl]) {
      const port = Number(new URL(url).port);
      for (const start of [
        "PATCH /x HTTP/1.1\r\nHost: x\r\nX-",
        head("POST /x HTTP/1.1", "Host: x", "Content-Length: 9"),
      ]) {
        const answer = await exchange((socket) => socket.write(start), port, ca);
        if (answer !== "") assert.match(answer, /^HTTP\/1\.1 408 /);
      }
    }
  } finally {
    await sandbox.close();
    folder.remove();
  }
});

test("the token server takes any form without failing", async () => {
  const forms = [
    "",
    "&&&",
    "=",
    "%",
    "client_id=%00&grant_type=client_credentials",
    `client_id=${"x".repeat(10_000)}&grant_type=client_credentials`,
    "client_id=__proto__&grant_type=client_credentials",
    "x&".repeat(5000),
  ];
  for (const form of forms) {
    const { status } = await bench.tokenCall(form);
    assert.ok(status >= 400 && status < 500, `${form.slice(0, 20)}: ${status}`);
  }
  const url = new URL(bench.sandbox.tokenUrl);
  const flood = head("POST / HTTP/1.1", "Host: x", `X-Long: ${"y".repeat(100_000)}`);
  refusedOrClosed(await exchange((socket) => socket.write(flood), Number(url.port)), "token");
  assert.equal((await bench.patch(replace(INSTALLED, 1))).status, 404);
});
