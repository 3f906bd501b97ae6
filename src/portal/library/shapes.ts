import { z } from "zod";
import { libraryKinds } from "../../domain/journey/library-kinds.ts";
import { stepIds } from "../../domain/journey/step.ts";

/** Shapes of the library's API. An item is sent as `multipart/form-data`: `kind`, `version`, `source`, `date`, `file`. */

const libraryKindShape = z.enum(libraryKinds.map(({ id }) => id));

export const libraryItemShape = z.strictObject({
  id: z.string(),
  version: z.string(),
  /** A web address, or who sent it. */
  source: z.string(),
  /** Day of the source, YYYY-MM-DD. */
  date: z.string(),
  /** `null`: the source is a web address and nothing was uploaded. */
  file: z
    .strictObject({ name: z.string(), mediaType: z.string(), sizeBytes: z.int(), sha256: z.string() })
    .nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
  /** Set for what was replaced or withdrawn. */
  removedAt: z.string().nullable(),
});
export type LibraryItem = z.infer<typeof libraryItemShape>;

/** `GET /api/library`, in the order of the journey. */
export const libraryShape = z.strictObject({
  kinds: z.array(
    z.strictObject({
      kind: libraryKindShape,
      step: z.enum(stepIds),
      current: libraryItemShape.nullable(),
      /** Newest first, without the current one. */
      history: z.array(libraryItemShape),
      askAt: z.string(),
      publicAddress: z.string().nullable(),
    }),
  ),
  /** True when this person may add, replace and withdraw. */
  mayChange: z.boolean(),
});
export type Library = z.infer<typeof libraryShape>;

/** The fields beside the file. */
export const libraryFieldsShape = z.strictObject({
  kind: libraryKindShape,
  version: z.string().trim().min(1).max(100),
  source: z.string().trim().min(1).max(500),
  date: z.iso.date(),
});
export type LibraryFields = z.infer<typeof libraryFieldsShape>;
