import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sandboxCodes } from "../../runtime/errors/codes-sandbox.ts";
import { patchOrder, readOrder, tokenOrder } from "./order.ts";

const folder = import.meta.dirname;

/** Every exported check of the files of one endpoint. */
async function checksOf(endpoint: string): Promise<unknown[]> {
  const files = readdirSync(join(folder, endpoint)).filter((name) => !name.endsWith(".test.ts"));
  const modules: object[] = await Promise.all(files.map((name) => import(join(folder, endpoint, name))));
  return modules.flatMap((module) => Object.values(module));
}

test("every check has its place in the order, once", async () => {
  const placed = patchOrder.flatMap((stage) => stage.checks);
  assert.deepEqual(new Set(placed), new Set([...(await checksOf("caller")), ...(await checksOf("patch"))]));
  assert.equal(new Set(placed).size, placed.length);
  assert.deepEqual(new Set(readOrder), new Set([...(await checksOf("caller")), ...(await checksOf("read"))]));
  assert.deepEqual(new Set(tokenOrder), new Set(await checksOf("token")));
  assert.equal(new Set(tokenOrder).size, tokenOrder.length);
});

test("every code of the catalogue is one that a check or a part gives, and each check cites its source", () => {
  const texts = readdirSync(join(folder, ".."), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => ({ name, text: readFileSync(join(folder, "..", name), "utf8") }));
  const all = texts.map((it) => it.text).join("\n");
  for (const code of Object.keys(sandboxCodes)) assert.ok(all.includes(`"${code}"`), code);
  for (const { name, text } of texts.filter((it) =>
    /^rules[\\/](caller|patch|read|token)[\\/]/.test(it.name),
  )) {
    assert.match(text, /§|addOnExisting/, name);
  }
});
