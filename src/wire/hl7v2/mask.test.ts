import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { decodeHl7 } from "./charset.ts";
import { maskHl7 } from "./mask.ts";
import { maskHides } from "./mask-cases.ts";
import { parseHl7 } from "./message.ts";

const header =
  "MSH|^~\\&|GAM|CHVT|CAP|CHVT|20261101050201||ADT^A01^ADT_A01|7|P|2.5^FRA^2.11|||||FRA|8859/15|||2.11^IHE_FRANCE-2.11-PAM";

test("only what needs no patient stays readable", () => {
  const text = [
    header,
    "EVN||20261101050201|||DOC^DUPUIS|20261101050000",
    "PID|1||T0020^^^CHVT||DURAND^Zoé||19600101|F",
    "PV1|1|I|2310^107^P^CHVT&990000011&M|||2309^1|55^DUPUIS",
    "ZBE|M1^CHVT^2.999.11^ISO|20261101050000||INSERT|N||Néphrologie^^^^^CHVT^UF^^^2310||HMS^label",
    "",
  ].join("\r");
  const expected = [
    header,
    "EVN||20261101050201|||XXX^XXXXXX|20261101050000",
    "PID|9||X9999^^^XXXX||XXXXXX^Xxx||99999999|X",
    "PV1|9|I|2310^107^P^CHVT&990000011&M|||9999^9|99^XXXXXX",
    "ZBE|M1^CHVT^2.999.11^ISO|20261101050000||INSERT|N||Néphrologie^^^^^CHVT^UF^^^2310||HMS^label",
    "",
  ].join("\r");
  assert.equal(maskHl7(text), expected);
});

test("planted identities do not survive", () => {
  fc.assert(maskHides, { numRuns: 500 });
});

test("segments glued into MSH, EVN or ZBE by a lost line end are masked", () => {
  const pid = "PID|1||T0020^^^CHVT||DURAND^Jean||19600101|M";
  const movement = "ZBE|M1^A|20261101||INSERT|N||||HMS";
  for (const glue of ["", " ", "\\r", "\x0b", "\x1c", "\u2028", "|"]) {
    const starts = [
      "MSH|^~\\&|GAM|CHVT|CAP|CHVT|20261101||ADT^A01|7|P|2.5",
      "MSH|^~\\&|GAM|CHVT|CAP|CHVT|20261101||ADT^A01|7",
      header,
      `${header}\rEVN||20261101||||20261101`,
      `${header}\rEVN||20261101`,
      `${header}\r${movement}`,
    ];
    for (const start of starts) {
      const masked = maskHl7(start + glue + pid);
      assert.doesNotMatch(masked, /DURAND|Jean|19600101/, JSON.stringify(start + glue));
    }
  }
});

test("security, continuation and what follows MSH-21 are masked", () => {
  const masked = maskHl7("MSH|^~\\&|A|B|C|D|20261101|SECRET|ADT^A01|7|P|2.5|||||||||2.11^PAM|MORE");
  assert.equal(masked, "MSH|^~\\&|A|B|C|D|20261101|XXXXXX|ADT^A01|7|P|2.5|||||||||2.11^PAM|XXXX");
});

test("letters of every script and combining marks are masked", () => {
  assert.equal(maskHl7("Zoé Łukasz 李 Zoe\u0301 ٣"), "Xxx xxxxxx x Xxxx 9");
});

test("a hostile header is masked in linear time", () => {
  const startedAt = performance.now();
  for (const piece of ["A", "8859/1", "1.", "^", "ISO IR 1"]) {
    maskHl7(`MSH|^~\\&|||||||${Array.from({ length: 12 }, () => piece.repeat(100_000)).join("|")}`);
    maskHl7(`MSH|^~\\&|||||||||${piece.repeat(9)}|${"|".repeat(7)}${piece.repeat(500_000)}`);
  }
  assert.ok(performance.now() - startedAt < 10_000);
});

const data = new URL("../../../../shared/testdata/hl7v2/", import.meta.url);
test("no name of the published messages survives", { skip: !existsSync(data) }, () => {
  const paths = globSync("{pam-fr,intl,charset}/*.hl7", { cwd: data.pathname });
  let names = 0;
  for (const path of paths) {
    const { text } = decodeHl7(readFileSync(new URL(path, data)));
    const parsed = parseHl7(text);
    assert.ok(parsed.ok, path);
    const masked = maskHl7(text);
    const family = parsed.message.read("PID", 5);
    if (!family || family.length < 4) continue;
    names += 1;
    const readable = masked.split(/[\r\n]+/).filter((line) => !/^(MSH|ZBE)/.test(line));
    assert.ok(!readable.join("\r").includes(family), path);
  }
  assert.ok(names > 20, `${names} names`);
});
