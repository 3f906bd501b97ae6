import { type TestAccess, testAccess } from "../../domain/journey/test-access.ts";
import { factsOf, type JourneyWorld } from "../journey/world.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { TestPlatform } from "./test-platform.ts";

/** What the platform may hold for a journey; both empty for nothing. */
export interface SetUp {
  readonly clientId: string;
  readonly subjectDn: string;
}

/**
 * Brings the platform to what the file of this journey says now. What goes is taken away first: nobody writes with rights that
 * were withdrawn while the rest waits for the platform. `begun` keeps what the platform may hold from now on, before it is
 * told: what was set up in part is taken away like the whole. Doing it twice changes nothing. Rejects when the platform
 * does not answer.
 */
export async function setUpAccess(
  database: PortalDatabase,
  world: Pick<JourneyWorld, "clock" | "list">,
  platform: TestPlatform,
  journeyId: string,
  before: SetUp,
  begun: (now: SetUp) => Promise<unknown>,
): Promise<void> {
  const access = testAccess(await factsOf(world, database, journeyId));
  const now = clientOf(access);
  if (before.clientId !== "" && before.clientId !== now.clientId) await platform.strike(before.clientId);
  if (before.subjectDn !== "" && before.subjectDn !== now.subjectDn)
    await platform.setRights(before.subjectDn, await rightsOf(database, world, before.subjectDn, journeyId));
  await begun(now);
  if (access.kind !== "client") return;
  await platform.putClient(access.clientId, access.subjectDn, access.profile);
  const others = await rightsOf(database, world, access.subjectDn, journeyId);
  await platform.setRights(access.subjectDn, [...new Set([...access.idNatStructs, ...others])]);
}

/** What the other files that name this certificate may write: one supplier may have several files. */
async function rightsOf(
  database: PortalDatabase,
  world: Pick<JourneyWorld, "clock" | "list">,
  subjectDn: string,
  journeyId: string,
): Promise<readonly string[]> {
  const others = await database
    .selectFrom("test_access")
    .select("journey_id")
    .where("subject_dn", "=", subjectDn)
    .where("journey_id", "<>", journeyId)
    .execute();
  const rights: string[] = [];
  for (const { journey_id } of others) {
    const access = testAccess(await factsOf(world, database, journey_id));
    if (access.kind === "client" && access.subjectDn === subjectDn) rights.push(...access.idNatStructs);
  }
  return rights;
}

function clientOf(access: TestAccess): SetUp {
  switch (access.kind) {
    case "none":
    case "no-certificate":
      return { clientId: "", subjectDn: "" };
    case "client":
      return { clientId: access.clientId, subjectDn: access.subjectDn };
  }
}
