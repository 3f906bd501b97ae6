import { rolesFor } from "../../domain/journey/evaluate.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { targetOf } from "../../domain/journey/white-list/target.ts";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { addCertificate } from "../certificates/certificates.ts";
import { readPublicCertificate } from "../certificates/read-public-certificate.ts";
import { fillJourney, isFilled, leftToFill } from "../demonstration/fill.ts";
import { demonstrationPeople } from "../demonstration/people.ts";
import { beginJourney } from "../journey/begin.ts";
import { factsOf, type JourneyWorld, journeyOrThrow } from "../journey/world.ts";
import { type Act, type ActId, acts } from "./acts.ts";
import { fillingOf, storyClientId, storySiret } from "./fillings.ts";
import type { ActOutView } from "./shapes.ts";
import type { Stage } from "./stage.ts";
import { storyOrganisation, storyPeople } from "./story-people.ts";

const everybody = [...storyPeople, ...demonstrationPeople];
const nameOf = (id: string): string => everybody.find((one) => one.id === id)?.name ?? id;

/** The one file of the story, if it was begun: the only one of its organisation. */
export async function storyJourney(world: JourneyWorld): Promise<string | undefined> {
  const row = await world.database
    .selectFrom("journey")
    .select("id")
    .where("organisation_id", "=", storyOrganisation.id)
    .orderBy("created_at_ms")
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Begins the file of the story, in the name of its project lead. */
export function beginStory(world: JourneyWorld, lead: SignedIn): Promise<string> {
  const { clock, random } = world;
  return inTransaction(world.database, (transaction) =>
    beginJourney(
      transaction,
      { name: storyOrganisation.name, kind: "saas" },
      lead,
      { nowMs: clock.nowMs(), random },
      async () => {},
    ),
  );
}

/** How far the story is. `you`: invented person of the session, if any. */
export async function actOutView(
  world: JourneyWorld,
  stage: Stage,
  journey: string,
  you: string | null,
): Promise<ActOutView> {
  const facts = await factsOf(world, world.database, journey);
  const played = acts.map((act) => ({
    id: act.id,
    person: act.person,
    personName: nameOf(act.person),
    page: act.page,
    done: act.isDone(facts),
  }));
  const current = played.findIndex(({ done }) => !done);
  const act = acts[current];
  return {
    state: "begun",
    journey,
    acts: played,
    current: current < 0 ? null : current,
    fillable: act !== undefined && !isPrepared(act, facts, stage),
    you,
    plugged: stage.plugged(),
  };
}

function isPrepared(act: Act, facts: JourneyFacts, stage: Stage): boolean {
  return isFilled(leftToFill(facts, fillingOf(act.id, facts, stage))) && isStaged(act.id, facts, stage);
}

/** Whether the stage has done its part of an act. */
function isStaged(act: ActId, facts: JourneyFacts, stage: Stage): boolean {
  switch (act) {
    case "certificates":
      return environments.every((one) => facts.certificates.some(({ environment }) => environment === one));
    case "tests":
      return stage.plugged() !== "nothing";
    case "live":
      return stage.plugged() === "production";
    default:
      return true;
  }
}

const environments = ["test", "production"] as const;

/**
 * Types for the player what an act asks of its person, and lets the stage do its part. Throws RaccordError
 * `story.not-this-act` when the story is elsewhere, `story.other-person` when somebody else's act it is.
 */
export async function fillAct(
  world: JourneyWorld,
  stage: Stage,
  wanted: {
    readonly journey: string;
    readonly act: ActId;
    readonly person: SignedIn;
    readonly you: string | null;
  },
): Promise<void> {
  const { person } = wanted;
  const journey = await journeyOrThrow(world, world.database, wanted.journey);
  const facts = await factsOf(world, world.database, journey.id);
  const act = acts.find(({ isDone }) => !isDone(facts));
  if (act?.id !== wanted.act) throw new RaccordError("story.not-this-act");
  if (act.person !== wanted.you) throw new RaccordError("story.other-person", nameOf(act.person));
  const roles = rolesFor(person.grants, journey);
  await fillJourney(world, journey, fillingOf(act.id, facts, stage), { person, roles });
  if (isStaged(act.id, facts, stage)) return;
  switch (act.id) {
    case "certificates":
      return addStageCertificates(world, stage, journey.id, person);
    case "tests":
      return stage.plugTest(storyClientId);
    case "live": {
      const listed = facts.certificates.filter(({ environment }) => environment === "production").at(-1);
      const target = listed && targetOf(facts, listed.fingerprint);
      if (target === undefined) throw new RaccordError("whitelist.not-listed-yet");
      return stage.plugProduction(target);
    }
    default:
      return undefined;
  }
}

async function addStageCertificates(
  world: JourneyWorld,
  stage: Stage,
  journeyId: string,
  person: SignedIn,
): Promise<void> {
  for (const environment of environments) {
    const pem = await stage.certificate(environment, {
      commonName: environment === "test" ? "LITS EN SCENE TEST" : "LITS EN SCENE",
      organization: "LITS EN SCENE (IMAGINAIRE)",
      structureId: `3${storySiret}`,
      department: "Indre-et-Loire (37)",
    });
    const file = await readPublicCertificate(Buffer.from(pem, "utf8"));
    await addCertificate({ world, journeyId, person }, file, { environment, role: "writer", instance: "" });
  }
}
