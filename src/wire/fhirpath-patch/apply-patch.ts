import { copyOf, isDeeperThan, type JsonObject } from "./json.ts";
import { applyOperation } from "./operations.ts";
import { PatchRefusal, type Refused, refused } from "./outcome.ts";
import { readOperations } from "./read-operations.ts";
import { isResource } from "./targets.ts";

/** The patched resource, a copy; or why nothing was done. */
export type PatchResult = { readonly ok: true; readonly resource: JsonObject } | Refused;

/** Levels of objects and lists in each other; the deepest resource of R4's examples has about 20. */
export const DEPTH_MAX = 100;

/**
 * Applies a FHIRPath Patch (`Parameters`) to a FHIR R4 resource in JSON: http://hl7.org/fhir/R4/fhirpatch.html.
 * Operations are applied in order, all or none. Neither argument is changed. The answer of a refusal is an
 * OperationOutcome with one issue, and its stable code.
 *
 * The paths are evaluated here and now: for paths of somebody else, call it where a time limit holds (`worker.ts`).
 */
export function applyPatch(resource: unknown, parameters: unknown): PatchResult {
  try {
    if (isDeeperThan(resource, DEPTH_MAX) || isDeeperThan(parameters, DEPTH_MAX)) {
      return refused("patch.too-deep", `More than ${DEPTH_MAX} levels in each other`);
    }
    if (!isResource(resource)) return refused("patch.not-a-resource", "There is no resource to patch");
    const operations = readOperations(copyOf(parameters ?? null));
    const root = copyOf(resource);
    operations.forEach((operation, index) => {
      try {
        applyOperation(root, operation);
      } catch (error) {
        throw error instanceof PatchRefusal && error.path === undefined
          ? new PatchRefusal(error.code, `${error.message} (operation ${index + 1})`, operation.path)
          : error;
      }
    });
    return { ok: true, resource: root };
  } catch (error) {
    if (error instanceof PatchRefusal) return refused(error.code, error.message, error.path);
    throw error;
  }
}
