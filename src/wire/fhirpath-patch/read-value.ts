import { isObject, type JsonObject } from "./json.ts";
import { type Child, childOf, isDefined, isPrimitive, typeOfSuffix } from "./model.ts";
import { PatchRefusal, quoted } from "./outcome.ts";
import { type Content, insertItem, isThere, lengthOf, setContent } from "./tree.ts";
import { fitsType, mayStandFor } from "./value-type.ts";

/** What is to be put at a place of the resource: the member that it takes, and its content. */
export interface Placed {
  readonly key: string;
  readonly content: Content;
}

/** Element names of FHIR; nothing that could mean something to the language. */
const nameForm = /^[A-Za-z][A-Za-z0-9]{0,63}(?:\[x\])?$/;

/**
 * The element `name` of a type, or undefined when R4 does not define the type and anything goes. Throws PatchRefusal
 * when R4 defines the type without such an element.
 */
export function elementNamed(typePath: string, name: string): Child | undefined {
  const child = nameForm.test(name) ? childOf(typePath, name) : undefined;
  if (!child && (isDefined(typePath) || !nameForm.test(name))) {
    throw new PatchRefusal("patch.unknown-element", `${quoted(typePath)} has no element "${quoted(name)}"`);
  }
  return child;
}

/**
 * Reads the content of a part that holds a value: `value[x]`, a resource, or nested parts for types that cannot be
 * written so (FHIR R4 fhirpatch.html). `child` is the element that it is for. Throws PatchRefusal.
 */
export function readValue(part: JsonObject, name: string, child: Child | undefined): Placed {
  const forms = Object.keys(part).filter((key) => !["name", "id", "extension"].includes(key));
  const [form = ""] = forms.map((key) => key.replace(/^_/, ""));
  if (form === "" || forms.some((key) => key.replace(/^_/, "") !== form)) {
    throw bad(`The value of "${name}" is not exactly one value[x], resource or list of parts`);
  }
  if (form === "part") return readParts(part["part"], name, child);
  if (form === "resource") return readResource(part["resource"], name, child);
  if (/^value[A-Z]/.test(form)) return readTyped(part, form.slice("value".length), name, child);
  throw bad(`The value of "${name}" has an unknown member "${quoted(form)}"`);
}

function readTyped(part: JsonObject, suffix: string, name: string, child: Child | undefined): Placed {
  const type = typeOfSuffix(suffix);
  const json = part[`value${suffix}`];
  const shadow = part[`_value${suffix}`];
  if (shadow !== undefined && !(isPrimitive(type) && isObject(shadow))) {
    throw bad(`_value${quoted(suffix)} of "${name}" is not the object of a primitive`);
  }
  if ((json === undefined && shadow === undefined) || !fitsType(type, json)) {
    throw wrongType(`The value of "${name}" is not of the type ${quoted(type)} that it is sent as`);
  }
  const content: Content = isObject(shadow) ? { json, shadow } : { json };
  return { key: keyFor(name, child, type, suffix, json), content };
}

function keyFor(name: string, child: Child | undefined, type: string, suffix: string, json: unknown): string {
  if (!child) return name;
  if (child.choice) {
    const wanted = child.suffix ?? suffix;
    if (child.choice.includes(wanted) && mayStandFor(typeOfSuffix(wanted), type, json))
      return child.name + wanted;
    throw wrongType(`${child.name}[x] cannot hold ${quoted(type)}: ${child.choice.slice(0, 12).join(", ")}`);
  }
  if (child.type === null || !mayStandFor(child.type, type, json)) {
    throw wrongType(`${child.name} is of type ${child.type}, not ${quoted(type)}`);
  }
  if (child.codes && typeof json === "string" && !child.codes.includes(json)) {
    throw new PatchRefusal("patch.code-invalid", `${child.name} is one of ${child.codes.join(", ")}`);
  }
  if (child.type === "Extension") mustHaveUrl(json);
  return child.name;
}

function readResource(json: unknown, name: string, child: Child | undefined): Placed {
  if (!isObject(json) || typeof json["resourceType"] !== "string") {
    throw bad(`The resource for "${name}" has no resourceType`);
  }
  if (child && child.type !== "Resource") throw wrongType(`${child.name} does not hold a resource`);
  return { key: child?.name ?? name, content: { json } };
}

function readParts(parts: unknown, name: string, child: Child | undefined): Placed {
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every(isObject)) {
    throw bad(`The parts of "${name}" are not a list of parts`);
  }
  if (child?.choice && child.suffix === null) {
    throw wrongType(`The parts of "${name}" do not say of which type they are: name it ${child.name}<Type>`);
  }
  const type = child?.type ?? null;
  if (type !== null && (isPrimitive(type) || type === "Resource")) {
    throw wrongType(`"${name}" is of type ${type} and cannot be written as parts`);
  }
  const key = child ? child.name + (child.suffix ?? "") : name;
  const json = buildObject(parts, child?.typePath ?? "");
  if (type === "Extension") mustHaveUrl(json);
  return { key, content: { json } };
}

/** FHIR R4 extensibility.html: `url` is 1..1, and what an extension means. */
function mustHaveUrl(extension: unknown): void {
  if (isObject(extension) && typeof extension["url"] === "string") return;
  throw new PatchRefusal("patch.required-element", "An extension has no url");
}

/** The object that nested parts describe; a name that comes again makes a list where R4 has one. */
function buildObject(parts: readonly JsonObject[], typePath: string): JsonObject {
  const owner: JsonObject = {};
  for (const part of parts) {
    const name = part["name"];
    if (typeof name !== "string") throw bad("A nested part has no name");
    const child = elementNamed(typePath, name);
    const { key, content } = readValue(part, name, child);
    addTo(owner, key, content, child);
  }
  return owner;
}

/** Adds content under a member: at the end of a list, or as the only value, which must not be there yet. */
export function addTo(owner: JsonObject, key: string, content: Content, child: Child | undefined): void {
  const repeats = child?.repeats ?? Array.isArray(owner[key]);
  if (repeats && (!isThere(owner, key) || lengthOf(owner, key) > 0)) {
    insertItem(owner, key, lengthOf(owner, key), content);
    return;
  }
  const taken = [key, ...(child?.choice ?? []).map((suffix) => child?.name + suffix)].find((it) =>
    isThere(owner, it),
  );
  if (taken !== undefined) {
    throw new PatchRefusal("patch.already-there", `${taken} is there already and does not repeat`);
  }
  setContent(owner, { key, index: null }, content);
}

function bad(diagnostics: string): PatchRefusal {
  return new PatchRefusal("patch.bad-part", diagnostics);
}

function wrongType(diagnostics: string): PatchRefusal {
  return new PatchRefusal("patch.wrong-type", diagnostics);
}
