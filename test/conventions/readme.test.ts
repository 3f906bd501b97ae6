import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join, posix } from "node:path";
import { after, test } from "node:test";
import { type Block, mayStayUnrun, missingLine, readBlocks } from "./readme-blocks.ts";
import { type RunningScript, readersClone, runScript, takenPort } from "./readme-shell.ts";
import { projectFiles, textOf } from "./tree.ts";

/** A stop takes 5 s at most (DESIGN §9); npm and bash need a little more. */
const stopMaxMs = 10_000;
const interrupted = 128 + constants.signals.SIGINT;
const defaultPorts = [7780, 7781, 7782, 7790, 7791, 7792, 7793, 7794];

const blocks = readBlocks(textOf("README.md"));
const clone = readersClone();
const started: RunningScript[] = [];
const kept: { readonly block: RunBlock; readonly script: RunningScript }[] = [];
after(() => {
  for (const script of started) script.kill();
  clone.remove();
});
type RunBlock = Extract<Block, { kind: "run" }>;

test("the README starts something, and leaves nothing unrun but installing and testing", () => {
  assert.ok(blocks.some((block) => block.kind === "run" && block.until !== undefined));
  for (const block of blocks) {
    if (block.kind !== "not-run") continue;
    for (const line of block.commands.split("\n"))
      assert.ok(mayStayUnrun(line), `line ${block.line}: ${line}`);
  }
});

test("the ports of the README are free on this machine", async () => {
  const taken = await takenPort(defaultPorts);
  assert.equal(
    taken,
    undefined,
    `port ${taken} is in use by something else: stop it, the README's commands need it`,
  );
});

for (const block of blocks) {
  if (block.kind === "file") {
    test(`README line ${block.line}: ${block.name} is written`, () => {
      const path = join(clone.folder, block.name);
      assert.ok(path.startsWith(`${clone.folder}/`));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, block.content);
    });
  } else if (block.kind === "run") {
    const [first = ""] = block.commands.split("\n");
    test(`README line ${block.line}: ${first}`, () => run(block));
  } else if (block.kind === "heading") {
    test(`README line ${block.line}: what still runs stops at Ctrl-C`, stopKept);
  }
}
test("README: what still runs at its end stops at Ctrl-C", stopKept);

async function run(block: RunBlock): Promise<void> {
  const script = runScript(block.commands, clone.folder);
  started.push(script);
  const boundMs = block.withinSeconds * 1000;
  if (block.until !== undefined && block.keep) {
    kept.push({ block, script });
    await script.sees(block.until, boundMs);
    return;
  }
  if (block.until === undefined) assert.equal(await script.ends(boundMs), block.exitCode, script.output());
  else {
    await script.sees(block.until, boundMs);
    await stop(script);
  }
  judge(block, script.output());
}

async function stopKept(): Promise<void> {
  for (const { block, script } of kept.splice(0).reverse()) {
    await stop(script);
    judge(block, script.output());
  }
}

/** At Ctrl-C the program ends with 0; npm and the shell around it then say that they were interrupted. */
async function stop(script: RunningScript): Promise<void> {
  script.interrupt();
  const code = await script.ends(stopMaxMs);
  assert.ok(code === 0 || code === interrupted, `ended with ${code} at Ctrl-C:\n${script.output()}`);
}

function judge(block: RunBlock, output: string): void {
  for (const text of block.expect) assert.ok(output.includes(text), `"${text}" is not in:\n${output}`);
  assert.equal(missingLine(block.shown, output), undefined, `a shown line is not in the output:\n${output}`);
}

test("every relative link of every page leads to a file or a folder", () => {
  const dead = projectFiles
    .filter((path) => path.endsWith(".md"))
    .flatMap((path) =>
      [...textOf(path).matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)]
        .map((match) => match[1] ?? "")
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => posix.join(posix.dirname(path), target).replace(/\/$/, ""))
        .filter((target) => !projectFiles.some((it) => it === target || it.startsWith(`${target}/`)))
        .map((target) => `${path}: ${target}`),
    );
  assert.deepEqual(dead, []);
});
