export type JsonObject = { [key: string]: unknown };

/** The two functions of the language that keep a number as it was written; the type library does not list them yet. */
const exactJson = JSON as unknown as {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): boolean;
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
};

/** True for an object of the JSON data model; an exact number and a list are none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !exactJson.isRawJSON(value);
}

/** The number that a JSON value stands for, exact or not; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return exactJson.isRawJSON(value) ? Number(JSON.stringify(value)) : undefined;
}

/**
 * Parses JSON text so that `JSON.stringify` writes every number as it came: FHIR gives meaning to the precision of a
 * decimal (FHIR R4 §2.24.0.1, decimal), and 2.50 must not become 2.5. Throws SyntaxError.
 */
export function parseExact(text: string): unknown {
  return exactJson.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && source !== String(value)
      ? exactJson.rawJSON(source)
      : value,
  );
}

/** A deep copy that shares nothing and keeps exact numbers. */
export function copyOf<Value>(value: Value): Value {
  return parseExact(JSON.stringify(value)) as Value;
}

/** A deep copy in which every number is plain: what the FHIRPath engine reads. */
export function plainCopyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** True when objects and lists lie deeper than `depthMax` in each other. Does not recurse, so that no depth breaks it. */
export function isDeeperThan(value: unknown, depthMax: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) return true;
    level = level.flatMap((it) => (Array.isArray(it) ? it : isObject(it) ? Object.values(it) : []));
    level = level.filter((it) => typeof it === "object" && it !== null);
  }
  return false;
}
