import assert from "node:assert/strict";
import { test } from "node:test";
import type { JourneyFacts, MoveRecord } from "../../domain/journey/facts.ts";
import { emptyFacts } from "../../domain/journey/test-support/facts.ts";
import type { CertificatePlace } from "./shapes.ts";
import { type CertificateRow, subjectOnFile } from "./store.ts";

const place: CertificatePlace = { environment: "test", role: "writer", instance: "" };

function row(subject: string, uploadedMs: number, removedMs: number | null = null): CertificateRow {
  return {
    ...place,
    id: subject,
    journey_id: "j",
    pem: "",
    fingerprint: subject,
    subject_dn: subject,
    not_after: "2029-01-01T00:00:00.000Z",
    verdicts: "[]",
    uploaded_by: "p",
    uploaded_at_ms: uploadedMs,
    removed_at_ms: removedMs,
  };
}

function sentAt(ms: number, more: Partial<MoveRecord> = {}): JourneyFacts {
  return emptyFacts({
    records: [
      {
        id: "r",
        step: "03b",
        move: "test-dn-sent",
        subject: "",
        at: new Date(ms).toISOString(),
        by: "p",
        date: "2026-11-27",
        documentId: null,
        reason: null,
        withdrawnAt: null,
        ...more,
      },
    ],
  });
}

test("the subject on file is that of the certificate that stood when its sending was declared", () => {
  const rows = [row("CN=ONE", 1_000, 3_000), row("CN=TWO", 4_000), row("CN=THREE", 9_000)];
  assert.equal(subjectOnFile(rows, place, emptyFacts()), undefined);
  assert.equal(subjectOnFile(rows, place, sentAt(2_000)), "CN=ONE");
  assert.equal(subjectOnFile(rows, place, sentAt(3_500)), undefined, "taken out before");
  assert.equal(subjectOnFile(rows, place, sentAt(5_000)), "CN=TWO");
  assert.equal(subjectOnFile(rows, place, sentAt(9_000)), "CN=THREE");
  const withdrawn = { withdrawnAt: new Date(6_000).toISOString() };
  assert.equal(subjectOnFile(rows, place, sentAt(5_000, withdrawn)), undefined);
  assert.equal(subjectOnFile(rows, { ...place, role: "reader" }, sentAt(5_000)), undefined);
  assert.equal(subjectOnFile(rows, { ...place, environment: "production" }, sentAt(5_000)), undefined);
});
