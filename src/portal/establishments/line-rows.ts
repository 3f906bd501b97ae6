import type { Insertable, Selectable } from "kysely";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { EstablishmentLineTable } from "../store/establishment-tables.ts";
import type { StoredLine } from "./shapes.ts";

/** Who changes the list, and when. */
export interface ListWriter {
  readonly personId: string;
  readonly atMs: number;
}

/** Where a line stands: its journey, its place, and the revision of the list that wrote it. */
export interface LinePlace {
  readonly journeyId: string;
  readonly position: number;
  readonly revision: number;
}

export function toRow(
  line: EstablishmentFact,
  { journeyId, position, revision }: LinePlace,
  { personId, atMs }: ListWriter,
): Insertable<EstablishmentLineTable> {
  return {
    journey_id: journeyId,
    id: line.id,
    position,
    revision,
    region: line.region,
    department: line.department,
    legal_entity_name: line.legalEntityName,
    finess_ej: line.finessEj,
    siren: line.siren,
    name: line.name,
    finess_eg: line.finessEg,
    siret: line.siret,
    places: line.places,
    contact: line.contact,
    by_person: personId,
    at_ms: atMs,
  };
}

export function fromRow(row: Selectable<EstablishmentLineTable>): StoredLine {
  return {
    line: {
      id: row.id,
      region: row.region,
      department: row.department,
      legalEntityName: row.legal_entity_name,
      finessEj: row.finess_ej,
      siren: row.siren,
      name: row.name,
      finessEg: row.finess_eg,
      siret: row.siret,
      places: row.places,
      contact: row.contact,
    },
    revision: row.revision,
    by: row.by_person,
    atMs: row.at_ms,
  };
}
