import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isZip } from "../../src/portal/documents/inspect/zip.ts";
import { beginJourney } from "../../src/portal/journey/begin.ts";
import { openPortalDatabase } from "../../src/portal/store/open-portal-database.ts";
import { testPlatform } from "../../src/portal/test-access/test-platform.ts";
import { openControl, platformSettings } from "../../src/portal/white-list/control-client.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { json, raccord } from "../trust/support.ts";

const subjectDn = "CN=lits-essai,O=FOURNISSEUR D'ESSAI";

test("raccord portal export, retain and remove work on a portal that is stopped", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-portal-files-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const database = await openPortalDatabase(
    { connectionsMax: 2 },
    { fallbackUrl: undefined, stateFolder: folder, log: silentLog },
  );
  const anne = { personId: "p-1", name: "Anne", email: "", grants: [] };
  const begin = () =>
    inTransaction(database, (own) =>
      beginJourney(
        own,
        { name: "Essai", kind: "saas" },
        anne,
        { nowMs: 1_000, random: systemRandom },
        async () => {},
      ),
    );
  const [first, second] = [await begin(), await begin()];
  const sandbox = await startSandbox(
    { stateFolder: join(folder, "sandbox"), environments: [{ name: "test" }] },
    { clock: systemClock, random: systemRandom, log: silentLog },
  );
  t.after(() => sandbox.close());
  const control = openControl(
    platformSettings.parse({ controlUrl: sandbox.controlUrl, token: sandbox.controlToken }),
    systemClock,
    "test",
  );
  t.after(() => control.close());
  const platform = testPlatform(control.call);
  await platform.putClient("lits-essai", subjectDn, undefined);
  await platform.setRights(subjectDn, ["1310000013"]);
  await database
    .insertInto("test_access")
    .values({
      journey_id: first,
      client_id: "lits-essai",
      subject_dn: subjectDn,
      state: "done",
      reason: "",
      attempts: 1,
      next_attempt_at_ms: 0,
      done_at_ms: 0,
    })
    .execute();
  const command = (...words: string[]) => raccord("portal", ...words, "--state", folder);
  const out = join(folder, "essai.zip");
  const running = await command("export", first, "--out", out);
  assert.equal(running.code, 3, "a running portal keeps its database to itself");
  await database.destroy();
  const exported = await command("export", first, "--out", out);
  assert.equal(exported.code, 0, exported.err);
  assert.ok(isZip(readFileSync(out)));
  assert.ok(!existsSync(`${out}.part`));
  assert.equal((await command("export", "nobody", "--out", join(folder, "none.zip"))).code, 1);
  assert.ok(!existsSync(join(folder, "none.zip")));
  const config = join(folder, "raccord.config.json");
  const platforms = { test: { controlUrl: sandbox.controlUrl, token: sandbox.controlToken } };
  const portal = { connectorUrl: "http://127.0.0.1:9", retention: { journeyDaysMax: 30 }, platforms };
  writeFileSync(config, JSON.stringify({ portal }));
  const removed = await command("remove", first, "--why", "fin du contrat", "--config", config, "--json");
  assert.equal(removed.code, 0, removed.err);
  assert.deepEqual(json(removed), {
    journey: first,
    documents: 0,
    trailLines: 1,
    rights: { testClient: "lits-essai", whiteList: [] },
    testClientLeft: null,
  });
  assert.deepEqual(await control.call("GET", "/write-list"), { writeList: [] });
  const { clients } = (await control.call("GET", "/clients")) as { clients: { clientId: string }[] };
  assert.ok(!clients.some(({ clientId }) => clientId === "lits-essai"));
  const dry = await command("retain", "--config", config, "--dry-run", "--json");
  assert.deepEqual(json(dry), {
    applied: false,
    journeys: [second],
    onWhiteList: [],
    messages: [],
    invitations: [],
    people: [],
  });
  const applied = await command("retain", "--config", config, "--json");
  assert.equal(json(applied)["applied"], true, applied.err);
  assert.equal((await command("remove", second, "--why", "x")).code, 1, "the rule had removed it");
  const verified = await raccord("audit", "verify", "--state", folder, "--json");
  assert.equal(json(verified)["sound"], true);
});
