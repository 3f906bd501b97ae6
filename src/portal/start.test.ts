import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../runtime/clock.ts";
import { silentLog } from "../runtime/log.ts";
import { seededRandom } from "../runtime/random.ts";
import {
  type ConnectorDouble,
  quietBoard,
  sampleExplanation,
  startConnectorDouble,
} from "./live/connector-double.ts";
import { type RunningPortal, startPortal } from "./start.ts";

const nowMs = Date.parse("2026-11-23T22:41:00Z");
const world = { clock: systemClock, random: seededRandom(1), log: silentLog };
const boundMs = 10_000;

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function call(
  url: string,
  method = "GET",
  headers: Record<string, string> = {},
  sendBody = "",
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => {
        body += piece;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    sent.on("error", reject).end(sendBody);
  });
}

/** Reads the event stream of the portal; `until` resolves when the text so far matches, or fails after the bound. */
function openEvents(t: TestContext, url: string) {
  let text = "";
  let look: () => void = () => undefined;
  const sent = httpRequest(`${url}/api/events`, (answer) => {
    answer.setEncoding("utf8");
    answer.on("error", () => undefined);
    answer.on("data", (piece: string) => {
      text += piece;
      look();
    });
  });
  sent.on("error", () => undefined).end();
  t.after(() => sent.destroy());
  return {
    until: (pattern: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const cancel = systemClock.after(boundMs, () =>
          reject(new Error(`${pattern} did not come: ${text}`)),
        );
        look = () => {
          const match = pattern.exec(text);
          if (match === null) return;
          cancel();
          text = text.slice(match.index + match[0].length);
          resolve();
        };
        look();
      }),
  };
}

async function withPortal(
  t: TestContext,
  use: (portal: RunningPortal, connector: ConnectorDouble) => Promise<void>,
): Promise<void> {
  const connector = await startConnectorDouble(quietBoard(nowMs));
  t.after(() => connector.close());
  const portal = await startPortal({ connectorUrl: `${connector.url}/`, port: 0 }, world);
  t.after(() => portal.close());
  await use(portal, connector);
}

test("the page comes with a strict policy and a fresh nonce; its files are kept, and come compressed", async (t) => {
  await withPortal(t, async (portal) => {
    const page = await call(`${portal.url}/`);
    assert.equal(page.status, 200);
    assert.match(page.headers["content-type"] ?? "", /^text\/html/);
    assert.match(page.body, /<html lang="fr">/);
    assert.match(page.body, /<noscript>/);
    assert.doesNotMatch(page.body, /<style|style=|onclick|https?:|__/);
    const policy = String(page.headers["content-security-policy"]);
    assert.match(policy, /script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(page.headers["x-content-type-options"], "nosniff");
    assert.equal(page.headers["cache-control"], "no-store");
    const nonce = /'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? assert.fail("no nonce");
    assert.ok(page.body.includes(`content="${nonce}"`));
    const other = await call(`${portal.url}/journeys/j1/00`, "GET", { accept: "text/html" });
    assert.equal(other.status, 200);
    assert.ok(!other.body.includes(nonce));
    // The frame: files of a few bytes are not worth compressing.
    const path = /src="(\/assets\/frame-[^"]+\.js)"/.exec(page.body)?.[1] ?? assert.fail("no script");
    const script = await call(portal.url + path, "GET", { "accept-encoding": "br" });
    assert.match(script.headers["content-type"] ?? "", /^(text|application)\/javascript/);
    assert.match(script.headers["cache-control"] ?? "", /max-age=31536000, immutable/);
    assert.equal(script.headers["content-encoding"], "br");
    assert.equal((await call(`${portal.url}/favicon.svg`)).status, 200);
    const hidden = ["/assets/..%2fstamp", "/assets/index.html", "/stamp", "/nothing", "/api/nothing"];
    for (const name of hidden) assert.equal((await call(portal.url + name)).status, 404, name);
    const unknown = await call(`${portal.url}/nothing`, "GET", { accept: "text/html" });
    assert.deepEqual([unknown.status, unknown.body.includes("noscript")], [404, true]);
  });
});

