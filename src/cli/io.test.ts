import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";

const script = `
  const { processIo } = await import(${JSON.stringify(join(import.meta.dirname, "io.ts"))});
  const alive = setInterval(() => {}, 1000);
  const stop = processIo().stopRequested();
  process.stdout.write("ready\\n");
  await stop;
  process.stdout.write("asked\\n");
  await new Promise((resolve) => process.stdin.once("data", resolve).resume());
  clearInterval(alive);
  process.stdin.pause();
`;

test("a Ctrl-C that npm passes on a second time does not cut the stop short", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8");
  let seen = "";
  const until = async (text: string): Promise<void> => {
    while (!seen.includes(text)) seen += String((await once(child.stdout, "data"))[0]);
  };
  await until("ready");
  child.kill("SIGINT");
  await until("asked");
  child.kill("SIGINT");
  child.stdin.end("go on\n");
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
});
