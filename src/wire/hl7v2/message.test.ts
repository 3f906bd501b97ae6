import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Hl7Message as MedplumMessage } from "@medplum/core";
import fc from "fast-check";
import { readFrames } from "../mllp/framer.ts";
import { decodeHl7 } from "./charset.ts";
import { type Hl7Message, parseHl7 } from "./message.ts";
import { escapesRoundTrip, nothingThrows, readersAgree } from "./message-cases.ts";

function read(text: string): { message: Hl7Message; codes: string[] } {
  const parsed = parseHl7(text);
  assert.ok(parsed.ok);
  return { message: parsed.message, codes: parsed.notes.map((note) => note.code) };
}

test("an independent reader reads the same fields", () => {
  fc.assert(readersAgree, { numRuns: 300 });
});

test("escapes come back", () => {
  fc.assert(escapesRoundTrip, { numRuns: 500 });
});

test("nothing throws on any bytes", () => {
  fc.assert(nothingThrows, { numRuns: 1000 });
});

test("fields are numbered as the standard does", () => {
  const { message } = read('MSH|^~\\&|APP^OID|FAC\rPID|1||A&B^C~D^E||""|x^""^z|\rPID|2\rZBE');
  assert.equal(message.read("MSH", 1), "|");
  assert.equal(message.read("MSH", 2), "^~\\&");
  assert.equal(message.read("MSH", 2, { component: 2 }), undefined);
  assert.equal(message.read("MSH", 3), "APP");
  assert.equal(message.read("MSH", 3, { component: 2 }), "OID");
  assert.equal(message.read("PID", 3), "A");
  assert.equal(message.read("PID", 3, { subcomponent: 2 }), "B");
  assert.equal(message.read("PID", 3, { component: 2 }), "C");
  assert.equal(message.read("PID", 3, { repetition: 2, component: 2 }), "E");
  assert.equal(message.read("PID", 3, { repetition: 3 }), undefined);
  assert.equal(message.repetitionCount("PID", 3), 2);
  assert.equal(message.repetitionCount("PID", 2), 0);
  assert.equal(message.repetitionCount("MSH", 2), 1);
  assert.equal(message.rawField("PID", 3), "A&B^C~D^E");
  assert.equal(message.rawField("PID", 4), undefined);
  assert.equal(message.read("PID", 5), null);
  assert.equal(message.read("PID", 5, { component: 3 }), null);
  assert.equal(message.read("PID", 6, { component: 2 }), null);
  assert.equal(message.read("PID", 6, { component: 3 }), "z");
  assert.equal(message.read("PID", 1, { occurrence: 2 }), "2");
  assert.equal(message.read("PID", 1, { occurrence: 3 }), undefined);
  assert.equal(message.occurrences("PID").length, 2);
  assert.equal(message.has("ZBE"), true);
  assert.equal(message.has("ZB"), false);
  for (const odd of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(message.read("PID", odd), undefined);
    assert.equal(message.read("PID", 3, { component: odd, repetition: odd }), undefined);
  }
  assert.equal(message.segments[1]?.fieldCount, 7);
  assert.equal(message.segments[0]?.fieldCount, 4);
});

test("delimiters: short, odd, doubled, truncation", () => {
  const cases: [string, string, string[]][] = [
    ["MSH|^~\\&|", "^~\\&", []],
    ["MSH|^~\\&#|", "^~\\&", []],
    ["MSH|^~\\\\&|", "^~\\&", ["hl7.doubled-backslash"]],
    ["MSH|^~|", "^~\\&", ["hl7.short-delimiters"]],
    ["MSH||", "^~\\&", ["hl7.short-delimiters"]],
    ["MSH|", "^~\\&", ["hl7.short-delimiters"]],
    ["MSH|^000|", "^~\\&", ["hl7.odd-delimiters"]],
    ["MSH|^^^^|", "^~\\&", ["hl7.odd-delimiters"]],
    ["MSH|~^\\&|", "~^\\&", []],
    ["MSH^~|\\&^", "~|\\&", []],
    ["MSH|&|", "&~\\", ["hl7.short-delimiters"]],
    ["MSH|^~\\&##|", "^~\\&", ["hl7.odd-delimiters"]],
  ];
  for (const [text, expected, codes] of cases) {
    const result = read(text);
    const found = result.message.delimiters;
    assert.equal(found.component + found.repetition + found.escape + found.subcomponent, expected, text);
    assert.deepEqual(result.codes, codes, text);
  }
});

