import { z } from "zod";

/** Lines that one list may have. */
export const linesMax = 5_000;
/** Characters of one cell. */
export const cellMaxChars = 500;

const cellShape = z.string().max(cellMaxChars);

const columnShapes = {
  region: cellShape,
  department: cellShape,
  legalEntityName: cellShape,
  finessEj: cellShape,
  siren: cellShape,
  name: cellShape,
  finessEg: cellShape,
  siret: cellShape,
  places: cellShape,
  contact: cellShape,
};

/** What is typed of one establishment: texts as they are, empty when unknown. */
export const establishmentFieldsShape = z.strictObject(columnShapes);

/** A line with its identifier. */
export const establishmentShape = z.strictObject({ id: z.string().min(1).max(64), ...columnShapes });

/** A line of the working list. `revision` goes back as `base` when the line is changed or removed. */
export const storedLineShape = z.strictObject({
  line: establishmentShape,
  revision: z.int(),
  by: z.string(),
  atMs: z.int(),
});
export type StoredLine = z.infer<typeof storedLineShape>;

/** The working list. `revision` goes back as `base` when the whole list is replaced or frozen. */
export const storedListShape = z.strictObject({ revision: z.int(), lines: z.array(storedLineShape) });
export type StoredList = z.infer<typeof storedListShape>;

/** Columns of a line that were typed, on the revision that the person saw. */
export const lineChangeShape = z.strictObject({
  id: z.string().min(1).max(64),
  base: z.int().min(0),
  fields: establishmentFieldsShape.partial(),
});
export type LineChange = z.infer<typeof lineChangeShape>;

/**
 * What became of one change. `conflict`: somebody else's line stands, nothing was overwritten; `line` is `null` when it
 * was removed meanwhile. `refused`: the list is full.
 */
export const lineResultShape = z.strictObject({
  id: z.string(),
  status: z.enum(["saved", "removed", "conflict", "refused"]),
  line: storedLineShape.nullable(),
});
export type LineResult = z.infer<typeof lineResultShape>;

/** A frozen version without its lines. */
export const versionShape = z.strictObject({
  number: z.int(),
  note: z.string(),
  lineCount: z.int(),
  by: z.string(),
  atMs: z.int(),
});
export type ListVersion = z.infer<typeof versionShape>;
