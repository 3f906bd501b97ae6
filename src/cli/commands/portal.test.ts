import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { Command, CommanderError } from "commander";
import { request } from "undici";
import { faultWords } from "../fault-words.ts";
import type { CliIo } from "../io.ts";
import { registerPortal } from "./portal.ts";

function terminal() {
  const stop = Promise.withResolvers<void>();
  const firstLine = Promise.withResolvers<string>();
  const seen = { out: "", err: "", code: 0 };
  const io: CliIo = {
    stdout(text) {
      seen.out += text;
      firstLine.resolve(text);
    },
    stderr(text) {
      seen.err += text;
    },
    env: { RACCORD_LOG_LEVEL: "silent" },
    interactive: false,
    setExitCode(code) {
      seen.code = code;
    },
    stopRequested: () => stop.promise,
  };
  return { io, seen, stop: () => stop.resolve(), firstLine: firstLine.promise };
}

const states = mkdtempSync(join(tmpdir(), "raccord-portal-command-"));
after(() => rmSync(states, { recursive: true, force: true }));

function run(io: CliIo, ...words: string[]): Promise<Command> {
  const program = new Command("raccord").exitOverride();
  registerPortal(program, io);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: io.stderr });
  return program.parseAsync(["portal", "--state", mkdtempSync(join(states, "s-")), ...words], {
    from: "user",
  });
}

async function takenPort(t: TestContext): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return address.port;
}

test("says when the page is ready and when it has stopped", async () => {
  const { io, seen, stop, firstLine } = terminal();
  const ended = run(io, "--connector", "http://127.0.0.1:1", "--port", "0", "--json");
  const ready: { event: string; portal: string } = JSON.parse(await firstLine);
  assert.equal(ready.event, "ready");
  const page = await request(`${ready.portal}/`, { headers: { connection: "close" } });
  assert.equal(page.statusCode, 200);
  await page.body.dump();
  stop();
  await ended;
  assert.deepEqual(JSON.parse(seen.out.trim().split("\n").at(-1) ?? ""), { event: "stopped" });
  assert.deepEqual([seen.err, seen.code], ["", 0]);
});

test("an unusable address is wrong use, a taken port is the environment's fault", async (t) => {
  await assert.rejects(run(terminal().io, "--connector", "elsewhere"), (error: Error) => {
    const { text, exitCode } = faultWords(error);
    assert.match(text, /connectorUrl/);
    return exitCode === 2;
  });
  const taken = terminal();
  const port = await takenPort(t);
  await run(taken.io, "--connector", "http://127.0.0.1:1", "--port", String(port));
  assert.equal(taken.seen.code, 3);
  assert.match(taken.seen.err, new RegExp(`Port ${port} is taken`));
  await assert.rejects(
    run(terminal().io, "--connector", "http://127.0.0.1:1", "--port", "x"),
    CommanderError,
  );
});