test("unescaping", () => {
  const cases: [string, string][] = [
    ["a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f", "a|b^c&d~e\\f"],
    ["\\X0D0A\\", "\r\n"],
    ["\\XC3A9\\\\XE9\\", "éé"],
    ["one\\.br\\two", "one\ntwo"],
    ["\\H\\bold\\N\\ \\Z12\\", "\\H\\bold\\N\\ \\Z12\\"],
    ["C:\\temp\\F\\", "C:\\temp|"],
    ["\\X0\\ \\f\\ \\", "\\X0\\ \\f\\ \\"],
    ["\\E\\F\\E\\", "\\F\\"],
  ];
  for (const [raw, value] of cases) assert.equal(read(`MSH|^~\\&|${raw}`).message.read("MSH", 3), value, raw);
});

test("faults and notes", () => {
  const faults: [string, string][] = [
    ["", "hl7.no-msh"],
    ["PID|1", "hl7.no-msh"],
    ["MSH", "hl7.no-msh"],
    ["MSHA|", "hl7.no-msh"],
    ["MSH hello", "hl7.no-msh"],
    ["MSH\rPID|1", "hl7.no-msh"],
    ["MSH|^~\\&|a\rPID|1\rMSH|^~\\&|b", "hl7.several-messages"],
    [`MSH|^~\\&|a\r${"PID|1\r".repeat(1000)}`, "hl7.too-many-segments"],
  ];
  for (const [text, code] of faults) {
    const parsed = parseHl7(text);
    assert.ok(!parsed.ok && parsed.code === code, text.slice(0, 30));
    if (code !== "hl7.no-msh") assert.equal(parsed.head?.read("MSH", 3), "a");
  }
  const odd = parseHl7(`\uFEFF\r\n MSH|^~\\&|\r\rPIDX|DURAND\rPV|1\n\n \r${"x\r".repeat(9)}`);
  assert.ok(odd.ok);
  assert.deepEqual(odd.notes, [
    { code: "hl7.odd-segment-name", detail: "segment 2, 3, 4, 5, 6, and 6 more" },
  ]);
  assert.equal(odd.message.read("PIDX", 1), "DURAND");
});

const data = new URL("../../../../shared/testdata/hl7v2/", import.meta.url);
const present = existsSync(data);

test("every published message is read, with the fields of an independent reader", { skip: !present }, () => {
  const paths = globSync("{pam-fr,intl,charset,ack,structure,scenarios/**,feeds/**}/*.{hl7,mllp}", {
    cwd: data.pathname,
  });
  let compared = 0;
  for (const path of paths) {
    for (const frame of readFrames(readFileSync(new URL(path, data)))) {
      const { text } = decodeHl7(frame);
      const parsed = parseHl7(text, { segmentsMax: 5000 });
      assert.ok(parsed.ok, path);
      const theirs = MedplumMessage.parse(text.replace(/[\r\n]+/g, "\r"));
      parsed.message.segments.forEach((segment, index) => {
        for (let field = 1; field <= segment.fieldCount; field += 1) {
          if (segment.name === "MSH" && field <= 2) continue;
          const own = segment.rawField(field) ?? "";
          if (own.includes("\\")) continue;
          const other = theirs.getSegment(index)?.getField(field)?.toString() ?? "";
          assert.equal(own, other, `${path} ${segment.name}-${field}`);
          compared += 1;
        }
      });
    }
  }
  assert.ok(compared > 20_000, `${compared} fields`);
});

test("inputs that made other parsers fail are answered quickly", { skip: !present }, () => {
  for (const path of globSync("malformed/*", { cwd: data.pathname })) {
    const startedAt = performance.now();
    const { text } = decodeHl7(readFileSync(new URL(path, data)));
    const parsed = parseHl7(text);
    if (parsed.ok) for (const segment of parsed.message.segments) segment.read(segment.fieldCount);
    assert.ok(performance.now() - startedAt < 200, path);
  }
});

test("20,000 messages are read in less than a second", () => {
  const text = `MSH|^~\\&|GAM|CHVT|CAP|CHVT|20261101||ADT^A01^ADT_A01|7|P|2.5\rEVN||20261101\rPID|1||T1^^^A&1&ISO^PI||X^Y\rPV1|1|I|2310^107^P\rZBE|M1^A|20261101||INSERT|N||||HMS\r`;
  const bytes = Buffer.from(text);
  const startedAt = performance.now();
  for (let count = 0; count < 20_000; count += 1) {
    const { message } = read(decodeHl7(bytes).text);
    message.read("MSH", 10);
    message.read("PID", 3);
    message.read("PV1", 3, { component: 3 });
    message.read("ZBE", 1);
  }
  const tookMs = performance.now() - startedAt;
  assert.ok(tookMs < 5000, `${tookMs} ms`);
});
