import { type MappingRow, mappingRow } from "../../../domain/journey/mapping-sheet.ts";
import type { SavedSection } from "../drafts/use-section.ts";

/** The rows of the mapping as they stand on the page, saved or not. */
export function mappingRowsOf(section: SavedSection): readonly MappingRow[] {
  return section.rows.map(({ fields }) =>
    mappingRow({
      fields: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
    }),
  );
}
