import { z } from "zod";
import { establishmentColumns } from "../../domain/establishments/columns.ts";

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

const severityShape = z.enum(["error", "warning", "ok"]);
const paramsShape = z.record(z.string(), z.union([z.string(), z.number()]));
const columnShape = z.enum(establishmentColumns);

const lineFindingShape = z.strictObject({
  code: z.string(),
  severity: severityShape,
  line: z.string(),
  column: columnShape.nullable(),
  params: paramsShape,
});

/**
 * `GET /api/journeys/:journey/establishments`: the working list with what the check says of it, the most severe findings
 * first; what was verified is only counted. A GRADeS gets the lines of its region.
 */
export const listViewShape = z.strictObject({
  revision: z.int(),
  lines: z.array(storedLineShape),
  findings: z.array(lineFindingShape),
  findingsLeftOut: z.int(),
  verifiedLines: z.int(),
  summary: z.strictObject({
    lines: z.int(),
    establishments: z.int(),
    legalEntities: z.int(),
    places: z.int(),
    /** `region` is empty for lines whose region nobody can tell. */
    byRegion: z.array(z.strictObject({ region: z.string(), lines: z.int() })),
  }),
  linesMax: z.int(),
  /** True when this person may change it. */
  mayWrite: z.boolean(),
});
export type ListView = z.infer<typeof listViewShape>;

const changesAtOnceMax = 200;

/** `PATCH /api/journeys/:journey/establishments`: each change by itself, all in one transaction. */
export const listChangesShape = z.strictObject({
  save: z.array(lineChangeShape).max(changesAtOnceMax).default([]),
  remove: z
    .array(z.strictObject({ id: z.string().min(1).max(64), base: z.int().min(0) }))
    .max(changesAtOnceMax)
    .default([]),
});

/** Its answer: one result per change, those of `save` first. */
export const listResultsShape = z.strictObject({ revision: z.int(), results: z.array(lineResultShape) });
export type ListResults = z.infer<typeof listResultsShape>;

/** `GET …/versions`, newest first. */
export const versionListShape = z.strictObject({
  versions: z.array(versionShape.extend({ byName: z.string() })),
});
export type VersionList = z.infer<typeof versionListShape>;

/** `POST …/versions`. `base` is the list's revision that the person saw. */
export const freezeShape = z.strictObject({
  base: z.int().min(0),
  note: z.string().trim().max(1000).default(""),
});

/** What happened between two lists: all of it counted, the first few hundred lines of each kind shown. */
export const differenceShape = z.strictObject({
  addedCount: z.int(),
  removedCount: z.int(),
  changedCount: z.int(),
  added: z.array(establishmentShape),
  removed: z.array(establishmentShape),
  changed: z.array(
    z.strictObject({
      before: establishmentShape,
      after: establishmentShape,
      columns: z.array(columnShape),
    }),
  ),
});
export type Difference = z.infer<typeof differenceShape>;
