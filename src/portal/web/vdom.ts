/*
 * A small reconciler: views are plain functions of the state, and only what differs touches the page, so that focus,
 * scroll position, selection and open details survive a change of figures.
 */

export type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);

export interface VNode {
  readonly tag: string;
  /** Identity among its siblings; keeps the element when the order changes. */
  readonly key: string | undefined;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly children: readonly (VNode | string)[];
}

export type Child = VNode | string | number | false | null | undefined | readonly Child[];

/** One element. `key` names it among its siblings; members starting with `on` are event handlers. */
export function h(tag: string, attributes?: Record<string, Attribute> | null, ...children: Child[]): VNode {
  const { key, ...rest } = attributes ?? {};
  return {
    tag,
    key: key === undefined || key === null ? undefined : String(key),
    attributes: rest,
    children: flat(children),
  };
}

function flat(children: readonly Child[]): (VNode | string)[] {
  return children.flatMap((child): (VNode | string)[] => {
    if (child === null || child === undefined || child === false) return [];
    if (typeof child === "string" || typeof child === "number") return [String(child)];
    return "tag" in child ? [child] : flat(child);
  });
}

const svgTags = new Set(["svg", "path"]);
const rendered = new WeakMap<Element, VNode>();

/** Makes the children of `parent` those given, changing as little as possible. */
export function patch(parent: Element, children: readonly Child[]): void {
  const wanted = flat(children);
  const keyed = new Map<string, Element>();
  for (const element of parent.children) {
    const key = rendered.get(element)?.key;
    if (key !== undefined) keyed.set(key, element);
  }
  // What is gone goes first, so that what stays does not have to move: a moved element loses the focus.
  const keys = new Set(wanted.map((child) => (typeof child === "string" ? undefined : child.key)));
  for (const [key, element] of keyed) if (!keys.has(key)) element.remove();
  let current = parent.firstChild;
  for (const child of wanted) {
    const reused = reusable(child, current, keyed);
    if (typeof child !== "string" && child.key !== undefined) keyed.delete(child.key);
    if (reused !== null && reused === current) {
      current = current.nextSibling;
      update(reused, child);
      continue;
    }
    const node = reused ?? create(child);
    parent.insertBefore(node, current);
    update(node, child);
  }
  while (current !== null) {
    const next = current.nextSibling;
    current.remove();
    current = next;
  }
}

function reusable(
  child: VNode | string,
  current: ChildNode | null,
  keyed: ReadonlyMap<string, Element>,
): ChildNode | null {
  if (typeof child === "string") return current instanceof Text ? current : null;
  if (child.key !== undefined) {
    const element = keyed.get(child.key);
    return element !== undefined && rendered.get(element)?.tag === child.tag ? element : null;
  }
  if (!(current instanceof Element)) return null;
  const before = rendered.get(current);
  return before?.tag === child.tag && before.key === undefined ? current : null;
}

function create(child: VNode | string): Element | Text {
  if (typeof child === "string") return document.createTextNode(child);
  return svgTags.has(child.tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", child.tag)
    : document.createElement(child.tag);
}

function update(node: ChildNode, child: VNode | string): void {
  if (typeof child === "string") {
    if (node instanceof Text && node.data !== child) node.data = child;
    return;
  }
  if (!(node instanceof Element)) return;
  const before = rendered.get(node)?.attributes ?? {};
  for (const name of Object.keys(before)) {
    if (!(name in child.attributes)) setAttribute(node, name, undefined);
  }
  for (const [name, value] of Object.entries(child.attributes)) {
    if (before[name] !== value) setAttribute(node, name, value);
  }
  rendered.set(node, child);
  patch(node, child.children);
}

function setAttribute(element: Element, name: string, value: Attribute): void {
  if (name.startsWith("on")) Reflect.set(element, name, value ?? null);
  else if (name === "checked" || name === "value") Reflect.set(element, name, value);
  else if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}
