import { z } from "zod";

/**
 * `GET /api/journeys/:journey/mapping/authors`: who typed the two columns that the GRADeS answers. `as`: `grades` when
 * the GRADeS itself typed it, `declared` when the supplier wrote down what the GRADeS answered.
 */
export const mappingAuthorsShape = z.strictObject({
  cells: z.array(
    z.strictObject({
      row: z.string(),
      field: z.string(),
      byName: z.string(),
      as: z.enum(["grades", "declared"]),
      at: z.string(),
    }),
  ),
});
export type MappingAuthors = z.infer<typeof mappingAuthorsShape>;
