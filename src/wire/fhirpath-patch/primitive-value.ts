import { isObject, type JsonObject } from "./json.ts";
import { isPrimitive } from "./model.ts";
import { type Element, selectElements } from "./select-elements.ts";
import { member, ownerAt, type Step } from "./tree.ts";

/** A primitive element apart from what it carries: its value is the child `value` of FHIR's model (FHIR R4 element.html). */
export interface PrimitiveValue {
  readonly owner: JsonObject;
  readonly step: Step;
  /** The steps of the object that has the element. */
  readonly above: readonly Step[];
  readonly json: unknown;
  /** What the element carries beside its value. */
  readonly shadow: JsonObject | undefined;
}

/**
 * The value that `….value` names when what precedes it is one primitive: JSON has no such member, so the engine finds
 * nothing there. Undefined for every other path.
 */
export function primitiveValueAt(root: JsonObject, path: string): PrimitiveValue | undefined {
  const [, base] = /^(.+)\.\s*value\s*$/s.exec(path) ?? [];
  if (base === undefined) return undefined;
  const [element, ...others] = selectElements(root, base);
  const found = element && others.length === 0 ? primitiveOf(root, element) : undefined;
  return found?.json === undefined || found.json === null ? undefined : found;
}

/** The element as a primitive; undefined when it is none. */
export function primitiveOf(root: JsonObject, element: Element): PrimitiveValue | undefined {
  const step = element.steps.at(-1);
  const above = element.steps.slice(0, -1);
  const owner = ownerAt(root, above);
  if (!isPrimitive(element.typePath) || !step || !owner) return undefined;
  const at = (held: unknown): unknown =>
    step.index === null ? held : Array.isArray(held) ? held[step.index] : held;
  const shadow = at(member(owner, `_${step.key}`));
  return {
    owner,
    step,
    above,
    json: at(member(owner, step.key)),
    shadow: isObject(shadow) ? shadow : undefined,
  };
}
