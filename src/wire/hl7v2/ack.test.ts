import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { buildAck } from "./ack.ts";
import { type Hl7Message, parseHl7 } from "./message.ts";

function original(text: string): Hl7Message {
  const parsed = parseHl7(text);
  assert.ok(parsed.ok);
  return parsed.message;
}

const received = original(
  "MSH|^~\\&|GAM|CHVT|CAPACITE|CHVT|20261101050200||ADT^A04^ADT_A01|CHVT2026110100001|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8|||2.11^IHE_FRANCE-2.11-PAM\r",
);
const at = "20261101050201";
const data = new URL("../../../../shared/testdata/hl7v2/ack/", import.meta.url);

test("the three kinds have the shape of the samples", { skip: !existsSync(data) }, () => {
  const sample = (kind: string): string => readFileSync(new URL(`ack-${kind}.hl7`, data), "utf8");
  assert.equal(buildAck({ original: received, code: "AA", controlId: "ACKAA1", atText: at }), sample("AA"));
  const missing = { location: "PV1^1^3", code: 101, text: "Required field missing" };
  assert.equal(
    buildAck({ original: received, code: "AE", controlId: "ACKAE1", atText: at, error: missing }),
    sample("AE"),
  );
  const version = { location: "MSH^1^12", code: 203, text: "Unsupported version id" };
  assert.equal(
    buildAck({ original: received, code: "AR", controlId: "ACKAR1", atText: at, error: version }),
    sample("AR"),
  );
});

test("nothing could be read: an answer all the same", () => {
  const text = buildAck({ original: undefined, code: "AE", controlId: "9", atText: at });
  assert.equal(
    text,
    `MSH|^~\\&|||||${at}||ACK|9|P|2.5\rMSA|AE|\rERR|||207^Application internal error^HL70357|E\r`,
  );
});

test("other separators are kept, their escapes too", () => {
  const message = original("MSH*!$/%*A!1*B*C*D*2026**ADT!A01*N/F/1*T*2.4\r");
  const error = { location: "PID^1^3", code: 101, text: "a*b" };
  const text = buildAck({ original: message, code: "AE", controlId: "x*y", atText: at, error });
  assert.equal(
    text,
    `MSH*!$/%*C*D*A!1*B*${at}**ACK!A01!ACK*x/F/y*T*2.4\rMSA*AE*N/F/1\rERR**PID!1!3*101!a/F/b!HL70357*E\r`,
  );
  assert.equal(original(text).read("MSA", 2), "N*1");
});

test("separators that are not fit for an answer are replaced, values translated", () => {
  const message = original("MSH|^\x01\\&|A^1|B|C\x01D^E|F|2026||ADT^A01|N|P|2.5\r");
  const text = buildAck({ original: message, code: "AA", controlId: "1", atText: at });
  assert.equal(text, `MSH|^~\\&|C~D^E|F|A^1|B|${at}||ACK^A01^ACK|1|P|2.5\rMSA|AA|N\r`);
});

test("no trigger, no control id, no version", () => {
  const text = buildAck({ original: original("MSH|^~\\&|"), code: "AA", controlId: "1", atText: at });
  assert.equal(text, `MSH|^~\\&|||||${at}||ACK|1|P|2.5\rMSA|AA|\r`);
});

test("bytes that would end a frame do not come back", () => {
  const message = original("MSH|^~\\&|A\x1c|B\x0b|||||ADT^A01|1\x1c\r");
  const text = buildAck({ original: message, code: "AA", controlId: "1", atText: at });
  assert.doesNotMatch(text, /[\x0b\x1c]/);
});
