import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import type { Clock } from "../../runtime/clock.ts";
import { dialectOf, inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import type { Journey } from "../access/guard.ts";
import type { CertificateChecks } from "../certificates/check-certificate.ts";
import type { MailSender } from "../messages/sender.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { markAccess } from "../test-access/queue.ts";
import type { TestAccessSender } from "../test-access/sender.ts";
import type { PlatformSender } from "../white-list/platform-sender.ts";
import type { Production } from "../white-list/production.ts";
import { findJourney, type RegionsOf } from "./journeys.ts";
import { type ListReader, loadFacts } from "./load-facts.ts";

/** What the journey's routes work with. */
export interface JourneyWorld {
  readonly database: PortalDatabase;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly certificates: CertificateChecks;
  readonly list: ListReader & { readonly regionsOf: RegionsOf };
  readonly mail: MailSender;
  /** The production platform, where one is set; else ANS does by hand what its answers say. */
  readonly production: Production | undefined;
  readonly platformSender: PlatformSender;
  /** Makes accesses real on the test platform, where one is set. */
  readonly testAccess: TestAccessSender;
  /** Makes somebody the applicant of an organisation. */
  grantApplicant(transaction: PortalDatabase, personId: string, organisationId: string): Promise<void>;
}

/** The server with its routes typed by their Zod schemas. */
export function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}
export type TypedApp = ReturnType<typeof typed>;

/** The journey of an address. Throws RaccordError `journey.unknown`. */
export async function journeyOrThrow(
  world: JourneyWorld,
  database: PortalDatabase,
  id: string,
): Promise<Journey> {
  const journey = await findJourney(database, id, world.list.regionsOf);
  if (journey === undefined) throw new RaccordError("journey.unknown");
  return journey;
}

/** What is known of a journey now. */
export function factsOf(
  world: Pick<JourneyWorld, "clock" | "list">,
  database: PortalDatabase,
  id: string,
): Promise<JourneyFacts> {
  return loadFacts(database, id, { list: world.list, nowMs: world.clock.nowMs() });
}

/**
 * Runs `work` in one transaction that no other change of the same journey overlaps: what it read still holds when it
 * writes.
 */
export async function changeJourney<Result>(
  world: JourneyWorld,
  id: string,
  work: (transaction: PortalDatabase) => Promise<Result>,
): Promise<Result> {
  const result = await inTransaction(world.database, async (transaction) => {
    if (dialectOf(transaction) === "postgresql")
      await transaction.selectFrom("journey").select("id").where("id", "=", id).forUpdate().execute();
    const done = await work(transaction);
    // Whatever it was: a certificate, the list, what was granted. The platform is compared with the file as it stands.
    await markAccess(transaction, id, world.clock.nowMs());
    return done;
  });
  world.testAccess.wake();
  return result;
}
