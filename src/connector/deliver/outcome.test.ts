import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readAnswer, readIssues } from "./outcome.ts";
import { retryAfterMs } from "./retry-after.ts";
import { answerWith } from "./test-support/fake-remote.ts";

const nowMs = Date.UTC(2026, 10, 23, 8, 0, 0);
const read = (...reply: Parameters<typeof answerWith>) => readAnswer(answerWith(...reply), nowMs, 60_000);

test("200 is done with any body, but not as an HTML page of some proxy", () => {
  assert.deepEqual(read(200), { kind: "done" });
  assert.deepEqual(read(200, { resourceType: "Location" }), { kind: "done" });
  assert.deepEqual(read(200, "<html>", { "content-type": "text/html; charset=utf-8" }), {
    kind: "refused",
    status: 200,
    issues: [],
  });
});

test("expression as a text, as a list, or absent", () => {
  const issue = (expression: unknown) => ({
    resourceType: "OperationOutcome",
    issue: [{ code: "not-found", diagnostics: "d", expression }],
  });
  const expressions = (expression: unknown) => readIssues(JSON.stringify(issue(expression)))[0]?.expressions;
  assert.deepEqual(expressions("Location"), ["Location"]);
  assert.deepEqual(expressions(["Location", "x"]), ["Location", "x"]);
  assert.deepEqual(expressions(undefined), []);
  assert.deepEqual(expressions([3, null, "x"]), ["x"]);
});

test("a missing, cut, foreign or odd body gives no issue and no exception", () => {
  for (const body of [
    "",
    "<html>404</html>",
    '{"resourceType":"OperationOutcome","issue":[{"code":"not-fou',
    "null",
    "[]",
    '{"resourceType":"Bundle"}',
    '{"resourceType":"OperationOutcome"}',
    '{"resourceType":"OperationOutcome","issue":"x"}',
    '{"resourceType":"OperationOutcome","issue":[null,3,[]]}',
  ]) {
    assert.deepEqual(read(404, body), { kind: "refused", status: 404, issues: [] }, body);
  }
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 100, max: 599 }), (body, status) => {
      readAnswer(answerWith(status, body), nowMs, 60_000);
    }),
  );
});

test("408, 429 and 5xx are unavailable, with Retry-After in seconds or as a date", () => {
  for (const status of [408, 429, 500, 501, 502, 503, 504, 599]) {
    assert.deepEqual(read(status, "<html>"), { kind: "unavailable", status });
  }
  assert.deepEqual(read(429, "", { "retry-after": "7" }), {
    kind: "unavailable",
    status: 429,
    retryAfterMs: 7_000,
  });
  assert.equal(retryAfterMs("Mon, 23 Nov 2026 08:00:30 GMT", nowMs, 60_000), 30_000);
  assert.equal(retryAfterMs("Mon, 23 Nov 2026 07:00:00 GMT", nowMs, 60_000), 0);
  assert.equal(retryAfterMs("9999999", nowMs, 60_000), 60_000);
  for (const odd of [undefined, "", "-5", "soon", "1.5", "2026-11-23"]) {
    assert.equal(retryAfterMs(odd, nowMs, 60_000), undefined, String(odd));
  }
});
