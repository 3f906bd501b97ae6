import { CAPACITY_URL } from "./dialect/capacity-url.ts";
import { systemOf } from "./rules/terminology.ts";

/** An `add` that a newcomer can send: ten beds installed in a place, known since `updateDate` (ror-api §5.2). */
export function exampleAdd(updateDate: string): unknown {
  const coded = (url: string, code: string): unknown => ({
    url,
    valueCodeableConcept: { coding: [{ code, system: systemOf(url) }] },
  });
  const extension = [
    { url: "nbCapacity", valueInteger: 10 },
    { url: "capacityUpdateDate", valueDateTime: updateDate },
    coded("capacityStatus", "01"),
    coded("capacityType", "01"),
    coded("temporalityCapacity", "01"),
    coded("capacitySourceType", "02"),
    coded("temporaryAssignement", "01"),
  ];
  const part = [
    { name: "type", valueString: "add" },
    { name: "path", valueString: `Location.extension.where(url='${CAPACITY_URL}')` },
    { name: "value", part: [{ extension: [{ extension, url: CAPACITY_URL }] }] },
  ];
  return { parameter: [{ name: "operation", part }], resourceType: "Parameters" };
}
