import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Command } from "commander";
import { Agent } from "undici";
import { registerSandbox } from "../../src/cli/commands/sandbox.ts";
import type { CliIo } from "../../src/cli/io.ts";
import type { EnrolledClient } from "../../src/sandbox/start.ts";
import { add, FREE_OBSOLETE, INSTALLED } from "./bodies.ts";
import { call } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "raccord-cli-"));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Ready {
  readonly event: string;
  readonly sandbox: { token: string; api: string; control: string };
  readonly controlToken: string;
  readonly environments: readonly { name: string }[];
  readonly client: EnrolledClient;
  readonly reader: EnrolledClient;
}

interface Run {
  readonly lines: string[];
  readonly errors: string[];
  readonly first: Promise<string>;
  exitCode: number;
  stop(): void;
  readonly done: Promise<unknown>;
}

/** Runs the command inside this process, with a terminal of its own. */
function run(...words: string[]): Run {
  const first = Promise.withResolvers<string>();
  const stopping = Promise.withResolvers<void>();
  const state = { lines: [] as string[], errors: [] as string[], exitCode: 0 };
  const io: CliIo = {
    stdout: (text) => {
      state.lines.push(text);
      first.resolve(text);
    },
    stderr: (text) => {
      state.errors.push(text);
    },
    env: {},
    interactive: false,
    setExitCode: (code) => {
      state.exitCode = code;
    },
    stopRequested: () => stopping.promise,
  };
  const program = new Command("raccord").exitOverride().configureOutput({ writeErr: io.stderr });
  registerSandbox(program, io);
  const done = program.parseAsync(["sandbox", ...words], { from: "user" });
  return Object.assign(state, { first: first.promise, stop: () => stopping.resolve(), done });
}

const placesFile = join(folder, "places.csv");
writeFileSync(
  placesFile,
  "idNatStruct;externalId;entryId;name;region;function\n1350054680;SMR-1;;SMR;53;004\n1350054698;MED-1;;MED;53;001\n",
);

test("the command says when it is ready, serves its client, and stops", async () => {
  const state = join(folder, "state");
  const words = ["--port", "0", "--state", state, "--places", placesFile, "--client", "essai", "--json"];
  const running = run(...words);
  const ready = JSON.parse(await running.first) as Ready;
  assert.equal(ready.event, "ready");
  assert.deepEqual(
    ready.environments.map((it) => it.name),
    ["test", "production"],
  );
  const { client } = ready;
  assert.equal(client.certificateFile, join(state, "clients", "essai", "cert.pem"));
  assert.match(client.subjectDn, /^CN=essai,OU=1350054680,O=/);
  assert.deepEqual(client.establishments, ["1350054680", "1350054698"]);
  const agent = new Agent({
    connect: {
      ca: readFileSync(client.authorityFile, "utf8"),
      cert: readFileSync(client.certificateFile, "utf8"),
      key: readFileSync(client.keyFile, "utf8"),
      passphrase: readFileSync(client.passphraseFile, "utf8").trim(),
    },
  });
  const token = await call(ready.sandbox.token, agent, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials&client_id=essai",
  });
  const authorization = `Bearer ${(token.json as { access_token: string }).access_token}`;
  const url = `${ready.sandbox.api}/ws-synchro-dispo-lits-fhir/Location?identifier=1350054698/MED-1`;
  const answer = await call(url, agent, {
    method: "PATCH",
    headers: { authorization, "content-type": "application/fhir+json" },
    body: readFileSync(join(state, "clients", "essai", "example-add.json"), "utf8"),
  });
  assert.equal(answer.status, 200, answer.text);
  await agent.close();
  running.stop();
  await running.done;
  assert.deepEqual(JSON.parse(running.lines.at(-1) ?? ""), { event: "stopped" });
  assert.equal(running.exitCode, 0);

  const again = run(...words);
  const second = JSON.parse(await again.first) as Ready;
  assert.deepEqual(second.client, client);
  again.stop();
  await again.done;
});

