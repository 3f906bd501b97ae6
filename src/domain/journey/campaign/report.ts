import { z } from "zod";
import { campaignScenario, campaignScenarios, type ScenarioId, scenarioIds } from "./scenarios.ts";

export const verdicts = ["passed", "failed", "not-produced"] as const;
export type Verdict = (typeof verdicts)[number];

const headers = z.record(z.string().max(200), z.string().max(20_000));
const words = z.string().max(4_000);

const exchange = z.strictObject({
  /** Instant of the request, ISO 8601. */
  at: z.iso.datetime(),
  durationMs: z.int().min(0),
  method: z.string().max(10),
  url: z.string().max(4_000),
  requestHeaders: headers,
  requestBody: z.string().max(20_000),
  /** `null`: no answer came; `answerBody` then names the fault. */
  status: z.int().nullable(),
  answerHeaders: headers,
  answerBody: z.string().max(20_000),
});

/** What became of one scenario, in words. */
export const scenarioVerdict = z.strictObject({
  id: z.enum(scenarioIds),
  verdict: z.enum(verdicts),
  required: z.boolean(),
  clause: words,
  titleFr: words,
  titleEn: words,
  /** What happened. */
  fr: words,
  en: words,
  adviceFr: words,
  adviceEn: words,
});
const scenario = scenarioVerdict.extend({ exchanges: z.array(exchange).max(100) });

/** What `raccord campaign --report FILE.json` writes: who tested what, with each exchange; no token, no secret. */
export const campaignReport = z.strictObject({
  format: z.literal("raccord-campaign-report"),
  version: z.literal(1),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  target: z.strictObject({
    name: words,
    tokenUrl: words,
    apiBase: words,
    clientId: words,
    /** Subject of the certificate (RFC 4514); `null` towards a stand-in without one. */
    subjectDn: words.nullable(),
  }),
  place: words,
  /** How it ended: `interrupted` when the target stopped answering or a person stopped it. */
  ended: z.enum(["complete", "interrupted"]),
  scenarios: z.array(scenario).max(scenarioIds.length),
});

export type CampaignReport = z.output<typeof campaignReport>;
export type CampaignExchange = z.output<typeof exchange>;
export type ScenarioResult = z.output<typeof scenario>;

/** What came out of one scenario, before its texts are added. */
export interface ScenarioOutcome {
  readonly verdict: Verdict;
  readonly fr: string;
  readonly en: string;
}

/** A scenario's result with the texts of the table. */
export function scenarioResult(
  id: ScenarioResult["id"],
  { verdict, fr, en }: ScenarioOutcome,
  exchanges: readonly CampaignExchange[],
): ScenarioResult {
  const { need, clause, fr: titleFr, en: titleEn, adviceFr, adviceEn } = campaignScenario(id);
  const required = need === "required";
  return {
    id,
    verdict,
    required,
    clause,
    titleFr,
    titleEn,
    fr,
    en,
    adviceFr,
    adviceEn,
    exchanges: [...exchanges],
  };
}

/** What a report says as evidence of step 08. */
export interface ReportJudgement {
  readonly passed: number;
  readonly failed: number;
  readonly notProduced: number;
  /**
   * It ended by itself, nothing failed, every required scenario is in it, and those that any target can produce
   * passed. Errors that could not be produced there are left to people.
   */
  readonly good: boolean;
}

/** What every platform can produce with a place to write to. */
const alwaysProducible: readonly ScenarioId[] = [
  "token",
  "add-on-404",
  "replace",
  "zero",
  "several-indicators",
  "delete",
  "put-back",
];

/** Reads a report that was uploaded. Returns the faults of its shape instead when it is none. */
export function readCampaignReport(
  text: string,
):
  | { readonly kind: "report"; readonly report: CampaignReport }
  | { readonly kind: "unreadable"; readonly why: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { kind: "unreadable", why: "not JSON" };
  }
  const read = campaignReport.safeParse(data);
  if (read.success) return { kind: "report", report: read.data };
  const [issue] = read.error.issues;
  return { kind: "unreadable", why: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
}

/** Counts the verdicts of a report. */
export function judgeReport({ ended, scenarios }: CampaignReport): ReportJudgement {
  const count = (verdict: Verdict): number => scenarios.filter((it) => it.verdict === verdict).length;
  const [passed, failed, notProduced] = [count("passed"), count("failed"), count("not-produced")];
  const has = (id: ScenarioId): boolean => scenarios.some((it) => it.id === id);
  const passes = (id: ScenarioId): boolean => scenarios.some((it) => it.id === id && it.verdict === "passed");
  const whole = campaignScenarios.every(({ id, need }) => need !== "required" || has(id));
  const good = ended === "complete" && failed === 0 && whole && alwaysProducible.every(passes);
  return { passed, failed, notProduced, good };
}
