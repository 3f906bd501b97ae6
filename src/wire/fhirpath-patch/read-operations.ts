import { isObject, type JsonObject, numberOf } from "./json.ts";
import { PatchRefusal, quoted } from "./outcome.ts";

/** One operation with the parts that its type needs; `value` is still the part as sent. */
export type Operation =
  | { readonly type: "add"; readonly path: string; readonly name: string; readonly value: JsonObject }
  | { readonly type: "insert"; readonly path: string; readonly index: number; readonly value: JsonObject }
  | { readonly type: "delete"; readonly path: string }
  | { readonly type: "replace"; readonly path: string; readonly value: JsonObject }
  | { readonly type: "move"; readonly path: string; readonly source: number; readonly destination: number };

/** More operations than this in one patch are refused. */
const OPERATIONS_MAX = 1000;
const partNames = new Set(["type", "path", "name", "value", "index", "source", "destination"]);

/**
 * The operations of a `Parameters` resource, in order (FHIR R4 fhirpatch.html). Parameters that are not named
 * `operation` are none of them and mean nothing here. Throws PatchRefusal.
 */
export function readOperations(parameters: unknown): Operation[] {
  if (!isObject(parameters) || parameters["resourceType"] !== "Parameters") {
    throw new PatchRefusal("patch.not-parameters", "A FHIRPath Patch is a Parameters resource");
  }
  const list = parameters["parameter"] ?? [];
  if (!Array.isArray(list) || !list.every(isObject)) {
    throw new PatchRefusal("patch.not-parameters", "Parameters.parameter is not a list of parameters");
  }
  if (list.length > OPERATIONS_MAX) {
    throw new PatchRefusal("patch.too-large", `The patch has more than ${OPERATIONS_MAX} operations`);
  }
  return list.filter(({ name }) => name === "operation").map((it, index) => readOperation(it, index + 1));
}

type Parts = ReadonlyMap<string, JsonObject>;

function readOperation(parameter: JsonObject, position: number): Operation {
  const where = `operation ${position}`;
  const parts = partsOf(parameter, where);
  const type = textOf(parts, "type", where);
  switch (type) {
    case "add":
      return {
        type,
        path: textOf(parts, "path", where),
        name: textOf(parts, "name", where),
        value: needed(parts, "value", where),
      };
    case "insert":
      return {
        type,
        path: textOf(parts, "path", where),
        index: wholeOf(parts, "index", where),
        value: needed(parts, "value", where),
      };
    case "delete":
      return { type, path: textOf(parts, "path", where) };
    case "replace":
      return { type, path: textOf(parts, "path", where), value: needed(parts, "value", where) };
    case "move":
      return {
        type,
        path: textOf(parts, "path", where),
        source: wholeOf(parts, "source", where),
        destination: wholeOf(parts, "destination", where),
      };
    default:
      throw new PatchRefusal(
        "patch.unknown-operation",
        `Unknown type "${quoted(type)}" of ${where}: add, insert, delete, replace or move`,
      );
  }
}

function partsOf(parameter: JsonObject, where: string): Parts {
  const list = parameter["part"] ?? [];
  if (!Array.isArray(list) || !list.every(isObject)) {
    throw new PatchRefusal("patch.bad-part", `The parts of ${where} are not a list of parts`);
  }
  const parts = new Map<string, JsonObject>();
  for (const part of list) {
    const name = part["name"];
    if (typeof name !== "string" || !partNames.has(name)) {
      const shown = typeof name === "string" ? `"${quoted(name)}"` : "without a name";
      throw new PatchRefusal("patch.unknown-part", `Unknown part ${shown} in ${where}`);
    }
    if (parts.has(name)) throw new PatchRefusal("patch.repeated-part", `Two parts "${name}" in ${where}`);
    parts.set(name, part);
  }
  return parts;
}

function needed(parts: Parts, name: string, where: string): JsonObject {
  const part = parts.get(name);
  if (!part) throw new PatchRefusal("patch.missing-part", `No part "${name}" in ${where}`);
  return part;
}

/** R4 declares `type` a code and the rest strings; servers and their examples use either. */
function textOf(parts: Parts, name: string, where: string): string {
  const part = needed(parts, name, where);
  const value = part["valueString"] ?? part["valueCode"];
  if (typeof value === "string" && value !== "") return value;
  throw new PatchRefusal("patch.bad-part", `The part "${name}" of ${where} is not a text (valueString)`);
}

function wholeOf(parts: Parts, name: string, where: string): number {
  const part = needed(parts, name, where);
  const value = numberOf(part["valueInteger"] ?? part["valueUnsignedInt"] ?? part["valuePositiveInt"]);
  if (value !== undefined && Number.isSafeInteger(value)) return value;
  throw new PatchRefusal(
    "patch.bad-part",
    `The part "${name}" of ${where} is not a whole number (valueInteger)`,
  );
}