test("pages that the application knows were answered as not found", async (t) => {
  const router = await readFile(join(import.meta.dirname, "web/app/router.tsx"), "utf8");
  const paths = [...router.matchAll(/ path: "([^"]+)"/g)].map(([, path]) => path ?? "");
  assert.ok(paths.length > 5);
  await withPortal(t, async (portal) => {
    for (const path of paths) {
      const page = await call(portal.url + path.replace(/\$\w+/g, "x"), "GET", { accept: "text/html" });
      assert.equal(page.status, 200, path);
    }
  });
});

test("without a build, or with an old one, the portal says what to do", async (t) => {
  const connector = await startConnectorDouble(quietBoard(nowMs));
  t.after(() => connector.close());
  const root = await mkdtemp(join(tmpdir(), "raccord-pages-"));
  t.after(() => rm(root, { recursive: true }));
  const look = async (): Promise<Reply> => {
    const portal = await startPortal({ connectorUrl: connector.url, port: 0 }, { ...world, root });
    try {
      assert.equal((await call(`${portal.url}/api/board`)).status, 200);
      return await call(`${portal.url}/`);
    } finally {
      await portal.close();
    }
  };
  const missing = await look();
  assert.equal(missing.status, 503);
  assert.match(missing.body, /<html lang="fr">.*n'ont pas été construites.*npm run build-web/s);
  await mkdir(join(root, "dist/portal"), { recursive: true });
  for (const folder of ["src/portal/web", "src/domain", "tools"])
    await mkdir(join(root, folder), { recursive: true });
  for (const file of [
    "package-lock.json",
    "tools/build-web.ts",
    "dist/portal/index.html",
    "dist/portal/stamp",
  ]) {
    await writeFile(join(root, file), "of another time");
  }
  const outdated = await look();
  assert.equal(outdated.status, 503);
  assert.match(outdated.body, /ne correspondent plus aux sources/);
});

test("a name that is not of this machine is not answered", async (t) => {
  await withPortal(t, async (portal) => {
    const port = new URL(portal.url).port;
    assert.equal(
      (await call(`${portal.url}/api/board`, "GET", { host: `evil.example:${port}` })).status,
      421,
    );
    assert.equal((await call(`${portal.url}/api/board`, "GET", { host: `localhost:${port}` })).status, 200);
  });
});

test("the board is passed on, members that the page does not know are not", async (t) => {
  await withPortal(t, async (portal, connector) => {
    const board = quietBoard(nowMs);
    connector.show({ ...board, novelty: 1, feeds: board.feeds.map((feed) => ({ ...feed, novelty: 1 })) });
    const reply = await call(`${portal.url}/api/board`);
    assert.deepEqual([reply.status, JSON.parse(reply.body)], [200, board]);
    assert.equal(reply.headers["cache-control"], "no-store");
  });
});

test("an answer that is not a board is said to be one, and the last good board stays at hand", async (t) => {
  await withPortal(t, async (portal, connector) => {
    await call(`${portal.url}/api/board`);
    connector.show({ ...quietBoard(nowMs), places: "none" });
    const reply = await call(`${portal.url}/api/board`);
    const body = JSON.parse(reply.body);
    assert.deepEqual([reply.status, body.problem, body.last], [502, "not-understood", quietBoard(nowMs)]);
  });
});

test("the reasons of a place are passed on; an unknown place is said to be unknown", async (t) => {
  await withPortal(t, async (portal, connector) => {
    connector.explain("a/b c", sampleExplanation(nowMs));
    const reply = await call(`${portal.url}/api/places/${encodeURIComponent("a/b c")}/explain`);
    assert.deepEqual([reply.status, JSON.parse(reply.body)], [200, sampleExplanation(nowMs)]);
    const unknown = await call(`${portal.url}/api/places/other/explain`);
    assert.deepEqual([unknown.status, JSON.parse(unknown.body).problem], [404, "not-found"]);
  });
});

test("ending a warm-up is taken from the page only, and is the only change that can be made", async (t) => {
  await withPortal(t, async (portal, connector) => {
    const url = `${portal.url}/api/feeds/pam%2F1/warm-up/end`;
    assert.equal((await call(url, "POST")).status, 403);
    assert.equal((await call(url, "POST", { "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await call(url, "POST", { origin: "http://evil.example" })).status, 403);
    assert.deepEqual(
      connector.calls.filter((one) => one.startsWith("POST")),
      [],
    );
    const json = { "content-type": "application/json" };
    const same = { ...json, "sec-fetch-site": "same-origin" };
    for (const body of ["", "{}", '{"by":" "}', '{"by":"A","more":1}', "by=A"]) {
      assert.equal((await call(url, "POST", same, body)).status, 400, body);
    }
    assert.deepEqual(connector.decisions, []);
    assert.equal((await call(url, "POST", same, '{"by":" Cadre de nuit "}')).status, 204);
    assert.equal((await call(url, "POST", { ...json, origin: portal.url }, '{"by":"B"}')).status, 204);
    assert.deepEqual(connector.decisions, ['{"by":"Cadre de nuit"}', '{"by":"B"}']);
    assert.deepEqual(
      connector.calls.filter((one) => one.startsWith("POST")),
      ["POST /feeds/pam%2F1/warm-up/end", "POST /feeds/pam%2F1/warm-up/end"],
    );
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      assert.equal((await call(`${portal.url}/api/board`, method)).status, 403, method);
      const fromPage = await call(`${portal.url}/api/board`, method, { "sec-fetch-site": "same-origin" });
      assert.equal(fromPage.status, 404, method);
    }
  });
});

test("events pass through, and a connector that goes and comes back is followed", async (t) => {
  const first = await startConnectorDouble(quietBoard(nowMs));
  const portal = await startPortal({ connectorUrl: first.url, port: 0 }, world);
  t.after(() => portal.close());
  const events = openEvents(t, portal.url);
  await events.until(/event: connector\ndata: {"up":true}\n\n/);
  first.show(quietBoard(nowMs));
  await events.until(/event: board\ndata: {"at":"[^"]+"}\n\n/);
  assert.equal((await call(`${portal.url}/api/board`)).status, 200);

  await first.close();
  await events.until(/event: connector\ndata: {"up":false}\n\n/);
  const down = await call(`${portal.url}/api/board`);
  const body = JSON.parse(down.body);
  assert.deepEqual([down.status, body.problem, body.last], [503, "unreachable", quietBoard(nowMs)]);

  const second = await startConnectorDouble(quietBoard(nowMs + 1000), first.port);
  t.after(() => second.close());
  await events.until(/event: connector\ndata: {"up":true}\n\nevent: board\n/);
  assert.deepEqual(JSON.parse((await call(`${portal.url}/api/board`)).body), quietBoard(nowMs + 1000));
});

test("several pages share one stream of the connector, and closing ends all of them", async (t) => {
  const connector = await startConnectorDouble(quietBoard(nowMs));
  t.after(() => connector.close());
  const portal = await startPortal({ connectorUrl: connector.url, port: 0 }, world);
  const pages = [openEvents(t, portal.url), openEvents(t, portal.url), openEvents(t, portal.url)];
  for (const page of pages) await page.until(/"up":true/);
  assert.equal(connector.streams(), 1);
  await portal.close();
  await assert.rejects(call(`${portal.url}/`));
});

test("the page is up before its connector is", async (t) => {
  const gone = await startConnectorDouble(null);
  await gone.close();
  const portal = await startPortal({ connectorUrl: gone.url, port: 0 }, world);
  t.after(() => portal.close());
  assert.equal((await call(`${portal.url}/`)).status, 200);
  const reply = await call(`${portal.url}/api/board`);
  assert.deepEqual([reply.status, JSON.parse(reply.body).last], [503, null]);
});

test("settings that cannot be used are refused", async () => {
  const connectorUrl = "http://127.0.0.1:1";
  const refused = [
    { connectorUrl: "ftp://127.0.0.1" },
    { connectorUrl: "127.0.0.1" },
    { connectorUrl: "http://name:word@127.0.0.1" },
    { connectorUrl, port: 70_000 },
    { connectorUrl, colour: "red" },
  ];
  for (const settings of refused)
    await assert.rejects(startPortal(settings, world), JSON.stringify(settings));
});
