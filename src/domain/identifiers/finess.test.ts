import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { finessKey, hasFinessKey, isFiness } from "./finess.ts";

const valid = ["540002698", "750712184", "350000022", "2A0000154", "2B0004246"];

test("the published numbers have their key, and no other", () => {
  for (const number of valid) {
    assert.ok(isFiness(number), number);
    assert.ok(hasFinessKey(number), number);
    for (const digit of "0123456789") {
      assert.equal(hasFinessKey(number.slice(0, 8) + digit), digit === number.charAt(8), number + digit);
    }
  }
});

test("what is not of the form is no number", () => {
  for (const text of ["", "54000269", "5400026988", "2C0000154", "A20000154", "54000269a", "0B0039129 "]) {
    assert.equal(isFiness(text), false, text);
    assert.equal(hasFinessKey(text), false, text);
  }
  assert.throws(() => finessKey("5400026"), RangeError);
});

test("a key can always be found, and one wrong digit is always seen", () => {
  const body = fc.stringMatching(/^\d[0-9]\d{6}$/);
  fc.assert(
    fc.property(body, fc.nat(8), fc.integer({ min: 1, max: 9 }), (eight, position, added) => {
      const number = eight + finessKey(eight);
      assert.ok(hasFinessKey(number));
      const digits = [...number];
      digits[position] = String((Number(digits[position]) + added) % 10);
      assert.equal(hasFinessKey(digits.join("")), false);
    }),
  );
});
