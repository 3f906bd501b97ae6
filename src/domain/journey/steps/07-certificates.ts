import { type CertificateFact, type JourneyFacts, rowsOf } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { ask, cell, daysUntil, made, missing, verified, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";
import { instanceNames, legalEntitiesByInstance } from "./00-who-you-are.ts";
import { readsToo } from "./reading.ts";

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
 * proprietary solution one PROD writer for each running instance. The official page says that one certificate does for
 * test and production; onboarding §9.1 corrects it.
 */
export function neededCertificates(facts: JourneyFacts): readonly NeededCertificate[] {
  const instances = facts.kind === "proprietary" ? instanceNames(facts) : [""];
  return [
    { environment: "test", role: "writer", instance: "" },
    ...instances.map((instance) => ({ environment: "production", role: "writer", instance }) as const),
    ...(readsToo(facts) ? [{ environment: "production", role: "reader", instance: "" } as const] : []),
  ];
}

/** Days before the end at which the portal warns (onboarding §5.6 row 4); the national notice comes at 60 (§5.5). */
export const expiryNoticeDays = 90;

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
    ...noInstance(facts),
    ...sharedCertificates(facts),
    ...ownMailbox(facts),
    // The law wants the designation before any order (order of 4 April 2022; onboarding §1 step 06 pitfall 4).
    ...(made(facts, "designation-confirmed") ? [] : [warning("designation-not-confirmed")]),
    ...bearers(facts),
  ],
  waitingFor: () => undefined,
  skipped: () => false,
};

/** Certificates that were uploaded for a need. The supplier's one certificate may have been filed under any name. */
export function certificatesFor(facts: JourneyFacts, needed: NeededCertificate): readonly CertificateFact[] {
  const { environment, role, instance } = needed;
  return facts.certificates.filter(
    (one) =>
      one.environment === environment && one.role === role && (one.instance === instance || instance === ""),
  );
}

function neededFindings(facts: JourneyFacts, needed: NeededCertificate): Finding[] {
  const { environment, role, instance } = needed;
  // `named` tells the pages whether there is an instance to name.
  const params = { environment, role, instance, named: instance === "" ? "supplier" : "instance" };
  const candidates = certificatesFor(facts, needed);
  const newest = candidates.at(-1);
  if (newest === undefined) return [missing("certificate-missing", params)];
  const good = candidates.filter((one) => checksWith(one, "failed") === "" && until(one) >= facts.today);
  const best = good.toSorted((one, other) => until(one).localeCompare(until(other))).at(-1);
  if (best === undefined) {
    const checks = checksWith(newest, "failed");
    return checks === ""
      ? [missing("certificate-expired", { ...params, until: until(newest) })]
      : [missing("certificate-failed", { ...params, checks })];
  }
  const days = daysUntil(facts.today, until(best));
  const checks = checksWith(best, "warned");
  return [
    verified("certificate-fits", { ...params, until: until(best) }),
    ...(days <= expiryNoticeDays
      ? [warning("certificate-ends-soon", { ...params, until: until(best), days })]
      : []),
    ...(checks === "" ? [] : [warning("certificate-warned", { ...params, checks })]),
  ];
}

/** Numbers of the checks with this result, as text; empty when there is none. */
function checksWith(certificate: CertificateFact, result: string): string {
  return certificate.verdicts
    .filter((one) => one.result === result)
    .map((one) => one.check)
    .join(", ");
}

function until(certificate: CertificateFact): string {
  return certificate.notAfter.slice(0, 10);
}

/** A proprietary solution needs its instances before its certificates can be counted (onboarding §0.2). */
function noInstance(facts: JourneyFacts): Finding[] {
  return facts.kind === "proprietary" && instanceNames(facts).length === 0
    ? [missing("no-instance-for-certificates")]
    : [];
}

/** One certificate for two needs: two environments, two `client_id` or two instances (onboarding §5.6 row 8, §0.2). */
function sharedCertificates(facts: JourneyFacts): Finding[] {
  const byFingerprint = Map.groupBy(facts.certificates, (one) => one.fingerprint);
  return [...byFingerprint.values()]
    .filter((ones) => ones.length > 1)
    .map((ones) => warning("certificate-shared", { count: ones.length, subject: ones[0]?.subjectDn ?? "" }));
}

/** Notices of the end go to the address of the order: one person's own box loses them (onboarding §5.5, §8). */
function ownMailbox(facts: JourneyFacts): Finding[] {
  const mailbox = cell(rowsOf(facts, "certificate-plan")[0] ?? { fields: {} }, "mailbox").toLowerCase();
  const people = ["contacts", "administrators"].flatMap((section) => rowsOf(facts, section));
  return mailbox !== "" && people.some((row) => cell(row, "email").toLowerCase() === mailbox)
    ? [warning("mailbox-of-one-person", { mailbox })]
    : [];
}

/** An instance of several legal entities: whose certificate it carries is not settled (onboarding §1 step 07 pitfall 3). */
function bearers(facts: JourneyFacts): Finding[] {
  if (facts.kind !== "proprietary") return [];
  return [...legalEntitiesByInstance(facts)]
    .filter(([, entities]) => entities.size > 1)
    .map(([instance, entities]) => ask("certificate-entity", { instance, count: entities.size }));
}
