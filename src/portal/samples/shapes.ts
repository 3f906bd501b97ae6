import { z } from "zod";
import { sampleOrigins } from "../../domain/journey/suggest-indicators.ts";
import { patchPreviewSchema, sampleReadingSchema } from "../live/connector-schemas.ts";

/** `POST /api/journeys/:journey/sample?name=`: what was understood, and first answers to the conformity table. */
export const sampleShape = z.strictObject({
  reading: sampleReadingSchema,
  suggestions: z.array(
    z.strictObject({
      id: z.string(),
      fed: z.enum(["fed", "later", "not-fed"]),
      definition: z.literal("to-check"),
      origin: z.enum(sampleOrigins),
    }),
  ),
});
export type Sample = z.infer<typeof sampleShape>;

export const sampleQueryShape = z.strictObject({ name: z.string().max(255).default("") });

/** `GET /api/patch-preview`. */
export const patchWishShape = z.strictObject({
  idNatStruct: z.string().trim().min(1).max(20),
  externalId: z.string().trim().min(1).max(100),
  indicator: z.string().min(1).max(64),
  operation: z.enum(["replace", "add", "delete"]),
  count: z.coerce.number().int().min(0).max(9_999),
});

/** Its answer: as the connector would send it, or our fixed example when the connector is away. */
export const patchViewShape = z.strictObject({
  source: z.enum(["connector", "example"]),
  /** The indicator that the body is about: the example has one of its own. */
  indicator: z.string(),
  request: patchPreviewSchema,
});
export type PatchView = z.infer<typeof patchViewShape>;
