import type { PatchPreview, PatchWish } from "../live/connector-schemas.ts";

/** The indicator of the example: available now, either gender. */
export const exampleIndicator = "DISP_X";

const extension =
  "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity";
const path = `Location.extension.where(url='${extension}')`;
/** Two spaces before the third criterion, as published (ror-api §5.3). */
const selection = `${path}.where(extension.where(url = 'capacityStatus' and valueCodeableConcept.coding.code = '02') and extension.where(url = 'temporalityCapacity' and valueCodeableConcept.coding.code = '01')  and extension.where(url = 'genderCapacityAvailable' and valueCodeableConcept.coding.code = '04') and extension.where(url = 'temporaryAssignement' and valueCodeableConcept.coding.code = '01'))`;

const coded = (url: string, code: string, display: string, system: string) => ({
  url,
  valueCodeableConcept: {
    coding: [
      { code, display, system: `https://mos.esante.gouv.fr/NOS/${system}/FHIR/${system.replace("_", "-")}` },
    ],
  },
});

/**
 * One capacity PATCH of our own making, for a portal whose connector is away: three free beds for either gender, in the
 * published dialect (ror-api §5). A test holds it against what the connector sends.
 */
export function examplePatch(
  wish: Pick<PatchWish, "idNatStruct" | "externalId" | "operation">,
): PatchPreview {
  const { operation } = wish;
  const head = [
    { name: "type", valueString: operation },
    { name: "path", valueString: operation === "add" ? path : selection },
  ];
  const place = [wish.idNatStruct, wish.externalId].map(encodeURIComponent).join("/");
  return {
    method: "PATCH",
    path: `/ws-synchro-dispo-lits-fhir/Location?identifier=${place}`,
    headers: [
      { name: "Authorization", value: "Bearer TOKEN" },
      { name: "Content-Type", value: "application/fhir+json" },
    ],
    body:
      operation === "delete"
        ? { resourceType: "Parameters", parameter: [{ name: "operation", part: head }] }
        : { parameter: [{ name: "operation", part: [...head, value] }], resourceType: "Parameters" },
  };
}

const value = {
  name: "value",
  part: [
    {
      extension: [
        {
          extension: [
            { url: "nbCapacity", valueInteger: 3 },
            { url: "capacityUpdateDate", valueDateTime: "2026-11-23T08:00:00+01:00" },
            coded("capacityStatus", "02", "Disponible", "TRE_R330-TypeStatutCapacite"),
            coded("capacityType", "01", "Lit", "TRE_R329-NatureCapacite"),
            coded("temporalityCapacity", "01", "Courant", "TRE_R331-TemporaliteCapacite"),
            coded("capacitySourceType", "02", "Bed management", "TRE_R335-TypeSourceCapacite"),
            coded("genderCapacityAvailable", "04", "Indéterminé", "TRE_R332-GenreCapacite"),
            coded("temporaryAssignement", "01", "Aucune", "TRE_R337-AffectationTemporaire"),
          ],
          url: extension,
        },
      ],
    },
  ],
};
