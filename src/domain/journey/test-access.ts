import { answer, type CertificateFact, type JourneyFacts, recordOf } from "./facts.ts";

/** What the test platform is to hold for a supplier: its client and who it may write for (onboarding §1 steps 03, 08). */
export type TestAccess =
  /** Nothing was granted in the portal, or it was taken back: no client and no line. */
  | { readonly kind: "none" }
  /** Granted, and nothing can be set up without the subject of a certificate that is still valid (§1 step 03b). */
  | { readonly kind: "no-certificate"; readonly clientId: string }
  | {
      readonly kind: "client";
      readonly clientId: string;
      /** Subject of the TEST certificate, RFC 4514. */
      readonly subjectDn: string;
      /** Access profile of its reads, 1 to 5; a supplier that feeds alone has none (ror-api §10). */
      readonly profile: number | undefined;
      /** Establishments that it may write for, sorted. */
      readonly idNatStructs: readonly string[];
    };

/**
 * The access to the test platform as the file stands: granted by ANS in the portal and not taken back, for the establishments
 * of the list, with the newest TEST certificate that writes. An access that was declared as received is ANS's own, on
 * its own platform.
 */
export function testAccess(facts: JourneyFacts): TestAccess {
  const clientId = answer(facts, "committee-answer", "client-id");
  if (recordOf(facts, "access-granted") === undefined || clientId === "") return { kind: "none" };
  const certificate = writerOf(facts);
  if (certificate === undefined) return { kind: "no-certificate", clientId };
  const profile = Number(answer(facts, "committee-answer", "granted-profile"));
  return {
    kind: "client",
    clientId,
    subjectDn: certificate.subjectDn,
    // A client of profile 0 has a secret and no certificate (ror-api §3): this one feeds, so it has one.
    profile: profile >= 1 && profile <= 5 ? profile : undefined,
    idNatStructs: [
      ...new Set(
        facts.establishments.flatMap(({ finessEg }) =>
          /^\d[\dAB]\d{7}$/.test(finessEg) ? `1${finessEg}` : [],
        ),
      ),
    ].sort(),
  };
}

function writerOf(facts: JourneyFacts): CertificateFact | undefined {
  return facts.certificates
    .filter(
      (one) =>
        one.environment === "test" && one.role === "writer" && one.notAfter.slice(0, 10) >= facts.today,
    )
    .toSorted((one, other) => one.notAfter.localeCompare(other.notAfter))
    .at(-1);
}
