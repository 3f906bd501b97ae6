import { z } from "zod";
import { sampleTraits, sheetKinds } from "../../domain/journey/sample-reading.ts";

/*
 * What the connector says of a sample and of a PATCH to come. Unlike the board these are short and of one version: an
 * answer with members that the portal does not know is not understood, rather than shown in part.
 */

const counts = z.array(z.strictObject({ name: z.string().max(200), count: z.int().min(0) })).max(1_000);
const units = z.array(z.string().max(200)).max(200);

/** `POST /samples` of the connector. */
export const sampleReadingSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("hl7"),
    messages: z.int().min(0),
    accepted: z.int().min(0),
    refused: counts,
    events: counts,
    traits: z.array(z.enum(sampleTraits)),
    units,
  }),
  z.strictObject({
    kind: z.literal("sheet"),
    sheet: z.enum(sheetKinds),
    records: z.int().min(0),
    issues: counts,
    members: z.array(z.string().max(60)).max(100),
    units,
  }),
  z.strictObject({ kind: z.literal("unknown"), code: z.string().max(100) }),
]);
export type SampleReading = z.infer<typeof sampleReadingSchema>;

/** `GET /patch-preview` of the connector: what is to be shown. */
export interface PatchWish {
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly indicator: string;
  readonly operation: "replace" | "add" | "delete";
  readonly count: number;
}

/** Its answer. The body is shown as it comes: the order of its members is part of the published dialect. */
export const patchPreviewSchema = z.strictObject({
  method: z.literal("PATCH"),
  path: z.string().max(2_000),
  headers: z.array(z.strictObject({ name: z.string().max(100), value: z.string().max(200) })).max(10),
  body: z.record(z.string(), z.json()),
});
export type PatchPreview = z.infer<typeof patchPreviewSchema>;
