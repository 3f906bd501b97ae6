import { missing, verified } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";
import { fedEstablishments } from "../white-list/acceptance.ts";

/**
 * The first feeding in production. Before the white list is confirmed no call succeeds (official page, step 09). It ends
 * when every establishment of the white list has a PATCH that was accepted: seen in the platform's journal, or declared
 * with date and document (DESIGN §8).
 */
export const goLive: StepDefinition = {
  id: "go-live",
  phase: "ans",
  track: "connection",
  actors: ["applicant"],
  needs: ["09"],
  sections: [],
  moves: [
    {
      name: "patch-accepted",
      by: ["applicant"],
      proof: "date-and-document",
      after: [],
      when: (facts, subject) =>
        subject === "" || fedEstablishments(facts).some((one) => one.establishment.idNatStruct === subject),
      subject: "thing",
    },
  ],
  findings: (facts) => {
    const fed = fedEstablishments(facts);
    return fed.length === 0 ? [missing("not-white-listed")] : fed.flatMap((one) => feedingFindings(one));
  },
  waitingFor: () => undefined,
  skipped: () => false,
};

function feedingFindings(one: ReturnType<typeof fedEstablishments>[number]): Finding[] {
  const { establishment, since, acceptance } = one;
  const params = { establishment: `${establishment.name} (${establishment.idNatStruct})` };
  switch (acceptance.kind) {
    case "none":
      return [missing("nothing-accepted", params)];
    case "seen":
      return [verified("patch-seen", { ...params, date: acceptance.at.slice(0, 10) })];
    case "declared":
      // A call that succeeded before its white list did not go to production, or one of the days is wrong.
      return acceptance.on < since
        ? [missing("accepted-before-white-list", { ...params, accepted: acceptance.on, confirmed: since })]
        : [verified("patch-declared", { ...params, date: acceptance.on })];
  }
}
