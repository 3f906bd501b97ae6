import { answer, type CertificateFact, type JourneyFacts } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { ask, made, missing, verified, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";
import { instanceNames } from "./00-who-you-are.ts";

const writers = ["applicant", "technical-administrator", "legal-representative", "proxy"] as const;

/** A certificate that this supplier needs (onboarding §0.2; §1 step 07 pitfalls 1 to 3). */
export interface NeededCertificate {
  readonly environment: "test" | "production";
  readonly role: "writer" | "reader";
  /** Name of the running instance, or empty for the supplier's one certificate. */
  readonly instance: string;
}

/**
 * Every certificate that is needed: TEST and PROD apart, writer and reader apart where the supplier also reads; of a
 * proprietary solution one PROD writer for each running instance.
 */
export function neededCertificates(facts: JourneyFacts): readonly NeededCertificate[] {
  const instances = facts.kind === "proprietary" ? instanceNames(facts) : [""];
  const profile = answer(facts, "application", "reading-profile");
  const reads = profile !== "" && profile !== "none" && profile !== "0";
  return [
    { environment: "test", role: "writer", instance: "" },
    ...instances.map((instance) => ({ environment: "production", role: "writer", instance }) as const),
    ...(reads ? [{ environment: "production", role: "reader", instance: "" } as const] : []),
  ];
}

/** Step 07: certificates, TEST and PROD, checked by the twelve checks (onboarding §5.6). */
export const certificates: StepDefinition = {
  id: "07",
  phase: "administrative",
  track: "production",
  actors: ["technical-administrator"],
  needs: [],
  sections: [
    {
      name: "certificate-plan",
      rows: "one",
      writers,
      fields: {
        mailbox: required("email"),
        "key-place": optional("text"),
        "revocation-code-holder": optional("text"),
      },
    },
  ],
  moves: [
    {
      name: "certificates-ready",
      by: writers,
      proof: "evidence",
      after: [],
      subject: "journey",
      whenComplete: true,
    },
  ],
  findings: (facts) => [
    ...neededCertificates(facts).flatMap((needed) => neededFindings(facts, needed)),
    ...(made(facts, "designation-confirmed") ? [] : [warning("designation-not-confirmed")]),
    ...(answer(facts, "organisation", "kind") === "proprietary" && facts.establishments.length > 0
      ? [ask("certificate-entity")]
      : []),
  ],
  waitingFor: () => undefined,
  skipped: () => false,
};

function neededFindings(facts: JourneyFacts, needed: NeededCertificate): Finding[] {
  const { environment, role, instance } = needed;
  const params = { environment, role, instance };
  const candidates = facts.certificates.filter(
    (one) =>
      one.environment === environment && one.role === role && (one.instance === instance || instance === ""),
  );
  const best = candidates.find((one) => !hasFailed(one)) ?? candidates[0];
  if (best === undefined) return [missing("certificate-missing", params)];
  const failed = best.verdicts.filter((one) => one.result === "failed");
  if (failed.length > 0)
    return [missing("certificate-failed", { ...params, checks: failed.map((one) => one.check).join(", ") })];
  return [verified("certificate-fits", { ...params, until: best.notAfter.slice(0, 10) })];
}

function hasFailed(certificate: CertificateFact): boolean {
  return certificate.verdicts.some((one) => one.result === "failed");
}
