import assert from "node:assert/strict";
import { test } from "node:test";
import { mayStayUnrun, missingLine, readBlocks } from "./readme-blocks.ts";

const page = (comment: string, language: string, ...body: string[]): string =>
  ["# Title", "", comment, `\`\`\`${language}`, ...body, "```", ""].join("\n");

test("commands, shown output and options are read", () => {
  const [heading, block] = readBlocks(
    page("<!-- run; expect: one; expect: two; exit: 1; within: 5 -->", "console", "$ a \\", "shown", "$ b"),
  );
  assert.equal(heading?.kind, "heading");
  assert.deepEqual(block, {
    kind: "run",
    line: 4,
    commands: "a \\\nb",
    shown: ["shown"],
    expect: ["one", "two"],
    exitCode: 1,
    withinSeconds: 5,
    keep: false,
  });
});

test("files, long-runners and what is not run are told apart", () => {
  const text = [
    page("<!-- file: a.json -->", "json", "{}"),
    page("<!-- run; until: ready; keep -->", "sh", "serve"),
    page("<!-- not run: install -->", "sh", "npm ci"),
    page("", "json", "{}"),
  ].join("\n");
  const blocks = readBlocks(text).filter((it) => it.kind !== "heading");
  assert.deepEqual(
    blocks.map((it) => it.kind),
    ["file", "run", "not-run"],
  );
  assert.ok(blocks[0]?.kind === "file" && blocks[0].content === "{}\n");
  assert.ok(blocks[1]?.kind === "run" && blocks[1].until === "ready" && blocks[1].keep);
});

for (const [text, reason] of [
  [page("", "sh", "npm start"), /no comment/],
  [page("<!-- run; untill: x -->", "sh", "npm start"), /"untill: x" is not known/],
  [page("<!-- run; keep -->", "sh", "npm start"), /keep needs until/],
  [page("<!-- runs -->", "sh", "npm start"), /"runs" is not known/],
  [page("<!-- run -->", "console", "only output"), /nothing to run/],
  ["```sh\nnpm start\n", /does not end/],
] as const) {
  test(`refused: ${reason.source}`, () => assert.throws(() => readBlocks(text), reason));
}

test("shown lines are looked for in order, with … for any text", () => {
  const output = "one 1\ntwo 22 of 3\n\nthree\n";
  assert.equal(missingLine(["one 1", "…", "two … of 3", "three"], output), undefined);
  assert.equal(missingLine(["two … of 3", "one 1"], output), "one 1");
  assert.equal(missingLine(["two … of 4"], output), "two … of 4");
  assert.equal(missingLine(["thre."], output), "thre.");
});

test("only what installs or tests may stay unrun", () => {
  for (const command of ["git clone URL raccord && cd raccord", "npm ci", "npm test", "npm run prove"]) {
    assert.ok(mayStayUnrun(command), command);
  }
  for (const command of ["npm start", "npm ci && npm start", "git clone URL; rm x", "curl x"]) {
    assert.ok(!mayStayUnrun(command), command);
  }
});
