import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import { isoText } from "../../domain/time/stamp.ts";
import { type CodedAttribute, codingOf } from "./codings.ts";

/** The capacity extension (ror-api §6). */
const capacityUrl =
  "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity";

/** Path of `add`, and the expression of the 404 that asks for it (ror-api §5.3, §5.5). */
export const capacityPath = `Location.extension.where(url='${capacityUrl}')`;

export type PatchOperation = "replace" | "add" | "delete";

/** One capacity row as it is sent. */
export interface CapacityRecord {
  readonly key: IndicatorKey;
  readonly capacityType: string;
  readonly sourceType: string;
  readonly count: number;
  readonly updatedAtMs: number;
}

type SubExtension =
  | { readonly url: "nbCapacity"; readonly valueInteger: number }
  | { readonly url: "capacityUpdateDate"; readonly valueDateTime: string }
  | {
      readonly url: CodedAttribute;
      readonly valueCodeableConcept: { readonly coding: readonly ReturnType<typeof codingOf>[] };
    };

type Part =
  | { readonly name: "type" | "path"; readonly valueString: string }
  | {
      readonly name: "value";
      readonly part: readonly {
        readonly extension: readonly {
          readonly extension: readonly SubExtension[];
          readonly url: string;
        }[];
      }[];
    };

/** Plain JSON, not a FHIR model: the nested part has no name and strict models refuse it (ror-api §5.2). */
export interface PatchBody {
  readonly resourceType: "Parameters";
  readonly parameter: readonly { readonly name: "operation"; readonly part: readonly Part[] }[];
}

/**
 * The body of one capacity PATCH, as in the published examples down to the order of members: `parameter` comes
 * before `resourceType` in scenarios 2 and 2 BIS (`add`, `replace`), after it in scenario 3 (`delete`).
 */
export function patchBody(operation: PatchOperation, record: CapacityRecord): PatchBody {
  const path = operation === "add" ? capacityPath : selectionPath(record.key);
  const head: Part[] = [
    { name: "type", valueString: operation },
    { name: "path", valueString: path },
  ];
  if (operation === "delete") {
    return { resourceType: "Parameters", parameter: [{ name: "operation", part: head }] };
  }
  const value: Part = {
    name: "value",
    part: [{ extension: [{ extension: subExtensions(record), url: capacityUrl }] }],
  };
  return { parameter: [{ name: "operation", part: [...head, value] }], resourceType: "Parameters" };
}

/** Attributes of the key in the order of the published criteria; the unpublished ones stand between. */
const criteria = [
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
] as const satisfies readonly (keyof IndicatorKey)[];

/** How many criteria stand before the published double space. */
const criteriaBeforeDoubleSpace = 2;

/**
 * The path that selects one row: one criterion for each attribute that the key has (ror-api §5.3).
 *
 * The published text has two spaces before its third criterion. We read this as a trait of the position, not of the
 * gender attribute: every path gets two spaces before whatever criterion comes third, and nowhere else. The path of
 * the published combination is then exact, and others differ from it only where their attributes do.
 */
export function selectionPath(key: IndicatorKey): string {
  const present = criteria.flatMap((attribute) => {
    const code = key[attribute];
    if (code === null) return [];
    return [`extension.where(url = '${attribute}' and valueCodeableConcept.coding.code = '${code}')`];
  });
  const joined = present
    .map((criterion, index) => {
      if (index === 0) return criterion;
      return `${index === criteriaBeforeDoubleSpace ? "  and" : " and"} ${criterion}`;
    })
    .join("");
  return `${capacityPath}.where(${joined})`;
}

/** The whole record, mandatory members included, in the published order (ror-api §5.4). */
function subExtensions(record: CapacityRecord): SubExtension[] {
  const coded = (url: CodedAttribute, code: string | null): SubExtension[] =>
    code === null ? [] : [{ url, valueCodeableConcept: { coding: [codingOf(url, code)] } }];
  const key = record.key;
  return [
    { url: "nbCapacity", valueInteger: record.count },
    { url: "capacityUpdateDate", valueDateTime: isoText(record.updatedAtMs) },
    ...coded("capacityStatus", key.capacityStatus),
    ...coded("capacityType", record.capacityType),
    ...coded("temporalityCapacity", key.temporalityCapacity),
    ...coded("capacitySourceType", record.sourceType),
    ...coded("genderCapacityAvailable", key.genderCapacityAvailable),
    ...coded("capacityClosingType", key.capacityClosingType),
    ...coded("additionalBedType", key.additionalBedType),
    ...coded("crisisType", key.crisisType),
    ...coded("temporaryAssignement", key.temporaryAssignement),
  ];
}
