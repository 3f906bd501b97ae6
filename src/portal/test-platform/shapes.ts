import { z } from "zod";
import { campaignRules } from "../../domain/journey/campaign/broken-rules.ts";
import { scenarioIds } from "../../domain/journey/campaign/scenarios.ts";
import { problemShape } from "../journey/shapes.ts";

const exchanges = z.array(z.int()).max(100_000);
const words = z.string().max(4_000);

/** What a journal says about the client of a file; exchanges by their numbers in the journal. */
export const judgementShape = z.strictObject({
  complete: z.boolean(),
  scenarios: z.array(
    z.strictObject({ id: z.enum(scenarioIds), required: z.boolean(), shown: z.boolean(), exchanges }),
  ),
  broken: z.array(
    z.strictObject({
      rule: z.enum(campaignRules),
      exchanges,
      clause: words,
      fr: words,
      en: words,
      adviceFr: words,
      adviceEn: words,
    }),
  ),
});

/** `GET /api/journeys/:journey/test-platform`. */
export const testPlatformShape = z.strictObject({
  connection: z.strictObject({
    /** `platform`: a sandbox of this portal; `documentation`: the national one as published. */
    source: z.enum(["platform", "documentation"]),
    /** `null`: not known here, ANS says it. */
    tokenUrl: z.string().nullable(),
    apiUrl: z.string().nullable(),
    clientId: z.string().nullable(),
    /** Subjects of the TEST certificates, RFC 4514. */
    subjectDns: z.array(z.string()),
    /** First day that is judged, YYYY-MM-DD. */
    testsFrom: z.string().nullable(),
  }),
  journal: z.discriminatedUnion("kind", [
    /** No sandbox is set in this portal. */
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("unread"), problem: problemShape }),
    z.strictObject({
      kind: z.literal("read"),
      exchanges: z.int().min(0),
      /** Instant of the last exchange, ISO 8601. */
      lastAt: z.string().nullable(),
      judgement: judgementShape,
    }),
  ]),
  /** This person may record the proof now. */
  mayProve: z.boolean(),
  /** This person may run a campaign now. */
  mayRun: z.boolean(),
});
export type TestPlatformView = z.infer<typeof testPlatformShape>;

/** `POST /api/journeys/:journey/test-platform/evidence`: the journal as it stands, or a report among the step's documents. */
export const evidenceMakeShape = z.discriminatedUnion("source", [
  z.strictObject({ source: z.literal("journal") }),
  z.strictObject({ source: z.literal("report"), documentId: z.string().min(1).max(64) }),
]);
export type EvidenceMake = z.infer<typeof evidenceMakeShape>;
