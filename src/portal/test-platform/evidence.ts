import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { testConnection } from "../../domain/journey/test-platform.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { readDocumentFile } from "../documents/store-document.ts";
import { type Maker, makeMove, type WantedMove } from "../journey/moves.ts";
import { changeJourney, factsOf, type JourneyWorld } from "../journey/world.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { type JudgedJournal, judgeOwnJournal } from "./judge.ts";
import type { TestPlatform } from "./open.ts";
import { provenReport } from "./report.ts";
import type { EvidenceMake } from "./shapes.ts";

/**
 * Proves the tests of step 08 by what the journal shows now, or by a report that was uploaded to the step; the judgement
 * stands in the trail with the record, in one transaction. Throws RaccordError as `judgeOwnJournal` and `provenReport`,
 * `tests.not-shown`, and as `makeMove`.
 */
export async function proveTests(
  world: JourneyWorld,
  platform: TestPlatform | undefined,
  journeyId: string,
  evidence: EvidenceMake,
  maker: Maker,
): Promise<void> {
  const before = testConnection(await factsOf(world, world.database, journeyId));
  const judged =
    evidence.source === "journal" ? await judgeOwnJournal(world, platform, journeyId, before) : undefined;
  await changeJourney(world, journeyId, async (transaction) => {
    const facts = await factsOf(world, transaction, journeyId);
    const now = testConnection(facts);
    // What was read while somebody changed the file is nobody's proof.
    if (now.clientId !== before.clientId || now.testsFrom !== before.testsFrom)
      throw new RaccordError("journey.move-refused", "client_id");
    const content =
      judged === undefined
        ? await reportContent(transaction, journeyId, facts, platform, evidence)
        : journalContent(judged, now);
    const documentId = evidence.source === "report" ? evidence.documentId : null;
    const wanted: WantedMove = {
      move: "tests-passed",
      subject: "",
      date: null,
      documentId,
      reason: null,
      content,
    };
    await makeMove(transaction, journeyId, facts, wanted, maker);
  });
}

function journalContent(
  { exchanges, judgement }: JudgedJournal,
  { clientId, testsFrom }: ReturnType<typeof testConnection>,
): NonNullable<WantedMove["content"]> {
  const missing = judgement.scenarios.filter((one) => one.required && !one.shown).map(({ id }) => id);
  const broken = judgement.broken.map(({ rule }) => rule);
  if (!judgement.complete) throw new RaccordError("tests.not-shown", [...missing, ...broken].join(", "));
  return {
    source: "journal",
    clientId,
    testsFrom,
    exchanges: exchanges.length,
    first: exchanges[0]?.id ?? null,
    last: exchanges.at(-1)?.id ?? null,
    shown: judgement.scenarios.filter(({ shown }) => shown).map(({ id }) => id),
  };
}

async function reportContent(
  transaction: PortalDatabase,
  journeyId: string,
  facts: JourneyFacts,
  platform: TestPlatform | undefined,
  evidence: EvidenceMake,
): Promise<NonNullable<WantedMove["content"]>> {
  const documentId = evidence.source === "report" ? evidence.documentId : "";
  const { clientId } = testConnection(facts);
  if (clientId === "") throw new RaccordError("tests.client-unknown");
  const file = await readDocumentFile(transaction, journeyId, documentId);
  if (file === undefined) throw new RaccordError("journey.unknown-thing");
  const report = provenReport(file.content, clientId, [platform?.tokenUrl, platform?.apiUrl]);
  return {
    source: "report",
    clientId,
    sha256: file.sha256,
    startedAt: report.startedAt,
    endedAt: report.endedAt,
    apiBase: report.target.apiBase,
    verdicts: Object.fromEntries(report.scenarios.map(({ id, verdict }) => [id, verdict])),
  };
}
