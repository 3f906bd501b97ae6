import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { passesLuhn } from "./luhn.ts";
import { hasSirenKey, isSiren } from "./siren.ts";
import { hasSiretKey, isSiret, sirenOf } from "./siret.ts";

test("the vectors of onboarding §7.3", () => {
  assert.ok(hasSirenKey("187512751"));
  assert.ok(hasSiretKey("18751275100020"));
  assert.ok(hasSiretKey("35600000000048"));
  assert.equal(hasSiretKey("13000804800017"), false);
});

test("La Poste has a rule of its own, and nobody else", () => {
  for (const number of ["35600000000015", "35600000049837"]) {
    assert.equal(passesLuhn(number), false, number);
    assert.ok(hasSiretKey(number), number);
  }
  assert.equal(hasSiretKey("35600000000016"), false);
  // Sum of digits 5, no Luhn key.
  assert.equal(hasSiretKey("10000000000004"), false);
});

test("what is not of the form has no key", () => {
  for (const text of ["", "18751275", "1875127510", "18751275A", "187 512 751", "１８７５１２７５１"]) {
    assert.equal(isSiren(text) || hasSirenKey(text), false, text);
  }
  for (const text of ["187512751", "187512751000200", "1875127510002A", "18751275100020\n"]) {
    assert.equal(isSiret(text) || hasSiretKey(text), false, text);
  }
});

test("one wrong digit is always seen, in any number", () => {
  const body = fc.stringMatching(/^[1-9]\d{7}$/);
  fc.assert(
    fc.property(body, fc.nat(8), fc.integer({ min: 1, max: 9 }), (eight, position, added) => {
      const keys = [..."0123456789"].filter((digit) => hasSirenKey(eight + digit));
      assert.equal(keys.length, 1);
      const digits = [...eight, keys[0] ?? ""];
      assert.equal(sirenOf(`${digits.join("")}00013`), digits.join(""));
      digits[position] = String((Number(digits[position]) + added) % 10);
      assert.equal(hasSirenKey(digits.join("")), false);
    }),
  );
});
