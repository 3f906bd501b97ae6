import { CAP, LIST_PATH } from "./support.ts";

/** The seven attributes in published order; null = absent. Written apart from the product on purpose. */
export type Key = readonly [
  status: string,
  temporality: string,
  gender: string | null,
  closing: string | null,
  additional: string | null,
  crisis: string | null,
  assignment: string,
];
export const INSTALLED: Key = ["01", "01", null, null, null, null, "01"];
export const FREE_WOMEN: Key = ["02", "01", "01", null, null, null, "01"];
export const FREE_EITHER: Key = ["02", "01", "04", null, null, null, "01"];
export const FREE_OBSOLETE: Key = ["02", "01", "03", null, null, null, "01"];

const attributes = [
  ["capacityStatus", "TRE_R330-TypeStatutCapacite"],
  ["temporalityCapacity", "TRE_R331-TemporaliteCapacite"],
  ["genderCapacityAvailable", "TRE_R332-GenreCapacite"],
  ["capacityClosingType", "TRE_R333-TypeFermetureCapacite"],
  ["additionalBedType", "TRE_R334-TypeLitSupplementaire"],
  ["crisisType", "TRE_R336-TypeCrise"],
  ["temporaryAssignement", "TRE_R337-AffectationTemporaire"],
] as const;

export function system(folder: string): string {
  return `https://mos.esante.gouv.fr/NOS/${folder}/FHIR/${folder.replace("_", "-")}`;
}

function coded(url: string, folder: string, code: string): Sub {
  return { url, valueCodeableConcept: { coding: [{ code, system: system(folder) }] } };
}

export type Sub = { url: string; [member: string]: unknown };

export function pathOf(key: Key): string {
  const criteria = attributes.flatMap(([url], index) =>
    key[index] === null
      ? []
      : [`extension.where(url = '${url}' and valueCodeableConcept.coding.code = '${key[index]}')`],
  );
  return `${LIST_PATH}.where(${criteria.join(" and ")})`;
}

export function subs(key: Key, beds: unknown, nature = "01", date = "2025-02-26T15:17:33Z"): Sub[] {
  return [
    { url: "nbCapacity", valueInteger: beds },
    { url: "capacityUpdateDate", valueDateTime: date },
    coded("capacityType", "TRE_R329-NatureCapacite", nature),
    coded("capacitySourceType", "TRE_R335-TypeSourceCapacite", "02"),
    ...attributes.flatMap(([url, folder], index) => {
      const code = key[index];
      return code === null || code === undefined ? [] : [coded(url, folder, code)];
    }),
  ];
}

export function body(type: string, path: string, extension?: Sub[]): unknown {
  const value =
    extension === undefined ? [] : [{ name: "value", part: [{ extension: [{ extension, url: CAP }] }] }];
  return {
    resourceType: "Parameters",
    parameter: [
      {
        name: "operation",
        part: [{ name: "type", valueString: type }, { name: "path", valueString: path }, ...value],
      },
    ],
  };
}

export const add = (key: Key, beds: unknown, nature?: string): unknown =>
  body("add", LIST_PATH, subs(key, beds, nature));
export const replace = (key: Key, beds: unknown, nature?: string): unknown =>
  body("replace", pathOf(key), subs(key, beds, nature));
export const remove = (key: Key): unknown => body("delete", pathOf(key));
