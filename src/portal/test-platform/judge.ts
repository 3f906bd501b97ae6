import type { JournalExchange } from "../../domain/journey/campaign/read-patch.ts";
import { type JournalJudgement, judgeJournal } from "../../domain/journey/campaign.ts";
import type { TestConnection } from "../../domain/journey/test-platform.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Log } from "../../runtime/log.ts";
import { dayInParis } from "../journey/load-facts.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { TestPlatform } from "./open.ts";

/** What was read of the journal for a file, and what it says. */
export interface JudgedJournal {
  readonly exchanges: readonly JournalExchange[];
  readonly judgement: JournalJudgement;
}

/**
 * Reads what the client of a file did on the test platform and judges it, from the day that the file names. Throws
 * RaccordError `tests.no-platform`, `.client-unknown`, `.client-shared`, `.journal-too-long` or `.away`.
 */
export async function judgeOwnJournal(
  world: { readonly database: PortalDatabase; readonly log: Log },
  platform: TestPlatform | undefined,
  journeyId: string,
  { clientId, testsFrom }: TestConnection,
): Promise<JudgedJournal> {
  if (platform === undefined) throw new RaccordError("tests.no-platform");
  if (clientId === "") throw new RaccordError("tests.client-unknown");
  await ownClient(world.database, journeyId, clientId);
  let all: readonly JournalExchange[];
  try {
    all = await platform.exchangesOf(clientId);
  } catch (error) {
    if (error instanceof RaccordError) throw error;
    world.log.warn({ err: error, journey: journeyId }, "the journal of the test platform was not read");
    throw new RaccordError("tests.away");
  }
  const exchanges = all.filter(({ atMs }) => testsFrom === "" || dayInParis(atMs) >= testsFrom);
  return { exchanges, judgement: judgeJournal(exchanges, clientId) };
}

/**
 * Refuses a `client_id` that another file had before this one: whoever types a stranger's sees nothing of what that
 * stranger did. Throws RaccordError `tests.client-shared`.
 */
export async function ownClient(
  database: PortalDatabase,
  journeyId: string,
  clientId: string,
): Promise<void> {
  const noted = await database
    .selectFrom("answer")
    .select(["journey_id", "value", "at_ms"])
    .where("section", "in", ["committee-answer", "test-platform"])
    .where("field", "=", "client-id")
    .execute();
  const same = noted.filter(({ value }) => {
    const text: unknown = JSON.parse(value);
    return typeof text === "string" && text.trim() === clientId;
  });
  const since = (own: boolean): number =>
    Math.min(...same.filter((one) => (one.journey_id === journeyId) === own).map((one) => Number(one.at_ms)));
  if (since(false) <= since(true) && since(false) !== Number.POSITIVE_INFINITY)
    throw new RaccordError("tests.client-shared", clientId);
}
