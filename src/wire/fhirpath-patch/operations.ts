import type { JsonObject } from "./json.ts";
import { childOf } from "./model.ts";
import { PatchRefusal } from "./outcome.ts";
import { type PrimitiveValue, primitiveOf, primitiveValueAt } from "./primitive-value.ts";
import type { Operation } from "./read-operations.ts";
import { addTo, elementNamed, readValue } from "./read-value.ts";
import { type Element, selectElements } from "./select-elements.ts";
import { notRoot, one, parentType, whole } from "./targets.ts";
import { insertItem, lengthOf, moveItem, ownerAt, ownerFor, removeElement, setContent } from "./tree.ts";

type Of<Type> = Extract<Operation, { type: Type }>;

/** Applies one operation to `root`, in place (FHIR R4 fhirpatch.html, table of operations). Throws PatchRefusal. */
export function applyOperation(root: JsonObject, operation: Operation): void {
  switch (operation.type) {
    case "add":
      add(root, operation);
      break;
    case "insert":
      insert(root, operation);
      break;
    case "delete":
      remove(root, operation);
      break;
    case "replace":
      replace(root, operation);
      break;
    case "move":
      move(root, operation);
      break;
  }
}

function add(root: JsonObject, { path, name, value }: Of<"add">): void {
  const found = selectElements(root, path);
  const parent = found.length === 0 ? nextItem(root, path) : one(found, path, "adding");
  const child = elementNamed(parent.typePath, name);
  const { key, content } = readValue(value, name, child);
  const primitive = name === "value" ? primitiveOf(root, parent) : undefined;
  if (primitive) {
    if (primitive.json === undefined || primitive.json === null) {
      setValue(primitive, content.json);
      return;
    }
    throw new PatchRefusal("patch.already-there", "value is there already and does not repeat", path);
  }
  const owner = ownerFor(root, parent.steps);
  if (!owner) throw new PatchRefusal("patch.no-match", `No content found at ${path} when adding`, path);
  addTo(owner, key, content, child);
}

function setValue({ owner, step, shadow }: PrimitiveValue, json: unknown): void {
  setContent(owner, step, shadow ? { json, shadow } : { json });
}

/**
 * The item after the last one of a list, made when a path names exactly it (`Patient.contact[1]` beside one contact):
 * the HL7 cases let `add` begin a new item so. Any other path without an element is refused.
 */
function nextItem(root: JsonObject, path: string): Element {
  const none = new PatchRefusal("patch.no-match", `No content found at ${path} when adding`, path);
  const [, parentPath, key = "", digits = ""] = /^(.+)\.([a-z]\w*)\[(\d{1,4})\]$/s.exec(path) ?? [];
  if (parentPath === undefined) throw none;
  const [parent, ...others] = selectElements(root, parentPath);
  const owner = parent && others.length === 0 ? ownerAt(root, parent.steps) : undefined;
  if (!parent || !owner) throw none;
  const child = elementNamed(parent.typePath, key);
  const index = Number(digits);
  const isComplex = child?.repeats === true && child.type !== "Resource" && /^[A-Z]/.test(child.type ?? "");
  if (!isComplex || index === 0 || index !== lengthOf(owner, key)) throw none;
  insertItem(owner, key, index, { json: {} });
  return { steps: [...parent.steps, { key, index }], typePath: child.typePath };
}

function insert(root: JsonObject, { path, index, value }: Of<"insert">): void {
  const list = wholeList(root, path, "inserting");
  inRange(index, list.length, "index", path);
  const { content } = readValue(value, list.key, childOf(list.typePath, list.key));
  insertItem(list.owner, list.key, index, content);
}

function remove(root: JsonObject, { path }: Of<"delete">): void {
  const found = selectElements(root, path);
  if (found.length === 0) {
    // Nothing to delete is no error: the table says "if found".
    const primitive = primitiveValueAt(root, path);
    if (primitive) removeValue(primitive, path);
    return;
  }
  const { steps, last } = notRoot(one(found, path, "deleting"), path);
  if (last.key === "resourceType") throw whole(path);
  if (last.key === "url" && parentType(root, path, steps.slice(0, -1)) === "Extension") {
    throw new PatchRefusal("patch.required-element", "An extension keeps its url", path);
  }
  removeElement(root, steps);
}

function removeValue(primitive: PrimitiveValue, path: string): void {
  if (primitive.shadow?.["extension"] === undefined) {
    throw new PatchRefusal("patch.required-element", "An element keeps a value or an extension", path);
  }
  setValue(primitive, undefined);
}

function replace(root: JsonObject, { path, value }: Of<"replace">): void {
  const found = selectElements(root, path);
  const primitive = found.length === 0 ? primitiveValueAt(root, path) : undefined;
  if (primitive) {
    const { step, above } = primitive;
    const { content } = readValue(value, step.key, childOf(parentType(root, path, above), step.key));
    setValue(primitive, content.json);
    return;
  }
  const { steps, last } = notRoot(one(found, path, "replacing"), path);
  const above = steps.slice(0, -1);
  const owner = ownerAt(root, above);
  if (last.key === "resourceType") throw whole(path);
  if (!owner) throw new PatchRefusal("patch.no-match", `No content found at ${path} when replacing`, path);
  const child = childOf(parentType(root, path, above), last.key);
  // Another type of a choice may take the place of the one that is there.
  const open = child?.choice ? { ...child, suffix: null, type: null } : child;
  const { key, content } = readValue(value, child?.name ?? last.key, open);
  setContent(owner, last, content, key);
}

function move(root: JsonObject, { path, source, destination }: Of<"move">): void {
  const list = wholeList(root, path, "moving");
  inRange(source, list.length - 1, "source", path);
  inRange(destination, list.length - 1, "destination", path);
  moveItem(list.owner, list.key, source, destination);
}

interface WholeList {
  readonly owner: JsonObject;
  readonly key: string;
  readonly length: number;
  /** Type of the element that has the list. */
  readonly typePath: string;
}

/** The one list that the path selects completely: insert and move count in a list, not in a selection of it. */
function wholeList(root: JsonObject, path: string, doing: string): WholeList {
  const found = selectElements(root, path);
  const [first] = found;
  if (!first) throw new PatchRefusal("patch.no-match", `No content found at ${path} when ${doing}`, path);
  const { steps, last } = notRoot(first, path);
  const above = steps.slice(0, -1);
  const owner = ownerAt(root, above);
  const prefix = JSON.stringify(above);
  const same = found.every((it, index) => {
    const own = it.steps.at(-1);
    return own?.key === last.key && own.index === index && JSON.stringify(it.steps.slice(0, -1)) === prefix;
  });
  if (!owner || !same || found.length !== lengthOf(owner, last.key)) {
    throw new PatchRefusal("patch.not-a-list", `${path} is not one whole list, when ${doing}`, path);
  }
  return { owner, key: last.key, length: found.length, typePath: parentType(root, path, above) };
}

function inRange(value: number, greatest: number, part: string, path: string): void {
  if (value >= 0 && value <= greatest) return;
  throw new PatchRefusal(
    "patch.out-of-range",
    `The ${part} ${value} is not within 0 to ${greatest} of ${path}`,
    path,
  );
}
