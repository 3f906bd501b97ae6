import { z } from "zod";
import { verdicts } from "../../domain/journey/campaign/report.ts";
import { campaignScenario, scenarioIds } from "../../domain/journey/campaign/scenarios.ts";
import { type JourneyFacts, recordOf } from "../../domain/journey/facts.ts";
import type { TestVerdict } from "../../domain/journey/white-list/messages.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** What the line of the proof says in the trail (`evidence.ts`). */
const lineShape = z.object({
  record: z.string(),
  content: z.discriminatedUnion("source", [
    z.object({ source: z.literal("journal"), shown: z.array(z.enum(scenarioIds)) }),
    z.object({
      source: z.literal("report"),
      verdicts: z.partialRecord(z.enum(scenarioIds), z.enum(verdicts)),
    }),
  ]),
});

/**
 * The verdict of each scenario as the standing proof of step 08 holds it, for the e-mail that ends the tests (official page,
 * step 09). Empty where the tests were declared: their record is among the documents.
 */
export async function provenVerdicts(
  database: PortalDatabase,
  journeyId: string,
  facts: JourneyFacts,
): Promise<readonly TestVerdict[]> {
  const proof = recordOf(facts, "tests-passed");
  if (proof === undefined) return [];
  const lines = await database
    .selectFrom("audit_entry")
    .select("what")
    .where("journey_id", "=", journeyId)
    .where("action", "=", "move-made")
    .where("what", "like", `%"${proof.id}"%`)
    .execute();
  for (const { what } of lines) {
    const line = lineShape.safeParse(JSON.parse(what));
    if (!line.success || line.data.record !== proof.id) continue;
    return verdictsOf(line.data.content);
  }
  return [];
}

function verdictsOf(content: z.infer<typeof lineShape>["content"]): readonly TestVerdict[] {
  return scenarioIds.flatMap((id): TestVerdict[] => {
    const { fr, en, need } = campaignScenario(id);
    const verdict = verdictOf(content, id);
    // A journal cannot tell everything that a campaign can; what nobody asked for is no gap.
    if (content.source === "journal" && need !== "required" && verdict === "not-shown") return [];
    return [{ scenario: `${fr} / ${en}`, verdict }];
  });
}

function verdictOf(
  content: z.infer<typeof lineShape>["content"],
  id: (typeof scenarioIds)[number],
): TestVerdict["verdict"] {
  switch (content.source) {
    case "journal":
      return content.shown.includes(id) ? "passed" : "not-shown";
    case "report": {
      const verdict = content.verdicts[id];
      return verdict === "passed" || verdict === "failed" ? verdict : "not-shown";
    }
  }
}
