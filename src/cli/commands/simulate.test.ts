import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Command, CommanderError } from "commander";
import { fakeReceiver, until } from "../../simulator/fake-receiver.ts";
import type { CliIo } from "../io.ts";
import { registerSimulate } from "./simulate.ts";

function command() {
  const seen = { out: "", err: "", exitCode: 0 };
  let stop: () => void = () => undefined;
  const stopping = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const io: CliIo = {
    stdout: (text) => {
      seen.out += text;
    },
    stderr: (text) => {
      seen.err += text;
    },
    env: { RACCORD_LOG_LEVEL: "silent" },
    interactive: false,
    setExitCode(code) {
      seen.exitCode = code;
    },
    stopRequested: () => stopping,
  };
  const program = new Command("raccord").exitOverride().configureOutput({
    writeErr: io.stderr,
    writeOut: io.stdout,
  });
  registerSimulate(program, io);
  const run = (...args: string[]): Promise<unknown> => {
    for (const sub of program.commands) sub.exitOverride();
    return program.parseAsync(["node", "raccord", "simulate", ...args]);
  };
  const events = (): Record<string, unknown>[] =>
    seen.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  return { seen, run, stop, events };
}

test("--json: ready first, stopped last with the answers", async (t) => {
  const receiver = await fakeReceiver();
  t.after(() => receiver.close());
  const { seen, run, events } = command();
  await run("--to", `127.0.0.1:${receiver.port}`, "--messages", "40", "--rate", "100000", "--json");
  const lines = events();
  assert.equal(lines[0]?.["event"], "ready");
  assert.equal(lines.at(-1)?.["event"], "stopped");
  assert.equal(lines.at(-1)?.["sent"], 40);
  assert.deepEqual(lines.at(-1)?.["acks"], { AA: 40 });
  assert.equal(seen.exitCode, 0);
});

test("stops when asked", async (t) => {
  const receiver = await fakeReceiver();
  t.after(() => receiver.close());
  const { run, stop, events } = command();
  const running = run("--to", `127.0.0.1:${receiver.port}`, "--rate", "200", "--json");
  await until(() => receiver.received.length > 5);
  stop();
  await running;
  assert.equal(events().at(-1)?.["event"], "stopped");
});

test("--out: same seed, same file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simulate-"));
  const paths = [join(folder, "a.mllp"), join(folder, "b.mllp")];
  for (const path of paths) await command().run("--out", path, "--messages", "200", "--dirt", "0.1");
  const [a, b] = await Promise.all(paths.map((path) => readFile(path)));
  assert.ok(a && b && a.length > 100_000);
  assert.deepEqual(a, b);
  await rm(folder, { recursive: true });
});

test("wrong use is exit code 2", async () => {
  const none = command();
  await none.run();
  assert.equal(none.seen.exitCode, 2);
  for (const args of [
    ["--to", "nowhere"],
    ["--to", "a:1", "--dirt", "2"],
    ["--to", "a:1", "--start", "yesterday"],
    ["--to", "a:1", "--speed-up", "0"],
  ]) {
    await assert.rejects(command().run(...args), CommanderError);
  }
});

test("a file that cannot be written is the environment's fault", async () => {
  const { seen, run } = command();
  await run("--out", join(tmpdir(), "no-such-folder-of-tests", "x", "feed.mllp"));
  assert.equal(seen.exitCode, 3);
});
