import { z } from "zod";
import { type JourneyFacts, recordOf } from "../../domain/journey/facts.ts";
import type { TestVerdict } from "../../domain/journey/white-list/messages.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** What the trail keeps of the tests that were proved: by the platform's journal, or by the report of a campaign. */
const proofShape = z.object({
  record: z.string(),
  content: z
    .object({
      shown: z.array(z.string()).optional(),
      verdicts: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

/**
 * The verdict of each scenario, as the proof of step 08 recorded it; nothing where the tests were declared with a document
 * alone.
 */
export async function testVerdicts(
  database: PortalDatabase,
  journeyId: string,
  facts: JourneyFacts,
): Promise<readonly TestVerdict[]> {
  const passed = recordOf(facts, "tests-passed");
  if (passed === undefined) return [];
  const lines = await database
    .selectFrom("audit_entry")
    .select("what")
    .where("journey_id", "=", journeyId)
    .where("action", "=", "move-made")
    .where("at_ms", "=", Date.parse(passed.at))
    .execute();
  const proofs = lines.flatMap(({ what }) => {
    const read = proofShape.safeParse(JSON.parse(what));
    return read.success && read.data.record === passed.id ? [read.data.content] : [];
  });
  const [proof] = proofs;
  return [
    ...(proof?.shown ?? []).map((scenario): TestVerdict => ({ scenario, verdict: "passed" })),
    ...Object.entries(proof?.verdicts ?? {}).map(
      ([scenario, verdict]): TestVerdict => ({
        scenario,
        verdict: verdict === "passed" || verdict === "failed" ? verdict : "not-shown",
      }),
    ),
  ];
}
