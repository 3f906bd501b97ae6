import { z } from "zod";

/** What the sandbox knows of a generated place beyond its identifiers; kept as JSON beside it. */
const PlaceDetails = z.strictObject({
  establishment: z.strictObject({
    name: z.string(),
    finess: z.string(),
    legalName: z.string(),
    legalFiness: z.string(),
  }),
  address: z.strictObject({ town: z.string(), postalCode: z.string(), communeCode: z.string() }),
  service: z.strictObject({
    name: z.string(),
    /** Field of activity (JDV_J20). */
    field: z.string(),
    /** Operational activity (JDV_J17). */
    activity: z.string(),
    activityName: z.string(),
    /** Care mode (JDV_J19). */
    mode: z.string(),
    sensitive: z.boolean(),
  }),
});
export type PlaceDetails = z.infer<typeof PlaceDetails>;

/** Reads what the database holds; undefined for a place that was given without details. */
export function readDetails(text: string | null): PlaceDetails | undefined {
  return text === null ? undefined : PlaceDetails.parse(JSON.parse(text));
}
