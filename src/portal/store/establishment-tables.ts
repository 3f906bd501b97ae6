/** The working list of a journey: its revision counts every change, and orders those who change it. */
export interface EstablishmentListTable {
  journey_id: string;
  revision: number;
}

/** One line of the working list, as typed. `revision` is that of the list when the line was written. */
export interface EstablishmentLineTable {
  journey_id: string;
  id: string;
  position: number;
  revision: number;
  region: string;
  department: string;
  legal_entity_name: string;
  finess_ej: string;
  siren: string;
  name: string;
  finess_eg: string;
  siret: string;
  places: string;
  contact: string;
  by_person: string;
  at_ms: number;
}

/** A list as it was sent or shown to somebody: never changed. */
export interface EstablishmentVersionTable {
  journey_id: string;
  number: number;
  note: string;
  /** JSON of the lines. */
  lines: string;
  line_count: number;
  by_person: string;
  at_ms: number;
}

export type EstablishmentTables = {
  establishment_list: EstablishmentListTable;
  establishment_line: EstablishmentLineTable;
  establishment_version: EstablishmentVersionTable;
};
