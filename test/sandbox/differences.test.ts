import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { z } from "zod";
import { Behaviour } from "../../src/sandbox/settings.ts";

const page = readFileSync(new URL("../../src/sandbox/DIFFERENCES.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| [DF]\d\d /.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
const chosen = rows.filter(([, id = ""]) => id.startsWith("D"));

interface Property {
  readonly default: string | number;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
}
const properties = z.toJSONSchema(Behaviour, { io: "input" }).properties as unknown as Record<
  string,
  Property
>;
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

test("every choice is a setting and every setting is listed, in the same order", () => {
  assert.deepEqual(
    chosen.map(([, , setting = ""]) => quoted(setting)[0]),
    Object.keys(properties),
  );
});

for (const [, id = "", setting = "", byDefault = "", alternatives = ""] of chosen) {
  test(`${id} tells the default and the alternatives of ${setting}`, () => {
    const property = properties[quoted(setting)[0] ?? ""] ?? assert.fail(setting);
    assert.equal(quoted(byDefault)[0], String(property.default));
    if (property.enum) {
      const others = property.enum.filter((it) => it !== property.default).map(String);
      assert.deepEqual(quoted(alternatives).sort(), others.sort());
    } else assert.equal(alternatives, `${property.minimum} to ${property.maximum}`);
  });
}

test("every row has its own identifier, a source and a confidence", () => {
  const ids = rows.map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const row of rows) {
    assert.match(row.at(-2) ?? "", /^(documented|inferred|ours)$/);
    assert.match(row.at(-3) ?? "", /§/);
  }
});
