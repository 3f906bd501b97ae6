import type { Refused } from "../../wire/fhirpath-patch/outcome.ts";
import { type PathRunner, selectInTime } from "../../wire/fhirpath-patch/path-service.ts";
import { readClosedPath } from "./closed-path.ts";
import { matchRows } from "./match-rows.ts";

/** What a path selects in a place. */
export type RowSelection =
  /** Indexes in `Location.extension`, in ascending order. */
  | { readonly kind: "rows"; readonly rows: readonly number[] }
  /** The path selects something that is no extension of the place itself. */
  | { readonly kind: "elsewhere" }
  /** The path is refused or cannot be evaluated; `code` is one of the catalogue (`patch.…`). */
  | { readonly kind: "refused"; readonly refusal: Refused };

export type SelectRows = (location: unknown, path: string) => Promise<RowSelection>;

/**
 * Selection of capacity rows by the path of a client. The closed language of the public text is decided by a compiled
 * matcher; every other path goes to the full FHIRPath engine, guarded, in a thread that `runner` ends at its limit.
 */
export function rowSelector(runner: PathRunner): SelectRows {
  return async (location, path) => {
    const closed = readClosedPath(path);
    const match = closed && matchRows(location, closed);
    if (match?.kind === "rows") return match;
    const found = await selectInTime(runner, location, path);
    if (!found.ok) return { kind: "refused", refusal: found };
    const rows: number[] = [];
    for (const steps of found.elements) {
      const [step] = steps;
      if (steps.length !== 1 || step?.key !== "extension" || step.index === null)
        return { kind: "elsewhere" };
      rows.push(step.index);
    }
    return { kind: "rows", rows: rows.sort((a, b) => a - b) };
  };
}
