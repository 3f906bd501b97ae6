import { z } from "zod";

/** Shapes of what is kept for everybody: the conditions of the official page's red box, and the regions. */

export const conditionAddShape = z.strictObject({
  textFr: z.string().trim().min(1).max(2000),
  textEn: z.string().trim().min(1).max(2000),
  /** A web address, or who said so. */
  source: z.string().trim().min(1).max(500),
  /** Day of the source. */
  date: z.iso.date(),
});
export type ConditionAdd = z.infer<typeof conditionAddShape>;

/** `GET /api/conditions`, oldest first; none: ANS must be asked. */
export const conditionListShape = z.strictObject({
  conditions: z.array(
    z.strictObject({
      id: z.string(),
      textFr: z.string(),
      textEn: z.string(),
      source: z.string(),
      date: z.string(),
      addedAt: z.string(),
    }),
  ),
  askAt: z.string(),
  mayChange: z.boolean(),
});
export type ConditionList = z.infer<typeof conditionListShape>;

const modalities = ["direct", "eai", "to-be-confirmed"] as const;

/** `POST /api/regions/:region/modality`. What is recorded has its day and its proof: a letter, an e-mail, a page. */
export const modalityRecordShape = z.strictObject({
  modality: z.enum(modalities),
  date: z.iso.date(),
  proof: z.string().trim().min(1).max(1000),
});
export type ModalityRecord = z.infer<typeof modalityRecordShape>;

const saidShape = z.strictObject({
  modality: z.enum(modalities),
  date: z.string(),
  proof: z.string(),
  /** The letter or e-mail itself, where it was uploaded. */
  document: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

/** `GET /api/regions`, in the order of their codes. */
export const regionListShape = z.strictObject({
  regions: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      grades: z
        .strictObject({
          name: z.string(),
          confidence: z.string(),
          source: z.string().nullable(),
          note: z.string().nullable(),
        })
        .nullable(),
      /** `to-be-confirmed` until somebody recorded something. */
      modality: z.enum(modalities),
      date: z.string().nullable(),
      proof: z.string().nullable(),
      /** Everything that was recorded, newest first. */
      history: z.array(saidShape),
      /** True when this person may record for it. */
      mayRecord: z.boolean(),
    }),
  ),
});
export type RegionList = z.infer<typeof regionListShape>;
