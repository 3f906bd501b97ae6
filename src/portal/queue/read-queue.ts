import { committeeState, hasAccess } from "../../domain/journey/decision.ts";
import { rolesFor } from "../../domain/journey/evaluate.ts";
import { type JourneyFacts, recordOf, rowsOf } from "../../domain/journey/facts.ts";
import { mappingRow } from "../../domain/journey/mapping-sheet.ts";
import type { CommitteeMember, Grant } from "../../domain/journey/roles.ts";
import { circleOfTrust } from "../../domain/journey/steps/03-circle-of-trust.ts";
import { judgedRequests } from "../../domain/journey/white-list/state.ts";
import type { Journey } from "../access/guard.ts";
import { visibleJourneys } from "../journey/journeys.ts";
import { factsOf, type JourneyWorld } from "../journey/world.ts";
import type { Queue } from "./shapes.ts";

type CommitteeLine = NonNullable<Queue["committee"]>[number];
type WhiteListLine = NonNullable<Queue["whiteList"]>[number];
type RegionLine = NonNullable<Queue["regions"]>[number];

/** What waits for somebody with these grants: a list for each part that he or she has, `null` for the others. */
export async function readQueue(world: JourneyWorld, grants: readonly Grant[]): Promise<Queue> {
  const isCommittee = grants.some(({ role }) => role === "committee-member" || role === "ans-operator");
  const members = grants.flatMap((grant) => (grant.role === "committee-member" ? [grant.member] : []));
  const own = new Set(grants.flatMap((grant) => (grant.role === "grades" ? [grant.region] : [])));
  const committee: CommitteeLine[] = [];
  const regions: RegionLine[] = [];
  const isAns = grants.some(({ role }) => role === "ans-operator");
  const whiteList: WhiteListLine[] = [];
  for (const journey of await visibleJourneys(world.database, grants, world.list.regionsOf)) {
    const roles = rolesFor(grants, journey);
    if (!roles.some((role) => ["grades", "committee-member", "ans-operator"].includes(role))) continue;
    const facts = await factsOf(world, world.database, journey.id);
    if (roles.includes("committee-member") || roles.includes("ans-operator")) {
      const line = committeeLine(journey, facts, members);
      if (line !== undefined) committee.push(line);
    }
    if (roles.includes("ans-operator")) whiteList.push(...whiteListLines(journey, facts));
    if (roles.includes("grades")) regions.push(regionLine(journey, facts, own));
  }
  return {
    committee: isCommittee ? committee.toSorted((a, b) => (a.since < b.since ? -1 : 1)) : null,
    regions: own.size > 0 ? regions : null,
    whiteList: isAns ? whiteList.toSorted((a, b) => a.due.localeCompare(b.due)) : null,
  };
}

function committeeLine(
  journey: Journey,
  facts: JourneyFacts,
  members: readonly CommitteeMember[],
): CommitteeLine | undefined {
  const { sent, decision, questions, opinions } = committeeState(facts);
  if (sent === undefined || hasAccess(facts)) return undefined;
  // What the applicant declared from an e-mail counts as well (DESIGN §8).
  const favourable = decision?.record ?? recordOf(facts, "opinion-favourable");
  const waitsSince = favourable ?? sent;
  const openQuestions = questions.filter(({ answered }) => answered === undefined).length;
  const given = new Set(opinions.map(({ member }) => member));
  return {
    id: journey.id,
    name: journey.name,
    kind: facts.kind,
    since: waitsSince.date ?? waitsSince.at.slice(0, 10),
    turn: turnOf(circleOfTrust.waitingFor(facts)),
    openQuestions,
    opinions: opinions.map(({ member, opinion }) => ({ member, opinion })),
    ownMissing: favourable === undefined ? members.filter((member) => !given.has(member)) : [],
  };
}

function turnOf(waitingFor: ReturnType<typeof circleOfTrust.waitingFor>): CommitteeLine["turn"] {
  if (waitingFor === "committee") return "decide";
  return waitingFor === "ans" ? "grant" : "supplier";
}

function regionLine(journey: Journey, facts: JourneyFacts, own: ReadonlySet<string>): RegionLine {
  const here = journey.regions.filter((region) => own.has(region));
  const regionOf = new Map(facts.establishments.map((one) => [one.finessEg, one.region]));
  const asked = rowsOf(facts, "mapping")
    .map(mappingRow)
    .filter(
      ({ askedOn, assignedOn, externalId }) => askedOn !== "" && (assignedOn === "" || externalId === ""),
    )
    // A unit of an establishment that the list does not know may be anybody's: it is shown rather than lost.
    .filter(({ finessEg }) => own.has(regionOf.get(finessEg) ?? here[0] ?? ""));
  const said = new Set(
    facts.modalities.filter(({ modality }) => modality !== "to-be-confirmed").map(({ region }) => region),
  );
  return {
    id: journey.id,
    name: journey.name,
    kind: facts.kind,
    regions: [...here],
    mappingAsked: asked.length,
    since: asked.map(({ askedOn }) => askedOn).sort()[0] ?? null,
    modalityOpen: here.filter((region) => !said.has(region)),
    sent: committeeState(facts).sent !== undefined,
  };
}

function whiteListLines(journey: Journey, facts: JourneyFacts): readonly WhiteListLine[] {
  const shared = new Set(facts.whiteList.others.map(({ idNatStruct }) => idNatStruct));
  return judgedRequests(facts).flatMap(({ request, state }) => {
    if (state.kind !== "declared" && state.kind !== "preparing") return [];
    return [
      {
        id: journey.id,
        name: journey.name,
        kind: facts.kind,
        request: request.id,
        subject: request.certificate.subjectDn,
        state: state.kind,
        on: state.on,
        due: state.due,
        overdue: state.overdue,
        add: request.add.length,
        remove: request.remove.length,
        shared: request.add.filter(({ idNatStruct }) => shared.has(idNatStruct)).length,
      },
    ];
  });
}
