// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOnly, importsOf } from "./source-text.ts";

test("every way of importing is found, and nothing else", () => {
  const text = `
import "reflect-metadata";
import { a } from "./a.ts";
import type { B } from './b.ts';
export { c } from "./c.ts";
const d = await import("./d.ts");
type E = import("./e.ts").E;
import data from "../spec/list.json" with { type: "json" };
// import { no } from "./comment.ts";
const text = 'from "./text.ts"';
const buffer = Buffer.from("not a module");
const words = ["from", "there"];
`;
  assert.deepEqual(importsOf(text), [
    "reflect-metadata",
    "./a.ts",
    "./b.ts",
    "./c.ts",
    "./d.ts",
    "./e.ts",
    "../spec/list.json",
  ]);
});

test("comments, texts and expressions are blanked, code inside templates stays", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a // Date.now()\nb", "a \nb"],
    ["/* x\ny */ z", "\n z"],
    ['f("it\\"s", 1)', "f(, 1)"],
    ["`a ${b + `c ${d}`} e`", "${b + ${d}}"],
    ["const o = { p: `x${{ q: 1 }.q}y` };", "const o = { p: ${{ q: 1 }.q} };"],
    ["x = /[/\"]'/g.test(y)", "x = .test(y)"],
    ["half = total / 2; // rest", "half = total / 2;"],
    ["return /a\\/b/.source", "return .source"],
  ];
  for (const [text, wanted] of cases) {
    assert.equal(squeeze(codeOnly(text)), squeeze(wanted), text);
  }
});

test("lines and columns stay where they are", () => {
  const text = 'one("x");\n/* two\n */ three(`y\nz`);';
  const code = codeOnly(text);
  assert.equal(code.length, text.length);
  assert.equal(code.indexOf("three"), text.indexOf("three"));
  assert.equal(code.split("\n").length, text.split("\n").length);
});

/** Blanks differ in number only. */
function squeeze(text: string): string {
  return text.replace(/[^\S\n]+/g, "");
}
