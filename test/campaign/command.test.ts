import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Command } from "commander";
import { registerCampaign } from "../../src/cli/commands/campaign.ts";
import { faultWords } from "../../src/cli/fault-words.ts";
import { judgeReport, readCampaignReport } from "../../src/domain/journey/campaign/report.ts";
import { scenarioIds } from "../../src/domain/journey/campaign/scenarios.ts";
import { PLACE, startBench, subject } from "../sandbox/support.ts";
import { journal, targetInput } from "./support.ts";

const bench = await startBench({}, { production: true });
const folder = mkdtempSync(join(tmpdir(), "raccord-campaign-"));
after(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const base = await targetInput(bench, { place: PLACE, faultHeaders: true });

interface Finished {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number | undefined;
}

async function raccord(target: Record<string, unknown>, ...words: string[]): Promise<Finished> {
  const config = join(folder, "raccord.config.json");
  writeFileSync(config, JSON.stringify({ connector: { targets: [target] } }));
  let [out, err]: string[] = ["", ""];
  let exitCode: number | undefined;
  const program = new Command("raccord").exitOverride();
  registerCampaign(program, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    env: {},
    interactive: false,
    setExitCode: (code) => {
      exitCode = code;
    },
    stopRequested: () => new Promise(() => undefined),
  });
  try {
    await program.parseAsync(["campaign", "--config", config, "--target", "test", ...words], {
      from: "user",
    });
  } catch (error) {
    const fault = faultWords(error);
    err += fault.text;
    exitCode = fault.exitCode;
  }
  return { out: out ?? "", err: err ?? "", exitCode };
}

test("all passed: exit 0, one line per scenario, a report in three forms that is read back", async () => {
  const files = ["json", "html", "pdf"].map((ending) => join(folder, `report.${ending}`));
  const { out, err, exitCode } = await raccord(base, ...files.flatMap((file) => ["--report", file]));
  assert.equal(exitCode, 0, out + err);
  for (const id of scenarioIds) assert.match(out, new RegExp(`^ok   ${id} `, "m"));
  const read = readCampaignReport(readFileSync(files[0] ?? "", "utf8"));
  assert.ok(read.kind === "report" && judgeReport(read.report).good);
  assert.match(readFileSync(files[1] ?? "", "utf8"), /^<!doctype html>/);
  assert.match(readFileSync(files[2] ?? "", "latin1"), /^%PDF-/);
});

test("--json gives one object per scenario and nothing else", async () => {
  const { out, exitCode } = await raccord(base, "--json");
  assert.equal(exitCode, 0);
  const ids = out
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: string }).id);
  assert.deepEqual(ids, scenarioIds);
});

const production = bench.sandbox.environments[1];
const certificateOfProduction = async () => {
  const issued = await production?.authority.issueClient(subject);
  return { certificate: { text: issued?.certificatePem }, key: { text: issued?.keyPem } };
};

for (const [what, change] of [
  ["by the settings", async () => ({ environment: "production" })],
  ["by a national address", async () => ({ apiBase: "https://api-fhir.ror.esante.gouv.fr" })],
  ["by the certificate", async () => ({ certificate: await certificateOfProduction() })],
] as const) {
  test(`production is refused in words, before any call: ${what}`, async () => {
    const before = (await journal(bench)).length;
    const report = join(folder, "never.json");
    const { out, err, exitCode } = await raccord({ ...base, ...(await change()) }, "--report", report);
    assert.equal(exitCode, 2, err);
    assert.match(err, /never goes to production/);
    assert.equal(out, "");
    assert.equal((await journal(bench)).length, before);
    assert.ok(!existsSync(report));
  });
}

test("wrong use is told before any call: no such target, no place, nothing to put back from, a report of no known form", async () => {
  const before = (await journal(bench)).length;
  const bare = { ...base, campaign: undefined, reader: undefined };
  for (const [target, words, said] of [
    [{ ...base, name: "other" }, [], /no target of this name: test \(other\)/],
    [bare, [], /which place to use/],
    [bare, ["--place", "SSR38888"], /which place to use/],
    [bare, ["--place", PLACE], /could not be put back/],
    [base, ["--report", "report.txt"], /\.json, \.html or \.pdf/],
  ] as const) {
    const { err, exitCode } = await raccord(target, ...words);
    assert.equal(exitCode, 2, err);
    assert.match(err, said);
  }
  assert.equal((await journal(bench)).length, before);
});

test("a target that does not answer is the environment's fault; a failed scenario is not", async () => {
  const away = {
    ...base,
    reader: undefined,
    tokenUrl: "https://127.0.0.1:1/token",
    campaign: { placeIsEmpty: true, place: PLACE },
  };
  const gone = await raccord(away);
  assert.equal(gone.exitCode, 3, gone.out);
  assert.match(gone.out, /the token server does not answer/, gone.err);
  const refused = await raccord({
    ...base,
    reader: undefined,
    clientId: "inconnu",
    campaign: { placeIsEmpty: true, place: PLACE },
  });
  assert.equal(refused.exitCode, 1, refused.out);
  assert.match(refused.out, /^FAIL token /m);
});

test("a reader that finds no such place stops before anything is written", async () => {
  const { err, exitCode } = await raccord(base, "--place", PLACE.replace(/\/.*/, "/INCONNU"));
  assert.equal(exitCode, 3);
  assert.match(err, /not found exactly once/);
});
