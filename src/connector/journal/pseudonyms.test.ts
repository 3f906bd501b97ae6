import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { seededRandom } from "../../runtime/random.ts";
import { pseudonymKeys } from "../keys.ts";
import { Pseudonyms } from "./pseudonyms.ts";

const key = (id: string, fill: number): { id: string; secret: Uint8Array } => ({
  id,
  secret: new Uint8Array(32).fill(fill),
});

test("a number gives the same hash in one feed, another in another feed, kind or key; the number does not show", () => {
  const here = new Pseudonyms([key("k1", 1)], "gam", () => false);
  const there = new Pseudonyms([key("k1", 1)], "urgences", () => false);
  const other = new Pseudonyms([key("k2", 2)], "gam", () => false);
  const all = [
    here.of("patient", "T0001"),
    here.of("visit", "T0001"),
    there.of("patient", "T0001"),
    other.of("patient", "T0001"),
    here.of("patient", "T0002"),
  ];
  assert.equal(new Set(all).size, all.length);
  assert.equal(here.of("patient", "T0001"), all[0]);
  for (const pseudonym of all) assert.match(pseudonym, /^k[12]\.[A-Za-z0-9_-]{22}$/);
});

test("a change of key keeps the hash of a number that is already known, and uses the new key for others", () => {
  const before = new Pseudonyms([key("old", 1)], "gam", () => false).of("visit", "V1");
  const after = new Pseudonyms([key("new", 2), key("old", 1)], "gam", (pseudonym) => pseudonym === before);
  assert.equal(after.of("visit", "V1"), before);
  assert.match(after.of("visit", "V2"), /^new\./);
});

test("the first start makes a key for this account alone; a bad line is refused with its number", () => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-keys-"));
  try {
    const file = join(folder, "sub", "pseudonym.key");
    const made = pseudonymKeys(file, seededRandom(1));
    assert.deepEqual(pseudonymKeys(file, seededRandom(2)), made, "the second start reads it back");
    assert.equal(statSync(file).mode & 0o077, 0);
    writeFileSync(join(folder, "bad.key"), "k1 c2hvcnQ=\n");
    assert.throws(() => pseudonymKeys(join(folder, "bad.key"), seededRandom(1)), /line 1/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
