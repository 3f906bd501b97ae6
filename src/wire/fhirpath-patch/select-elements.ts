import fhirpath, { type ResourceNode } from "fhirpath";
import { isObject, type JsonObject, plainCopyOf } from "./json.ts";
import { r4Model, typeOfSuffix } from "./model.ts";
import { PatchRefusal } from "./outcome.ts";
import { firstLine, guardPath, readablePath } from "./path-guard.ts";
import type { Step } from "./tree.ts";

/** One element that a path selects. No step: the resource itself. */
export interface Element {
  readonly steps: readonly Step[];
  /** Where its children are defined: `HumanName`, `Patient.contact`, or a path that R4 does not know. */
  readonly typePath: string;
}

/**
 * The elements of `resource` that `path` selects, in the order of the engine, each once. The path is guarded first.
 * Throws PatchRefusal, also when the path computes a value instead of selecting.
 */
export function selectElements(resource: JsonObject, path: string): Element[] {
  guardPath(path);
  // The engine may write type marks into what it reads, and knows plain numbers only.
  const root = plainCopyOf(resource);
  const found = evaluate(root, path);
  const elements = new Map<string, Element>();
  for (const node of found) {
    const steps = stepsOf(node, root, path);
    elements.set(JSON.stringify(steps), { steps, typePath: String(node.path ?? "") });
  }
  return [...elements.values()];
}

function evaluate(root: unknown, path: string): ResourceNode[] {
  const constants = { resource: root, rootResource: root, context: root };
  try {
    return fhirpath.evaluate(root, readablePath(path), constants, r4Model, {
      resolveInternalTypes: false,
      async: false,
      traceFn: () => undefined,
    }) as ResourceNode[];
  } catch (error) {
    throw new PatchRefusal("patch.path-failed", `The path cannot be evaluated: ${firstLine(error)}`, path);
  }
}

function stepsOf(node: ResourceNode, root: unknown, path: string): Step[] {
  const steps: Step[] = [];
  let here: ResourceNode | null | undefined = node;
  while (isNode(here) && here.parentResNode) {
    const owner: ResourceNode = here.parentResNode;
    const key = keyOf(here, isObject(owner.data) ? owner.data : owner._data);
    if (key === undefined) break;
    steps.unshift({ key, index: here.index ?? null });
    here = owner;
  }
  if (!isNode(here) || here.data !== root) {
    throw new PatchRefusal(
      "patch.path-not-an-element",
      "The path computes a value instead of an element",
      path,
    );
  }
  return steps;
}

function isNode(value: unknown): value is ResourceNode {
  return typeof value === "object" && value !== null && "parentResNode" in value;
}

/** The member of the JSON object that holds the element: the type is part of the name of a choice. */
function keyOf(node: ResourceNode, owner: unknown): string | undefined {
  const name = node.propName;
  if (typeof name !== "string" || !isObject(owner)) return undefined;
  const has = (key: string): boolean => Object.hasOwn(owner, key) || Object.hasOwn(owner, `_${key}`);
  if (has(name)) return name;
  const keys = Object.keys(owner).map((key) => key.replace(/^_/, ""));
  const typed = keys.filter((key) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)));
  return typed.find((key) => typeOfSuffix(key.slice(name.length)) === node.path) ?? typed[0];
}
