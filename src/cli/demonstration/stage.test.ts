import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { TargetSettingsInput } from "../../connector/deliver/target-settings.ts";
import type { RunningConnector } from "../../connector/start.ts";
import { systemClock } from "../../runtime/clock.ts";
import { seededRandom } from "../../runtime/random.ts";
import { exampleOptions, hospitalModel } from "../../simulator/hospital.ts";
import { createAuthority } from "../../trust/authority/authority.ts";
import { openStage, type StageParts } from "./stage.ts";

const authority = await createAuthority({ environment: "test", clock: systemClock, random: seededRandom(3) });

const platform = (name: string, port: number) => ({
  name,
  tokenUrl: `https://127.0.0.1:${port}/token`,
  apiUrl: `https://127.0.0.1:${port + 1}`,
  authority,
});

const exported = {
  name: "ror-production",
  environment: "production",
  tokenUrl: "https://127.0.0.1:9100/token",
  apiBase: "https://127.0.0.1:9101",
  clientId: "lits-en-scene",
  certificate: { store: "certificates", environment: "production", role: "writer" },
  establishments: ["1990000028"],
} as const;

/** A stage over a connector that only says how it was started: `targets` of each start, places' own first. */
function world(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "raccord-stage-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const starts: (readonly string[])[] = [];
  let refuses = false;
  const text = (target: TargetSettingsInput | undefined): string =>
    target === undefined ? "own" : `${target.name} ${target.tokenUrl}`;
  const parts = (port: number): StageParts => ({
    folder,
    hospital: hospitalModel(exampleOptions),
    environments: [platform("test", port), platform("production", port + 100)],
    random: seededRandom(4),
    async connect(target, others): Promise<RunningConnector> {
      if (refuses && target !== undefined) throw new Error("these settings are refused");
      starts.push([text(target), ...others.map(text)]);
      return { mllp: new Map(), httpUrl: "", idle: async () => {}, close: async () => {} };
    },
  });
  return {
    starts,
    open: (port: number) => openStage(parts(port)),
    refuse: (now: boolean) => {
      refuses = now;
    },
  };
}

test("the connector is started again with what the story tells it, and told the same after a restart", async (t) => {
  const { starts, open } = world(t);
  const first = await open(9000);
  assert.equal(first.stage.plugged(), "nothing");
  await first.stage.plugTest("lits-en-scene");
  assert.equal(first.stage.plugged(), "test");
  await first.stage.plugProduction(exported);
  await first.close();
  const again = await open(9000);
  assert.equal(again.stage.plugged(), "production");
  const [test, production] = [
    "essais https://127.0.0.1:9000/token",
    "ror-production https://127.0.0.1:9100/token",
  ];
  assert.deepEqual(starts, [["own"], ["own", test], [production, test], [production, test]]);
});

test("after a restart on other ports the connector looked for the platforms where they had been", async (t) => {
  const { starts, open } = world(t);
  const first = await open(9000);
  await first.stage.plugTest("lits-en-scene");
  await first.stage.plugProduction(exported);
  await open(9500);
  assert.deepEqual(starts.at(-1), [
    "ror-production https://127.0.0.1:9600/token",
    "essais https://127.0.0.1:9500/token",
  ]);
});

test("settings that the connector refuses leave it as it was told before", async (t) => {
  const { starts, open, refuse } = world(t);
  const { stage } = await open(9000);
  refuse(true);
  await assert.rejects(stage.plugProduction(exported), /refused/);
  assert.equal(stage.plugged(), "nothing");
  assert.deepEqual(starts, [["own"], ["own"]]);
  refuse(false);
  await stage.plugProduction(exported);
  assert.equal(stage.plugged(), "production");
});

test("a certificate is issued once, and its key is on the stage alone", async (t) => {
  const { open } = world(t);
  const { stage } = await open(9000);
  const subject = {
    commonName: "LITS EN SCENE TEST",
    organization: "LITS EN SCENE",
    structureId: "399990000400006",
    department: "Indre-et-Loire (37)",
  };
  const pem = await stage.certificate("test", subject);
  assert.equal(await stage.certificate("test", subject), pem);
  assert.equal(pem.match(/BEGIN CERTIFICATE/g)?.length, 3, "the certificate and its chain");
  assert.doesNotMatch(pem, /PRIVATE KEY/);
});
