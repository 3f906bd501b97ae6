import { z } from "zod";
import { scenarioVerdict } from "../../domain/journey/campaign/report.ts";
import { scenarioIds } from "../../domain/journey/campaign/scenarios.ts";
import { problemShape } from "../journey/shapes.ts";

const words = z.string().max(4_000);

/** A code of the catalogue as the connector gives it, with what was found. */
const refusalShape = z.strictObject({ code: z.string().max(100), detail: words });

const endedShape = z.strictObject({
  kind: z.literal("ended"),
  endedAt: z.iso.datetime(),
  ended: z.enum(["complete", "interrupted"]),
  /** Good as a proof of step 08. */
  good: z.boolean(),
});
const runningShape = z.strictObject({ kind: z.literal("running") });

const progressParts = {
  id: z.string().max(64),
  target: z.string().max(63),
  by: z.string().max(100),
  startedAt: z.iso.datetime(),
  scenarios: z.array(scenarioVerdict).max(scenarioIds.length),
};

/** What the connector calls its last campaign. */
export const connectorCampaignShape = z.strictObject({
  ...progressParts,
  clientId: z.string().max(200),
  state: z.discriminatedUnion("kind", [
    runningShape,
    endedShape,
    z.strictObject({
      kind: z.literal("broken-off"),
      endedAt: z.iso.datetime(),
      refusal: refusalShape,
    }),
  ]),
});

/** `GET /campaigns/latest` of the connector. */
export const connectorCampaignsShape = z.strictObject({
  targets: z
    .array(
      z.strictObject({
        name: z.string().max(63),
        clientId: z.string().max(200),
        refusal: refusalShape.nullable(),
      }),
    )
    .max(1_000),
  campaign: connectorCampaignShape.nullable(),
});

/** `GET /api/journeys/:journey/campaign`: targets and campaign of this file's client alone. */
export const campaignViewShape = z.strictObject({
  targets: z.array(z.strictObject({ name: z.string(), refusal: problemShape.nullable() })),
  campaign: z
    .strictObject({
      ...progressParts,
      state: z.discriminatedUnion("kind", [
        runningShape,
        endedShape,
        z.strictObject({ kind: z.literal("broken-off"), endedAt: z.string(), problem: problemShape }),
      ]),
    })
    .nullable(),
  /** How many scenarios a whole campaign has. */
  scenariosInAll: z.int(),
});
export type CampaignView = z.infer<typeof campaignViewShape>;

/** `POST /api/journeys/:journey/campaign`. */
export const campaignStartShape = z.strictObject({ target: z.string().min(1).max(63) });
