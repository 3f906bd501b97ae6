import { answer, type JourneyFacts } from "../facts.ts";

/** True when the supplier also reads, and so has a second `client_id` with its own certificate (onboarding §1 step 07). */
export function readsToo(facts: JourneyFacts): boolean {
  const profile = answer(facts, "application", "reading-profile");
  // Profile 0 signs in with a secret, not with a certificate (onboarding §3.1).
  return !["", "none", "0", "to-ask"].includes(profile);
}
