import { type JourneyFacts, recordOf } from "../../domain/journey/facts.ts";
import type { JourneyCertificateTable } from "../store/journey-tables.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { OtherCertificate } from "./check-certificate.ts";
import type { CertificatePlace } from "./shapes.ts";

export type CertificateRow = JourneyCertificateTable;

/** Every certificate of a journey in the order of upload, those taken out too. */
export function readAll(database: PortalDatabase, journeyId: string): Promise<CertificateRow[]> {
  return database
    .selectFrom("journey_certificate")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("uploaded_at_ms")
    .orderBy("id")
    .execute();
}

/** True while the certificate was not taken out. */
export function stands(row: CertificateRow): boolean {
  return row.removed_at_ms === null;
}

/** True when a stored certificate serves exactly this place. */
export function isAt(row: CertificateRow, place: CertificatePlace): boolean {
  return row.environment === place.environment && row.role === place.role && row.instance === place.instance;
}

/** The other standing certificates, for check 8. */
export function othersThan(
  rows: readonly CertificateRow[],
  id: string | undefined,
): readonly OtherCertificate[] {
  return rows
    .filter((row) => stands(row) && row.id !== id)
    .map(({ environment, role, instance, fingerprint }) => ({ environment, role, instance, fingerprint }));
}

/** Moves that say that the subjects of an environment went to the ROR team (onboarding §1 steps 03b and 09). */
const sendings = { test: "test-dn-sent", production: "tests-ended-declared" } as const;

/**
 * The subject on file for a place: that of the certificate that stood there when its sending was declared. Nothing when
 * none was declared, or no certificate stood there.
 */
export function subjectOnFile(
  rows: readonly CertificateRow[],
  place: CertificatePlace,
  facts: JourneyFacts,
): string | undefined {
  const record = recordOf(facts, sendings[place.environment]);
  if (record === undefined) return undefined;
  const sentMs = Date.parse(record.at);
  return rows.findLast(
    (row) =>
      isAt(row, place) &&
      row.uploaded_at_ms <= sentMs &&
      (row.removed_at_ms === null || row.removed_at_ms > sentMs),
  )?.subject_dn;
}
