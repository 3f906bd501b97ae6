import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type Decision, decide } from "./decision.ts";
import { type Answer, type Issue, readAnswer } from "./outcome.ts";
import { capacityPath, type PatchOperation } from "./patch-body.ts";
import { answerWith } from "./test-support/fake-remote.ts";

const operations: readonly PatchOperation[] = ["replace", "add", "delete"];
const capacityType = `Location.extension('x').extension('capacityType')`;

function issue(code: string, ...expressions: string[]): Issue {
  return { code, expressions, diagnostics: "Location capacityPath business-rule not-found" };
}

function refused(status: number, ...issues: Issue[]): Answer {
  return { kind: "refused", status, issues };
}

const lost = (cause: Extract<Answer, { kind: "lost" }>["cause"]): Answer => ({
  kind: "lost",
  cause,
  sent: true,
});

/** Answer, then the decision for replace, add and delete. */
const table: readonly (readonly [string, Answer, string, string, string])[] = [
  ["200", { kind: "done" }, "confirmed", "confirmed", "confirmed"],
  [
    "404 capacity path",
    refused(404, issue("not-found", capacityPath)),
    "add-now",
    "park-unknown",
    "confirmed",
  ],
  [
    "404 Location",
    refused(404, issue("not-found", "Location")),
    "place-unknown",
    "place-unknown",
    "place-unknown",
  ],
  [
    "404 other path",
    refused(404, issue("not-found", `${capacityPath} `)),
    "park-unknown",
    "park-unknown",
    "park-unknown",
  ],
  ["404 no expression", refused(404, issue("not-found")), "park-unknown", "park-unknown", "park-unknown"],
  [
    "404 other code",
    refused(404, issue("processing", capacityPath)),
    "park-unknown",
    "park-unknown",
    "park-unknown",
  ],
  ["404 nothing", refused(404), "park-unknown", "park-unknown", "park-unknown"],
  [
    "404 both expressions",
    refused(404, issue("not-found", capacityPath, "Location")),
    "place-unknown",
    "park-unknown",
    "place-unknown",
  ],
  [
    "404 capacity path, then Location",
    refused(404, issue("not-found", capacityPath), issue("not-found", "Location")),
    "place-unknown",
    "park-unknown",
    "place-unknown",
  ],
  [
    "404 capacity path and something else",
    refused(404, issue("not-found", capacityPath), issue("security", "Location")),
    "park-unknown",
    "park-unknown",
    "park-unknown",
  ],
  [
    "400 capacityType",
    refused(400, issue("business-rule", capacityType)),
    "hold-family",
    "hold-family",
    "hold-family",
  ],
  ["400 no expression", refused(400, issue("business-rule")), "hold-family", "hold-family", "hold-family"],
  [
    "400 capacity path",
    refused(400, issue("business-rule", capacityPath)),
    "hold-family",
    "hold-family",
    "hold-family",
  ],
  ["400 other code", refused(400, issue("structure")), "park-unknown", "park-unknown", "park-unknown"],
  [
    "400 rule and other code",
    refused(400, issue("business-rule"), issue("structure")),
    "park-unknown",
    "park-unknown",
    "park-unknown",
  ],
  [
    "400 not-found",
    refused(400, issue("not-found", capacityPath)),
    "park-unknown",
    "park-unknown",
    "park-unknown",
  ],
  ["400 nothing", refused(400), "park-unknown", "park-unknown", "park-unknown"],
  [
    "412 multiple",
    refused(412, issue("multiple-matches", "Location")),
    "place-duplicated",
    "place-duplicated",
    "place-duplicated",
  ],
  ["412 other", refused(412, issue("conflict", "Location")), "park-unknown", "park-unknown", "park-unknown"],
  ["401", refused(401), "renew-token", "renew-token", "renew-token"],
  [
    "401 any outcome",
    refused(401, issue("not-found", capacityPath)),
    "renew-token",
    "renew-token",
    "renew-token",
  ],
  ["403", refused(403), "park-establishment", "park-establishment", "park-establishment"],
  ["429", { kind: "unavailable", status: 429 }, "retry-later", "retry-later", "retry-later"],
  ["503", { kind: "unavailable", status: 503 }, "retry-later", "retry-later", "retry-later"],
  ["timeout", lost("timeout"), "retry-later", "retry-later", "retry-later"],
  ["reset", lost("reset"), "retry-later", "retry-later", "retry-later"],
  ["connect", lost("connect"), "retry-later", "retry-later", "retry-later"],
  [
    "certificate",
    lost("client-certificate-refused"),
    "credential-fault",
    "credential-fault",
    "credential-fault",
  ],
  ["trust", lost("server-not-trusted"), "server-not-trusted", "server-not-trusted", "server-not-trusted"],
  ...[200, 201, 204, 301, 302, 405, 409, 410, 415, 418, 422].map(
    (status) => [String(status), refused(status), "park-unknown", "park-unknown", "park-unknown"] as const,
  ),
];

function short(decision: Decision): string {
  return "reason" in decision ? decision.reason.replace("delivery.", "") : decision.kind;
}

for (const [name, answer, ...expected] of table) {
  test(`${name}: ${[...new Set(expected)].join(", ")}`, () => {
    assert.deepEqual(
      operations.map((operation) => short(decide(answer, operation))),
      expected,
    );
    if (answer.kind !== "refused") return;
    const reversed = refused(answer.status, ...answer.issues.toReversed());
    assert.equal(short(decide(reversed, "replace")), expected[0], "the order of issues does not matter");
    const silent = refused(answer.status, ...answer.issues.map((one) => ({ ...one, diagnostics: "" })));
    assert.equal(short(decide(silent, "replace")), expected[0], "diagnostics do not matter");
  });
}

test("Retry-After reaches the decision", () => {
  assert.deepEqual(decide({ kind: "unavailable", status: 429, retryAfterMs: 9 }, "replace"), {
    kind: "retry-later",
    retryAfterMs: 9,
  });
});

const folder = new URL("../../../../shared/reference/patch-examples/", import.meta.url);
for (const [file, status, expected] of [
  ["error-404-indicator-not-found.json", 404, "add-now"],
  ["error-404-location-not-found.json", 404, "place-unknown"],
  ["error-412-multiple-matches.json", 412, "place-duplicated"],
  ["error-400-business-rule.json", 400, "hold-family"],
] as const) {
  const url = new URL(file, folder);
  test(`the published ${file} gives ${expected}`, {
    skip: existsSync(url) ? false : "published examples not present",
  }, () => {
    const answer = readAnswer(answerWith(status, readFileSync(url, "utf8")), 0, 60_000);
    assert.equal(short(decide(answer, "replace")), expected);
  });
}
