import type { HospitalModel } from "./hospital.ts";

/** The bed register as a French sheet: `UF;LIBELLE_UF;CHAMBRE;LIT;ETAT;REACTIVABLE;GENRE`. */
export function bedsSheet(hospital: HospitalModel): string {
  const genders = { room: "", F: "F", either: "MIXTE" } as const;
  const rows = hospital.units.flatMap((unit) =>
    unit.beds.map((bed) => [
      bed.unit,
      unit.label,
      bed.room,
      bed.bed,
      bed.open ? "OUVERT" : "FERME",
      bed.reactivable === undefined ? "" : bed.reactivable === "yes" ? "OUI" : "NON",
      genders[unit.genderRule],
    ]),
  );
  return sheet(["UF", "LIBELLE_UF", "CHAMBRE", "LIT", "ETAT", "REACTIVABLE", "GENRE"], rows);
}

/** Closings in number (input-side §1.1): `REACTIVABLES` is how many of `NOMBRE` could be reopened. */
export function closingsSheet(hospital: HospitalModel): string {
  const rows = hospital.closings.map((closing) => [
    closing.unit,
    String(closing.count),
    String(closing.reactivableCount),
    closing.from,
    closing.to ?? "",
    closing.cause,
  ]);
  return sheet(["UF", "NOMBRE", "REACTIVABLES", "DU", "AU", "MOTIF"], rows);
}

/** The places of the hospital as the ROR knows them. */
export function placesSheet(hospital: HospitalModel): string {
  const rows = hospital.places.map((place) => [
    place.idNatStruct,
    place.externalId,
    place.entryId,
    place.name,
    place.region,
    place.function,
  ]);
  return sheet(["idNatStruct", "externalId", "entryId", "name", "region", "function"], rows);
}

/** Semicolons, LF, a final line end. No cell of the simulator holds a semicolon, a quote or a line end. */
export function sheet(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[headings, ...rows].map((row) => row.join(";")).join("\n")}\n`;
}
