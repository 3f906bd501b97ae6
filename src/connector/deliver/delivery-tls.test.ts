import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Clock, manualClock, systemClock } from "../../runtime/clock.ts";
import { silentLog } from "../../runtime/log.ts";
import { seededRandom } from "../../runtime/random.ts";
import { registerPlace } from "../indicators/register-place.ts";
import { deliveryBoard } from "./board.ts";
import { createDelivery, type Delivery } from "./delivery.ts";
import { deliveryLimits, targetSettings } from "./target-settings.ts";
import {
  establishment,
  installed,
  openDatabase,
  register,
  startMs,
  want,
  wanted,
} from "./test-support/bench.ts";
import { outcome } from "./test-support/fake-remote.ts";
import {
  type Identity,
  newAuthority,
  newIdentity,
  type Received,
  type TlsRemote,
  tlsRemote,
} from "./test-support/tls-remote.ts";

let authority: Awaited<ReturnType<typeof newAuthority>>;
let good: Identity;
let stranger: Identity;
let otherAuthorityPem: string;
let remote: TlsRemote;
let onPatch: (request: Received, response: ServerResponse) => void;

before(async () => {
  authority = await newAuthority("Test authority");
  good = await newIdentity(authority, "good client");
  const other = await newAuthority("Other authority");
  otherAuthorityPem = other.certificate.toString("pem");
  stranger = await newIdentity(other, "stranger");
  remote = await tlsRemote(authority, await newIdentity(authority, "server"), (request, response) => {
    if (request.method === "PATCH") return onPatch(request, response);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: "abc", token_type: "Bearer", expires_in: 300 }));
  });
});

after(() => remote.close());

function certificateOf(identity: Identity) {
  return { certificate: { text: identity.certificatePem }, key: { text: identity.keyPem } };
}

function start(
  db: Awaited<ReturnType<typeof openDatabase>>,
  client: Identity,
  clock: Clock = manualClock(startMs),
  settings: Record<string, unknown> = {},
): Delivery {
  const target = targetSettings.parse({
    name: "test",
    tokenUrl: `${remote.url}/auth/realms/ror/protocol/openid-connect/token`,
    apiBase: remote.url,
    clientId: "hospital",
    certificate: certificateOf(client),
    authority: { text: authority.certificate.toString("pem") },
    ...settings,
  });
  return createDelivery({
    db,
    targets: [target],
    world: { clock, random: seededRandom(5), log: silentLog },
    limits: deliveryLimits.parse({}),
  });
}

test("over mutual TLS: token by certificate, then PATCH with exactly our headers", async () => {
  const db = await openDatabase();
  await register(db, "SSR38888");
  remote.received.length = 0;
  const capacity =
    "Location.extension.where(url='https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity')";
  onPatch = (request, response) => {
    const adds = request.body.includes('"valueString":"add"');
    response.statusCode = adds ? 200 : 404;
    response.end(adds ? "" : JSON.stringify(outcome("not-found", capacity)));
  };
  const delivery = start(db, good);
  await want(db, "SSR38888", 1, [wanted(installed, 12)]);
  await delivery.idle();
  const [token, replace, add, ...others] = remote.received;
  assert.equal(others.length, 0);
  assert.equal(token?.client, "good client");
  assert.deepEqual([...new URLSearchParams(token?.body)].sort(), [
    ["client_id", "hospital"],
    ["grant_type", "client_credentials"],
  ]);
  assert.equal(replace?.url, `/ws-synchro-dispo-lits-fhir/Location?identifier=${establishment}/SSR38888`);
  assert.deepEqual(Object.keys(add?.headers ?? {}).sort(), [
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
  ]);
  assert.equal(add?.headers.authorization, "Bearer abc");
  assert.equal(add?.headers["content-type"], "application/fhir+json");
  const [place] = await deliveryBoard(db).places({ nowMs: startMs, limit: 1 });
  assert.equal(place?.rows[0]?.status, "confirmed");
  await delivery.close(1_000);
  await db.destroy();
});

test("a missing client certificate is a credential fault, an unknown server a matter of trust", async () => {
  const states = [];
  for (const target of [
    { certificate: undefined },
    { certificate: certificateOf(good), authority: { text: otherAuthorityPem } },
  ]) {
    const db = await openDatabase();
    await register(db, "P1");
    const delivery = start(db, good, manualClock(startMs), target);
    await want(db, "P1", 1, [wanted(installed, 12)]);
    await delivery.idle();
    const [state] = await deliveryBoard(db).targets();
    states.push([state?.state, state?.reason?.code]);
    await delivery.close(1_000);
    await db.destroy();
  }
  assert.deepEqual(states, [
    ["paused", "delivery.credential-fault"],
    ["paused", "delivery.server-not-trusted"],
  ]);
});

test("a connection closed on a strange certificate without a TLS alert cannot be told from an outage", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const clock = manualClock(startMs);
  const delivery = start(db, stranger, clock);
  await want(db, "P1", 1, [wanted(installed, 12)]);
  for (let round = 0; round < 6; round += 1) {
    delivery.wake();
    await delivery.idle();
    clock.advance(900_000);
  }
  await delivery.idle();
  const [task] = await deliveryBoard(db).tasks(5);
  assert.equal(task?.reason.code, "delivery.target-unreachable");
  await delivery.close(1_000);
  await db.destroy();
});

