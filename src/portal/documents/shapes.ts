import { z } from "zod";
import { stepIds } from "../../domain/journey/step.ts";

/** Shapes of the documents' API. A file is sent as `multipart/form-data`: `file`, `step`, `kind`. */

export const documentShape = z.strictObject({
  id: z.string(),
  step: z.enum(stepIds),
  /** One of `documentKinds(step)`. */
  kind: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  /** Hexadecimal. */
  sha256: z.string(),
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  /** True when a record of the journey refers to it, also one that was taken back. */
  inUse: z.boolean(),
  /** True when this person may remove it now. */
  removable: z.boolean(),
});
export type DocumentView = z.infer<typeof documentShape>;

/** `GET /api/journeys/:journey/documents`, oldest first. */
export const documentListShape = z.strictObject({
  documents: z.array(documentShape),
  documentsMax: z.int(),
  fileSizeMaxBytes: z.int(),
  /** True when this person may add one. */
  mayAdd: z.boolean(),
});
export type DocumentList = z.infer<typeof documentListShape>;

/** Answer to an upload. */
export const documentAddedShape = z.strictObject({ id: z.string(), name: z.string(), sha256: z.string() });
