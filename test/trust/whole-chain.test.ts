import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { Agent } from "undici";
import { manualClock } from "../../src/runtime/clock.ts";
import { createLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { exampleBodies } from "../../src/sandbox/example.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { call } from "../sandbox/support.ts";
import { assertNoSecret, assertSearchFinds, filesBelow, privateNumbers } from "./secret-search.ts";
import { json, PASSWORD, raccord, STRUCTURE, subject, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());
const CLIENT_ID = "essai-lits";
const PLACE = `${STRUCTURE}/MED-1`;
const named = [
  "--organization",
  subject.organization,
  "--structure",
  STRUCTURE,
  "--department",
  subject.department,
];

test("authority, request, issue, import, preflight, token, PATCH, revocation, refused; and the key never leaves", async () => {
  const said: string[] = [];
  const run = async (...words: string[]): Promise<Record<string, unknown>> => {
    const done = await raccord(...words, "--json");
    said.push(words.join(" "), done.out, done.err);
    return { ...json(done), exit: done.code };
  };
  const password = shop.write("password", `${PASSWORD}\n`);
  const [state, order, store] = [shop.path("sandbox"), shop.path("order"), shop.path("certificates")];
  const where = ["--state", state];
  const crl = join(state, "test", "authority", "issuing.crl");

  await run("authority", "init", ...where, "--key-bits", "2048");
  const asked = await run(
    "certificate",
    "request",
    "--name",
    subject.commonName,
    ...named,
    "--for",
    "test",
    "--out",
    order,
    "--password-file",
    password,
  );
  const certificate = shop.path("certificate.pem");
  const issued = await run(
    "authority",
    "issue",
    String(asked["requestFile"]),
    ...named,
    "--out",
    certificate,
    ...where,
  );
  assert.equal(issued["subjectDn"], asked["subjectDn"]);
  const keyed = ["--key", String(asked["keyFile"]), "--password-file", password];
  const purpose = ["--for", "test", "--role", "writer", "--store", store];
  const stored = await run("certificate", "import", certificate, ...keyed, ...purpose, "--offline");
  assert.equal(stored["exit"], 0);
  const checked = [
    "certificate",
    "preflight",
    certificate,
    ...keyed,
    ...purpose,
    "--structure",
    STRUCTURE,
    "--crl",
    crl,
    "--white-list-dn",
    String(issued["subjectDn"]),
  ];
  const before = await run(...checked);
  assert.equal(before["exit"], 0);
  const open = (before["lines"] as { status: string; code?: string }[]).filter(
    (it) => it.status !== "passed",
  );
  assert.deepEqual(
    open.map((it) => it.code),
    ["trust.imitation"],
  );

  const logged: string[] = [];
  const log = createLog("sandbox", "trace", { write: (line: string) => logged.push(line) });
  const subjectDn = String(stored["subjectDn"]);
  const sandbox = await startSandbox(
    {
      stateFolder: state,
      environments: [
        {
          name: "test",
          places: [{ idNatStruct: STRUCTURE, externalId: "MED-1" }],
          clients: [{ clientId: CLIENT_ID, subjectDn }],
          writeList: [{ subjectDn, idNatStruct: STRUCTURE }],
        },
      ],
    },
    { clock: manualClock(Date.now()), random: seededRandom(8), log },
  );
  const passphrase = readFileSync(String(stored["passphraseFile"]), "utf8").trim();
  const agent = new Agent({
    connect: {
      ca: readFileSync(String(stored["authoritiesFile"]), "utf8"),
      cert: readFileSync(String(stored["certificateFile"]), "utf8"),
      key: readFileSync(String(stored["keyFile"]), "utf8"),
      passphrase,
    },
  });
  try {
    const form = {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `grant_type=client_credentials&client_id=${CLIENT_ID}`,
    } as const;
    const token = await call(sandbox.tokenUrl, agent, form);
    assert.equal(token.status, 200, token.text);
    const authorization = `Bearer ${(token.json as { access_token: string }).access_token}`;
    const patched = await call(
      `${sandbox.apiUrl}/ws-synchro-dispo-lits-fhir/Location?identifier=${PLACE}`,
      agent,
      {
        method: "PATCH",
        headers: { authorization, "content-type": "application/fhir+json" },
        body: JSON.stringify(exampleBodies(new Date().toISOString()).add),
      },
    );
    assert.equal(patched.status, 200, patched.text);

    const id = String(stored["id"]);
    const ready = ["--store", store];
    const tooSoon = await run("certificate", "switch", id, ...ready);
    assert.equal(tooSoon["error"], "trust.switch-not-rehearsed");
    const rehearse = [
      "certificate",
      "rehearse",
      id,
      ...ready,
      "--token-url",
      sandbox.tokenUrl,
      "--client-id",
      CLIENT_ID,
      "--authority",
      String(stored["authoritiesFile"]),
    ];
    assert.equal((await run(...rehearse))["token"], true);
    assert.equal((await run("certificate", "switch", id, ...ready))["error"], "trust.switch-not-confirmed");
    await run("certificate", "confirm", id, ...ready, "--on", "2026-11-23", "--reference", "courriel 42");
    const switched = await run("certificate", "switch", id, ...ready);
    assert.deepEqual(readdirSync(String(switched["folder"])).sort(), [
      "authorities.pem",
      "certificate.pem",
      "entry.json",
      "key.pem",
    ]);

    await run("authority", "revoke", certificate, ...where, "--reason", "keyCompromise");
    const refused = await call(sandbox.tokenUrl, agent, form);
    assert.equal(refused.status, 401);
    assert.equal((refused.json as { error: string }).error, "invalid_client");
    const control = { method: "GET", headers: { authorization: `Bearer ${sandbox.controlToken}` } } as const;
    const journal = await call(`${sandbox.controlUrl}/journal`, agent, control);
    assert.match(journal.text, /sandbox\.token-certificate-revoked/);
    const again = await run(...rehearse);
    assert.equal(again["code"], "trust.subject-not-registered");
    const last = await run(...checked);
    assert.equal(last["exit"], 1);
    said.push(token.text.replace(/"access_token":"[^"]*"/, ""), patched.text, refused.text, journal.text);
  } finally {
    await agent.close();
    await sandbox.close();
  }
  const key = createPrivateKey({ key: readFileSync(String(stored["keyFile"])), passphrase });
  const files = filesBelow(shop.folder);
  assert.ok(files.some(({ name }) => name.endsWith(".sqlite")));
  const places = [
    ...files,
    ...said.map((text, index) => ({ name: `answer ${index}`, text })),
    ...logged.map((text) => ({ name: "log", text })),
  ];
  assertNoSecret(places, [PASSWORD, passphrase, ...privateNumbers(key)]);
  assertSearchFinds();
});
