import { isObject, type JsonObject } from "./json.ts";
import { childOf, isAnonymous } from "./model.ts";
import { PatchRefusal } from "./outcome.ts";
import type { Element } from "./select-elements.ts";
import { isThere, member, ownerAt, type Step } from "./tree.ts";

/** Where the children of the element at `steps` are defined, read from the tree itself. */
export function parentType(root: JsonObject, path: string, steps: readonly Step[]): string {
  let typePath = typeOfResource(root, path);
  steps.forEach(({ key }, depth) => {
    const held = ownerAt(root, steps.slice(0, depth + 1));
    const child = childOf(typePath, key);
    typePath = child?.typePath ?? `${typePath}.${key}`;
    if ((child?.type === "Resource" || !child) && held && isThere(held, "resourceType")) {
      typePath = typeOfResource(held, path);
    }
  });
  return isAnonymous(typePath) ? "" : typePath;
}

function typeOfResource(resource: JsonObject, path: string): string {
  const type = member(resource, "resourceType");
  if (typeof type === "string") return type;
  throw new PatchRefusal("patch.not-a-resource", "A resource has no resourceType", path);
}

/** The only element of a selection (FHIR R4 fhirpatch.html: a single element, and it is an error if none matches). */
export function one(found: readonly Element[], path: string, doing: string): Element {
  const [first, second] = found;
  if (!first) throw new PatchRefusal("patch.no-match", `No content found at ${path} when ${doing}`, path);
  if (!second) return first;
  throw new PatchRefusal(
    "patch.several-matches",
    `${found.length} elements found at ${path} when ${doing}`,
    path,
  );
}

/** An element that is not the resource as such, with its last step. */
export function notRoot(element: Element, path: string): { steps: readonly Step[]; last: Step } {
  const last = element.steps.at(-1);
  if (!last) throw whole(path);
  return { steps: element.steps, last };
}

/** The refusal of a patch to the resource as such. */
export function whole(path: string): PatchRefusal {
  return new PatchRefusal("patch.whole-resource", "A patch changes elements, not the resource as such", path);
}

/** True for the JSON object of a resource. */
export function isResource(value: unknown): value is JsonObject {
  return isObject(value) && typeof member(value, "resourceType") === "string";
}
