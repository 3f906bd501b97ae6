import { hasAccess } from "../decision.ts";
import { type JourneyFacts, recordOf } from "../facts.ts";
import { ask, made, missing, unmade, verified, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";
import { writingCertificates } from "../white-list/request.ts";
import { isOpen, type JudgedRequest, judgedRequests } from "../white-list/state.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;
const answering = [...writers, "ans-operator"] as const;

/**
 * Step 09: tests declared begun, then ended, with the list of establishments (and, for a proprietary solution, their public
 * certificates); then the white list within five working days (official page, step 09; onboarding §1). Each certificate has
 * requests of its own (`white-list/facts.ts`); later changes are requests like the first, and do not open the step again.
 */
export const whiteList: StepDefinition = {
  id: "09",
  phase: "ans",
  track: "connection",
  actors: ["applicant", "ans-operator"],
  needs: ["07", "08", "mapping"],
  sections: [],
  moves: [
    {
      name: "tests-begun-declared",
      by: writers,
      proof: "date",
      after: [],
      // Tests begin with the access to the test platform, while step 08 is open.
      when: hasAccess,
      whileBlocked: true,
      subject: "journey",
    },
    {
      name: "tests-ended-declared",
      by: writers,
      proof: "date",
      after: ["tests-begun-declared"],
      subject: "journey",
    },
    {
      name: "white-list-requested",
      by: writers,
      proof: "date",
      after: ["tests-ended-declared"],
      ownRoute: true,
      subject: "thing",
    },
    {
      name: "white-list-preparing",
      by: answering,
      proof: "date",
      declaredBy: writers,
      after: [],
      afterOwn: ["white-list-requested"],
      when: (facts, subject) => subject === "" || isAwaited(facts, subject),
      subject: "thing",
    },
    {
      name: "white-list-confirmed",
      by: answering,
      proof: "date",
      declaredBy: writers,
      after: [],
      afterOwn: ["white-list-requested"],
      ownRoute: true,
      subject: "thing",
    },
  ],
  findings: (facts) => [
    // ANS opens the right to write establishment by establishment: the list goes with the declaration.
    ...(facts.establishmentVersion === 0
      ? [missing("list-not-frozen")]
      : [verified("list-frozen", { version: facts.establishmentVersion })]),
    ...unmade(facts, ["tests-begun-declared", "tests-ended-declared"]),
    ...orderFindings(facts),
    ...requestFindings(facts),
    ...sharedFindings(facts),
  ],
  waitingFor: (facts) => (judgedRequests(facts).some(({ state }) => isOpen(state)) ? "ans" : undefined),
  skipped: () => false,
};

function isAwaited(facts: JourneyFacts, subject: string): boolean {
  return recordOf(facts, "white-list-confirmed", subject) === undefined;
}

/** Tests that ended before they began: one of the days is wrong. */
function orderFindings(facts: JourneyFacts): Finding[] {
  const begun = recordOf(facts, "tests-begun-declared")?.date ?? null;
  const ended = recordOf(facts, "tests-ended-declared")?.date ?? null;
  return begun !== null && ended !== null && ended < begun
    ? [missing("tests-ended-before-begun", { begun, ended })]
    : [];
}

/** What each request and each certificate without one calls for. The step is open until ANS confirmed something. */
function requestFindings(facts: JourneyFacts): Finding[] {
  const judged = judgedRequests(facts);
  const confirmed = judged.some(({ state }) => state.kind === "confirmed" || state.kind === "partly");
  const found = judged.flatMap((one) => stateFindings(one, confirmed));
  const asked = new Set(judged.map(({ request }) => request.certificate.fingerprint));
  const silent = writingCertificates(facts).filter((one) => !asked.has(one.fingerprint));
  if (made(facts, "tests-ended-declared"))
    for (const { subjectDn } of silent)
      found.push((confirmed ? warning : missing)("white-list-not-asked", { subject: subjectDn }));
  if (judged.length === 0) found.push(missing("white-list-nothing-asked"));
  return found;
}

function stateFindings({ request, state }: JudgedRequest, confirmed: boolean): Finding[] {
  const subject = request.certificate.subjectDn;
  switch (state.kind) {
    case "declared":
    case "preparing": {
      const params = { subject, date: state.due };
      return [
        ...(confirmed ? [] : [missing("white-list-awaited", params)]),
        state.overdue ? ask("white-list-overdue", params) : verified("white-list-due", params),
      ];
    }
    case "confirmed":
      return [verified("white-list-open", { subject, count: request.add.length })];
    case "partly":
      return [ask("white-list-partly", { subject, count: state.refused.length })];
    case "impossible":
      return [(confirmed ? ask : missing)("white-list-impossible", { subject })];
  }
}

/** Two suppliers for one establishment: both are told, and ANS (two of them would overwrite each other's figures). */
function sharedFindings({ whiteList: { others, takeovers } }: JourneyFacts): Finding[] {
  return [
    ...others.map(({ idNatStruct, name, journey }) =>
      ask("establishment-of-two-suppliers", { establishment: `${name} (${idNatStruct})`, other: journey }),
    ),
    ...takeovers.map(({ idNatStruct, from, by }) =>
      ask("establishment-taken-over", { establishment: idNatStruct, date: from, other: by }),
    ),
  ];
}
