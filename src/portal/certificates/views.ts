import { certificateStructures } from "../../domain/journey/certificate-structures.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { neededCertificates } from "../../domain/journey/steps/07-certificates.ts";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import { preflightChecks } from "../../trust/preflight/checks.ts";
import type { StoredVerdict } from "./check-certificate.ts";
import type { CertificateList, CertificateView, VerdictView } from "./shapes.ts";
import { type CertificateRow, stands } from "./store.ts";

/** The needs of a journey and its standing certificates, as everybody who reads the journey sees them. */
export function certificateList(
  facts: JourneyFacts,
  rows: readonly CertificateRow[],
  names: ReadonlyMap<string, string>,
): CertificateList {
  return {
    needed: neededCertificates(facts).map((needed) => ({
      ...needed,
      structures: certificateStructures(facts, needed).map((one) => ({ ...one })),
    })),
    certificates: rows.filter(stands).map((row) => certificateView(row, names)),
  };
}

/** One certificate, its verdicts in words. */
export function certificateView(row: CertificateRow, names: ReadonlyMap<string, string>): CertificateView {
  const verdicts = JSON.parse(row.verdicts) as readonly StoredVerdict[];
  const uploadedAt = new Date(row.uploaded_at_ms).toISOString();
  return {
    id: row.id,
    environment: row.environment,
    role: row.role,
    instance: row.instance,
    subjectDn: row.subject_dn,
    fingerprint: row.fingerprint,
    notAfter: row.not_after,
    uploadedAt,
    uploadedByName: names.get(row.uploaded_by) ?? "",
    checkedAt: verdicts[0]?.at ?? uploadedAt,
    verdicts: verdicts.map(verdictView),
  };
}

function verdictView({ check, name, result, code, detail = "" }: StoredVerdict): VerdictView {
  const title = preflightChecks.find((row) => row.name === name);
  const words = code === undefined ? undefined : errorCatalogue[code];
  return {
    check,
    name,
    result,
    title: { fr: title?.fr ?? name, en: title?.en ?? name },
    text: { fr: words?.fr ?? "", en: words?.en ?? "" },
    advice: { fr: words?.adviceFr ?? "", en: words?.adviceEn ?? "" },
    detail,
  };
}
