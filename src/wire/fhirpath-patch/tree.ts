import { isObject, type JsonObject } from "./json.ts";

/** One member of an object, or one item of the list that the member holds. */
export interface Step {
  readonly key: string;
  readonly index: number | null;
}

/** What an element holds: the member `key`, and the member `_key` for what a primitive carries (FHIR R4 json.html). */
export interface Content {
  readonly json: unknown;
  readonly shadow?: JsonObject;
}

/** Own member, so that no name reaches a prototype. */
export function member(owner: JsonObject, key: string): unknown {
  return Object.hasOwn(owner, key) ? owner[key] : undefined;
}

function at(value: unknown, index: number | null): unknown {
  if (index === null) return value;
  return Array.isArray(value) ? value[index] : undefined;
}

/** The object that holds the children of an element: itself, or the shadow of a primitive. Undefined when there is none. */
export function ownerAt(root: JsonObject, steps: readonly Step[]): JsonObject | undefined {
  let here = root;
  for (const { key, index } of steps) {
    const value = at(member(here, key), index);
    const next = isObject(value) ? value : at(member(here, `_${key}`), index);
    if (!isObject(next)) return undefined;
    here = next;
  }
  return here;
}

/** Like `ownerAt`, but gives a primitive without extensions an empty shadow to hold some. */
export function ownerFor(root: JsonObject, steps: readonly Step[]): JsonObject | undefined {
  const held = ownerAt(root, steps);
  const last = steps.at(-1);
  if (held || !last) return held;
  const owner = ownerAt(root, steps.slice(0, -1));
  if (!owner) return undefined;
  const shadow: JsonObject = {};
  setShadow(owner, last, shadow);
  return shadow;
}

/** Number of items of a repeating element, with those that are only shadows. */
export function lengthOf(owner: JsonObject, key: string): number {
  const lists = [member(owner, key), member(owner, `_${key}`)];
  return Math.max(0, ...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
}

/** True when the element, in any type of a choice, is there. */
export function isThere(owner: JsonObject, key: string): boolean {
  return Object.hasOwn(owner, key) || Object.hasOwn(owner, `_${key}`);
}

export function insertItem(owner: JsonObject, key: string, index: number, content: Content): void {
  const length = lengthOf(owner, key);
  listOf(owner, key, length).splice(index, 0, content.json ?? null);
  if (content.shadow || Object.hasOwn(owner, `_${key}`)) {
    listOf(owner, `_${key}`, length).splice(index, 0, content.shadow ?? null);
  }
}

export function moveItem(owner: JsonObject, key: string, source: number, destination: number): void {
  const length = lengthOf(owner, key);
  for (const name of [key, `_${key}`].filter((it) => Object.hasOwn(owner, it))) {
    const list = listOf(owner, name, length);
    list.splice(destination, 0, ...list.splice(source, 1));
  }
}

/** Puts content where the element is, or is to be; `newKey` renames the member in its place (another type of a choice). */
export function setContent(owner: JsonObject, step: Step, content: Content, newKey = step.key): void {
  if (newKey !== step.key) rename(owner, step.key, newKey);
  const { index } = step;
  if (index !== null) {
    listOf(owner, newKey, lengthOf(owner, newKey))[index] = content.json ?? null;
  } else if (content.json === undefined) delete owner[newKey];
  else owner[newKey] = content.json;
  setShadow(owner, { key: newKey, index }, content.shadow);
}

function setShadow(owner: JsonObject, { key, index }: Step, shadow: JsonObject | undefined): void {
  const name = `_${key}`;
  if (index !== null && (shadow || Object.hasOwn(owner, name))) {
    const list = listOf(owner, name, lengthOf(owner, key));
    list[index] = shadow ?? null;
    if (list.every((it) => it === null)) delete owner[name];
  } else if (shadow) owner[name] = shadow;
  else delete owner[name];
}

/** Removes an element, and everything that its removal leaves empty: FHIR knows no empty element. */
export function removeElement(root: JsonObject, steps: readonly Step[]): void {
  const above = steps.slice(0, -1);
  const owner = ownerAt(root, above);
  const last = steps.at(-1);
  if (!owner || !last) return;
  drop(owner, last);
  prune(root, above, owner);
}

function prune(root: JsonObject, steps: readonly Step[], emptied: JsonObject): void {
  const last = steps.at(-1);
  const above = steps.slice(0, -1);
  const owner = ownerAt(root, above);
  if (!last || !owner || Object.keys(emptied).length > 0) return;
  const value = at(member(owner, last.key), last.index);
  if (!isObject(value)) setShadow(owner, last, undefined);
  // A primitive that keeps its value stays when its last extension goes.
  if (!isObject(value) && value !== undefined && value !== null) return;
  drop(owner, last);
  prune(root, above, owner);
}

function drop(owner: JsonObject, { key, index }: Step): void {
  for (const name of [key, `_${key}`]) {
    const held = member(owner, name);
    if (index === null || !Array.isArray(held)) delete owner[name];
    else {
      held.splice(index, 1);
      if (held.every((it) => it === null) && (name !== key || !hasShadow(owner, key, index)))
        delete owner[name];
    }
  }
}

function hasShadow(owner: JsonObject, key: string, removed: number): boolean {
  const shadows = member(owner, `_${key}`);
  return Array.isArray(shadows) && shadows.some((it, index) => it !== null && index !== removed);
}

function listOf(owner: JsonObject, key: string, length: number): unknown[] {
  const held = member(owner, key);
  const list: unknown[] = Array.isArray(held) ? held : [];
  if (list !== held) owner[key] = list;
  while (list.length < length) list.push(null);
  return list;
}

/** Keeps the order of the members. */
function rename(owner: JsonObject, from: string, to: string): void {
  const entries = Object.entries(owner);
  for (const [key] of entries) delete owner[key];
  for (const [key, value] of entries) {
    owner[key === from ? to : key === `_${from}` ? `_${to}` : key] = value;
  }
}
