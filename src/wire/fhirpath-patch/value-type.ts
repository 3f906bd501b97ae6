import { isObject, numberOf } from "./json.ts";
import { isAnonymous, isPrimitive, lineage } from "./model.ts";

const wholeTypes = new Set(["integer", "positiveInt", "unsignedInt"]);
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,20})?";
const zone = "(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)";
const day = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
/** Lexical forms of the dated types (FHIR R4 datatypes.html, primitive types). */
const datedForms: Readonly<Record<string, RegExp>> = {
  date: new RegExp(`^\\d{4}(?:-(?:0[1-9]|1[0-2]))?$|^${day}$`),
  dateTime: new RegExp(`^\\d{4}(?:-(?:0[1-9]|1[0-2]))?$|^${day}(?:T${time}${zone})?$`),
  instant: new RegExp(`^${day}T${time}${zone}$`),
  time: new RegExp(`^${time}$`),
};

/** True when a JSON value can be one of the primitive type. `undefined` is a value that only extensions carry. */
function fitsPrimitive(type: string, json: unknown): boolean {
  if (json === undefined) return true;
  if (type === "boolean") return typeof json === "boolean";
  const number = numberOf(json);
  if (type === "decimal") return number !== undefined;
  if (wholeTypes.has(type)) {
    if (number === undefined || !Number.isInteger(number) || Math.abs(number) > 2 ** 31) return false;
    return number >= (type === "positiveInt" ? 1 : type === "unsignedInt" ? 0 : -(2 ** 31));
  }
  if (typeof json !== "string" || json === "") return false;
  return datedForms[type]?.test(json) ?? true;
}

/** True when a JSON value has the kind of the type: a primitive of its form, an object for anything else. */
export function fitsType(type: string, json: unknown): boolean {
  return isPrimitive(type) ? fitsPrimitive(type, json) : isObject(json);
}

/**
 * True when a value sent as `sent` may stand where R4 wants `wanted`. Primitives may differ in name as long as the
 * value has the form of the wanted one (an xhtml can only be sent as a string); complex types must be the same, or
 * one a specialization of the other.
 */
export function mayStandFor(wanted: string, sent: string, json: unknown): boolean {
  if (isPrimitive(wanted)) return isPrimitive(sent) && fitsPrimitive(wanted, json);
  if (isPrimitive(sent)) return false;
  if (wanted === sent) return true;
  const shared = (line: string[], type: string): boolean => !isAnonymous(type) && line.includes(type);
  return shared(lineage(sent), wanted) || shared(lineage(wanted), sent);
}
