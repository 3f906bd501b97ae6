import { answer, type CertificateFact, type JourneyFacts } from "./facts.ts";

/** What the portal knows of a supplier's way to the test platform (onboarding §1 steps 03, 03b and 08). */
export interface TestConnection {
  /** Empty while nobody noted it: ANS gives it with the access. */
  readonly clientId: string;
  /** Subjects of the TEST certificates that write and are still valid, RFC 4514; none while none was uploaded. */
  readonly subjectDns: readonly string[];
  /** First day whose exchanges are judged, YYYY-MM-DD in Paris; empty for all of them. */
  readonly testsFrom: string;
}

/** The connection as the file has it: the `client_id` that came with the access, else the one noted at step 08. */
export function testConnection(facts: JourneyFacts): TestConnection {
  return {
    clientId: answer(facts, "committee-answer", "client-id") || answer(facts, "test-platform", "client-id"),
    subjectDns: [...new Set(testWriters(facts).map(({ subjectDn }) => subjectDn))],
    testsFrom: answer(facts, "test-platform", "tests-from"),
  };
}

/** TEST certificates that write and have not ended (onboarding §1 step 07 pitfall 1). */
export function testWriters(facts: JourneyFacts): readonly CertificateFact[] {
  return facts.certificates.filter(
    (one) => one.environment === "test" && one.role === "writer" && one.notAfter.slice(0, 10) >= facts.today,
  );
}