test("a silent server is a timeout by our clock, a cut connection a reset; both leave the row in doubt", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const clock = manualClock(startMs);
  let arrived = (): void => {};
  onPatch = () => arrived();
  const delivery = start(db, good, clock);
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await want(db, "P1", 1, [wanted(installed, 12)]);
  delivery.wake();
  await reached;
  clock.advance(20_000);
  await delivery.idle();
  const board = deliveryBoard(db);
  const status = async () => (await board.places({ nowMs: startMs, limit: 1 }))[0]?.rows[0];
  assert.equal((await status())?.status, "in-doubt");
  assert.equal((await status())?.reason?.code, "delivery.no-answer");
  onPatch = (_request, response) => response.socket?.destroy();
  clock.advance(10_000);
  await delivery.idle();
  assert.deepEqual(
    (await board.calls(5)).map((call) => [call.operation, call.status, call.answerBody]),
    [
      ["replace", null, "UND_ERR_SOCKET"],
      ["replace", null, "timeout"],
    ],
  );
  onPatch = (_request, response) => response.end();
  clock.advance(10_000);
  await delivery.idle();
  assert.equal((await status())?.status, "confirmed");
  await delivery.close(1_000);
  await db.destroy();
});

test("closing cuts what hangs and leaves it in doubt", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  let arrived = (): void => {};
  onPatch = () => arrived();
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await want(db, "P1", 1, [wanted(installed, 12)]);
  const delivery = start(db, good, systemClock);
  await reached;
  await delivery.close(10);
  const [place] = await deliveryBoard(db).places({ nowMs: startMs, limit: 1 });
  assert.equal(place?.rows[0]?.status, "in-doubt");
  await db.destroy();
});

test("a certificate that cannot be read pauses its target alone, with one alarm, until it can be read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-credentials-"));
  const db = await openDatabase();
  await register(db, "P1");
  await db.transaction().execute((trx) => {
    const identity = { placeId: "P2", target: "other", establishment, externalId: "P2" };
    return registerPlace(trx, identity, startMs);
  });
  const clock = manualClock(startMs);
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  onPatch = (_request, response) => response.end();
  const base = {
    tokenUrl: `${remote.url}/token`,
    apiBase: remote.url,
    clientId: "hospital",
    authority: { text: authority.certificate.toString("pem") },
  };
  const targets = [
    { ...base, name: "test", certificate: { certificate: { file: certFile }, key: { file: keyFile } } },
    { ...base, name: "other", certificate: certificateOf(good) },
  ].map((target) => targetSettings.parse(target));
  const world = { clock, random: seededRandom(1), log: silentLog };
  const alarms: string[] = [];
  const over = Promise.withResolvers<void>();
  const delivery = createDelivery({
    db,
    targets,
    world,
    onChange(change) {
      if (change.kind !== "task") return;
      alarms.push(`${change.change} ${change.reason}`);
      if (change.change === "closed") over.resolve();
    },
  });
  const board = deliveryBoard(db);
  const statuses = async () => {
    const places = await board.places({ nowMs: startMs, limit: 5 });
    return places.map((place) => place.rows[0]?.status);
  };
  await delivery.idle();
  assert.deepEqual(alarms, ["opened delivery.credential-unreadable"], "told although nothing is due yet");
  await want(db, "P1", 1, [wanted(installed, 12)]);
  await want(db, "P2", 1, [wanted(installed, 5)]);
  delivery.wake();
  await delivery.idle();
  assert.deepEqual(await statuses(), ["wanted", "confirmed"]);
  const [task] = await board.tasks(5);
  assert.match(JSON.stringify(task?.detail), /ENOENT.*cert\.pem/);
  assert.equal(await delivery.retryTarget("test"), true);
  writeFileSync(certFile, good.certificatePem);
  writeFileSync(keyFile, stranger.keyPem);
  clock.advance(20_000);
  await delivery.idle();
  assert.deepEqual(alarms, ["opened delivery.credential-unreadable"], "a key of another: the same alarm");
  writeFileSync(keyFile, good.keyPem);
  clock.advance(20_000);
  await over.promise;
  await delivery.idle();
  assert.deepEqual(await statuses(), ["confirmed", "confirmed"]);
  assert.deepEqual(await board.tasks(5), []);
  assert.equal(alarms.at(-1), "closed delivery.credential-unreadable");

  // A file that is lost later changes nothing until the next start.
  rmSync(folder, { recursive: true });
  clock.advance(20_000);
  await want(db, "P1", 2, [wanted(installed, 13)]);
  delivery.wake();
  await delivery.idle();
  assert.deepEqual(await statuses(), ["confirmed", "confirmed"]);
  await delivery.close(1_000);
  await db.destroy();
});

test("a target that was paused for an unreadable certificate opens at the start that can read it", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const nowhere = { certificate: { file: "/nowhere/cert.pem" }, key: { text: good.keyPem } };
  const first = start(db, good, manualClock(startMs), { certificate: nowhere });
  await first.idle();
  assert.equal((await deliveryBoard(db).targets())[0]?.state, "paused");
  await first.close(1_000);
  const second = start(db, good);
  await second.idle();
  assert.equal((await deliveryBoard(db).targets())[0]?.state, "open");
  assert.deepEqual(await deliveryBoard(db).tasks(5), []);
  await second.close(1_000);
  await db.destroy();
});
