import type { ClosedPath, Criterion } from "./closed-path.ts";

/** What the compiled selection says of a Location. */
export type Match =
  /** Indexes in `Location.extension`, in order. */
  | { readonly kind: "rows"; readonly rows: readonly number[] }
  /**
   * FHIRPath cannot evaluate it: a criterion among several is met twice in one row, and `and` takes no collection of
   * two (FHIRPath 2.0 §4.5, singleton evaluation).
   */
  | { readonly kind: "failed" }
  /** The Location has parts that this selection does not know; the full engine must be asked. */
  | { readonly kind: "unknown" };

interface SubExtension {
  readonly url: string | undefined;
  /** The only code of its codings; undefined when there is none, or several. */
  readonly code: string | undefined;
}

/** Leaves the selection: something is not as the profile has it. */
const unknown = Symbol("unknown");
type Members = Readonly<Record<string, unknown>>;

/**
 * Selects as the FHIRPath engine would, without it: proven equal over generated Locations and paths
 * (match-rows.test.ts). Regular FHIR JSON is decided here; nulls, shadows of primitives (`_code`), lists that are none
 * and values of another kind are answered "unknown".
 */
export function matchRows(location: unknown, path: ClosedPath): Match {
  try {
    const place = membersOf(location);
    if (place["resourceType"] !== "Location") return { kind: "unknown" };
    const rows: number[] = [];
    for (const [index, item] of listOf(place["extension"]).entries()) {
      const row = membersOf(item);
      if (textOf(row["url"]) !== path.url) continue;
      const counts = countsOf(row, path.criteria);
      if (counts.length > 1 && counts.some((count) => count > 1)) return { kind: "failed" };
      if (counts.every((count) => count > 0)) rows.push(index);
    }
    return { kind: "rows", rows };
  } catch (thrown) {
    if (thrown === unknown) return { kind: "unknown" };
    throw thrown;
  }
}

/** How many sub-extensions of the row meet each criterion. */
function countsOf(row: Members, criteria: readonly Criterion[]): number[] {
  if (criteria.length === 0) return [];
  const subs = listOf(row["extension"]).map(subExtensionOf);
  return criteria.map(({ url, code }) => subs.filter((sub) => sub.url === url && sub.code === code).length);
}

function subExtensionOf(item: unknown): SubExtension {
  const sub = membersOf(item);
  const concept = sub["valueCodeableConcept"];
  const codings = concept === undefined ? [] : listOf(membersOf(concept)["coding"]);
  const codes = codings
    .map((coding) => textOf(membersOf(coding)["code"]))
    .filter((code) => code !== undefined);
  return { url: textOf(sub["url"]), code: codes.length === 1 ? codes[0] : undefined };
}

function membersOf(value: unknown): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unknown;
  for (const key in value) {
    if (key.startsWith("_") || (key === "resourceType" && "url" in value)) throw unknown;
  }
  return value as Members;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw unknown;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw unknown;
}