test("the screen shows the commands to try", async () => {
  const running = run("--port", "0", "--state", join(folder, "screen"));
  const text = await running.first;
  assert.match(text, /TOKEN=\$\(curl -s --cacert/);
  assert.match(text, /^export PLACE=1990000011\/MED-A$/m);
  running.stop();
  await running.done;
});

test("a data set of one's choice, or none", async () => {
  const counts: number[] = [];
  for (const words of [
    ["--generate", "4:40"],
    ["--generate", "none"],
  ]) {
    const running = run("--port", "0", "--state", join(folder, `set-${counts.length}`), "--json", ...words);
    const ready = JSON.parse(await running.first) as Ready;
    counts.push(ready.client.establishments.length);
    assert.deepEqual(ready.reader.establishments, []);
    running.stop();
    await running.done;
  }
  assert.deepEqual(counts, [5, 1]);
  for (const wrong of ["x", "1:0", "1:40001", "9999999999:5"]) {
    await assert.rejects(run("--generate", wrong).done, { code: "commander.invalidArgument" });
  }
});

test("lint judges a file, in words or JSON; its exit code follows the national service", async () => {
  const good = join(folder, "good.json");
  const bad = join(folder, "bad.json");
  writeFileSync(good, JSON.stringify(add(INSTALLED, 3)));
  writeFileSync(bad, JSON.stringify(add(FREE_OBSOLETE, 3)));
  const accepted = run("lint", good, "--json");
  await accepted.done;
  const report = JSON.parse(accepted.lines[0] ?? "") as { verdict: string; file: string };
  assert.deepEqual([accepted.exitCode, report.verdict, report.file], [0, "national-only", good]);
  const refused = run("lint", bad, "--lang", "fr");
  await refused.done;
  assert.equal(refused.exitCode, 1);
  assert.match(refused.lines.join(""), /genre 03 est obsolète/);
  const english = run("lint", bad, "--lang", "en");
  await english.done;
  assert.match(english.lines.join(""), /gender 03 is obsolete/);
  const absent = run("lint", join(folder, "absent.json"));
  await absent.done;
  assert.equal(absent.exitCode, 2);
  const config = join(folder, "lint.config.json");
  const environment = { name: "test", behaviour: { gender03: "both" } };
  writeFileSync(config, JSON.stringify({ sandbox: { environments: [environment] } }));
  const tolerant = run("lint", bad, "--config", config);
  await tolerant.done;
  assert.equal(tolerant.exitCode, 0);
});

test("wrong settings are exit code 2, a taken port or folder 3", async () => {
  const config = join(folder, "config.json");
  writeFileSync(config, JSON.stringify({ sandbox: { environments: [{ name: "test", surplus: 1 }] } }));
  const state = join(folder, "wrong");
  const cases: readonly [string[], number][] = [
    [["--config", config], 2],
    [["--places", join(folder, "absent.csv")], 2],
  ];
  for (const [words, code] of cases) {
    const running = run("--port", "0", "--state", state, ...words);
    await running.done;
    assert.equal(running.exitCode, code, running.errors.join(""));
    assert.notEqual(running.errors.join(""), "");
  }
  for (const words of [
    ["--port", "x"],
    ["--client", "../x"],
    ["--structure", "12"],
  ]) {
    await assert.rejects(run(...words).done, { code: "commander.invalidArgument" });
  }
  const holder = run("--port", "0", "--state", state, "--json");
  const port = new URL((JSON.parse(await holder.first) as Ready).sandbox.api).port;
  const sameFolder = run("--port", "0", "--state", state);
  await sameFolder.done;
  assert.equal(sameFolder.exitCode, 3);
  assert.match(sameFolder.errors.join(""), /in use by another Raccord process/);
  const samePort = run("--port", port, "--state", join(folder, "port"));
  await samePort.done;
  assert.equal(samePort.exitCode, 3);
  holder.stop();
  await holder.done;
});

test("a settings file names its environments and its files beside itself", async () => {
  const config = join(folder, "raccord.config.json");
  const environment = { name: "test", placesFile: "places.csv", behaviour: { tokenLifetimeSeconds: 42 } };
  writeFileSync(config, JSON.stringify({ sandbox: { environments: [environment] } }));
  const running = run("--config", config, "--state", join(folder, "config"), "--json");
  const ready = JSON.parse(await running.first) as Ready;
  assert.deepEqual(
    ready.environments.map((it) => it.name),
    ["test"],
  );
  assert.deepEqual(ready.client.establishments, ["1350054680", "1350054698"]);
  running.stop();
  await running.done;
});
