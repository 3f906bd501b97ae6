import { CAPACITY_URL } from "./dialect/capacity-url.ts";
import { systemOf } from "./rules/terminology.ts";

/** Bodies that a newcomer can send: beds installed in a place, known since `updateDate` (ror-api §5.2). */
export interface ExampleBodies {
  readonly add: unknown;
  readonly replace: unknown;
  readonly delete: unknown;
}

/** Attributes of the indicator of the examples, in the order of the published paths. */
const keyCodes = [
  ["capacityStatus", "01"],
  ["temporalityCapacity", "01"],
  ["temporaryAssignement", "01"],
] as const;
const LIST_PATH = `Location.extension.where(url='${CAPACITY_URL}')`;

export function exampleBodies(updateDate: string): ExampleBodies {
  const criteria = keyCodes.map(
    ([url, code]) => `extension.where(url = '${url}' and valueCodeableConcept.coding.code = '${code}')`,
  );
  const rowPath = `${LIST_PATH}.where(${criteria.join(" and ")})`;
  return {
    add: parameters("add", LIST_PATH, value(10, updateDate)),
    replace: parameters("replace", rowPath, value(12, updateDate)),
    delete: parameters("delete", rowPath),
  };
}

function parameters(type: string, path: string, ...more: readonly unknown[]): unknown {
  const part = [{ name: "type", valueString: type }, { name: "path", valueString: path }, ...more];
  return { parameter: [{ name: "operation", part }], resourceType: "Parameters" };
}

function value(beds: number, updateDate: string): unknown {
  const coded = (url: string, code: string): unknown => ({
    url,
    valueCodeableConcept: { coding: [{ code, system: systemOf(url) }] },
  });
  const extension = [
    { url: "nbCapacity", valueInteger: beds },
    { url: "capacityUpdateDate", valueDateTime: updateDate },
    ...keyCodes.map(([url, code]) => coded(url, code)),
    coded("capacityType", "01"),
    coded("capacitySourceType", "02"),
  ];
  return { name: "value", part: [{ extension: [{ extension, url: CAPACITY_URL }] }] };
}
