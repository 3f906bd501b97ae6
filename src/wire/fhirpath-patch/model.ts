import type { Model } from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";
import { codesOf } from "./required-codes.ts";

/** The R4 definitions that the FHIRPath engine reads too: one source for names, types and lists. */
export const r4Model: Model = r4;

/** What R4 says of one element of a type. */
export interface Child {
  /** Name without the type: `value`, not `valueString`. */
  readonly name: string;
  /** Suffixes that the element may bear (`String`, `Quantity`), null when it is no choice. */
  readonly choice: readonly string[] | null;
  /** The suffix that the asked name bore already. */
  readonly suffix: string | null;
  /** FHIR type; null for a choice. */
  readonly type: string | null;
  /** Where the children of the element are defined: its type, or its own path for an anonymous type. */
  readonly typePath: string;
  readonly repeats: boolean;
  /** The only codes that it may hold, when they are known; null else. */
  readonly codes: readonly string[] | null;
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** True for types whose content is defined at the element itself (`Patient.contact`). */
export function isAnonymous(type: string): boolean {
  return type === "BackboneElement" || type === "Element";
}

/** `type` and its ancestors, nearest first. An anonymous type is known by its path and continues with what it extends. */
export function lineage(type: string): string[] {
  const line: string[] = [];
  let next: string | undefined = type;
  while (next !== undefined && line.length < 10) {
    line.push(next);
    next = own(r4Model.path2Type, next) ?? own(r4Model.type2Parent, next);
  }
  return line;
}

/** True when R4 defines the type or the anonymous element, so that an unknown child of it is a mistake. */
export function isDefined(typePath: string): boolean {
  return lineage(typePath).length > 1;
}

/** The element `name` of a type, by its FHIRPath name, its name with the type, or its name with `[x]`. */
export function childOf(typePath: string, name: string): Child | undefined {
  const plain = name.endsWith("[x]") ? name.slice(0, -3) : name;
  for (const type of lineage(typePath)) {
    // The typed name first: the table also lists `deceasedBoolean` as an element of its own.
    const path = own(r4Model.pathsDefinedElsewhere, `${type}.${plain}`) ?? `${type}.${plain}`;
    const found = typedChild(type, plain) ?? simpleChild(plain, path);
    if (found) return found;
  }
  return undefined;
}

function simpleChild(name: string, path: string): Child | undefined {
  const repeats = own(r4Model.path2Repeating, path) === true;
  const choice = own(r4Model.choiceTypePaths, path);
  if (choice) return { name, choice, suffix: null, type: null, typePath: path, repeats, codes: null };
  const declared = own(r4Model.path2Type, path);
  if (declared === undefined) return undefined;
  // `System.String` is what the table calls the plain string of an id, a url or a value.
  const type = declared.startsWith("System.") ? typeOfSuffix(declared.slice("System.".length)) : declared;
  const typePath = isAnonymous(type) ? path : type;
  return { name, choice: null, suffix: null, type, typePath, repeats, codes: codesOf(path) };
}

function typedChild(type: string, name: string): Child | undefined {
  for (const { index } of name.matchAll(/(?<!^)[A-Z]/g)) {
    const base = name.slice(0, index);
    const suffix = name.slice(index);
    const choice = own(r4Model.choiceTypePaths, `${type}.${base}`);
    if (!choice?.includes(suffix)) continue;
    return {
      name: base,
      choice,
      suffix,
      type: typeOfSuffix(suffix),
      typePath: typeOfSuffix(suffix),
      repeats: false,
      codes: null,
    };
  }
  return undefined;
}

/** `DateTime` of `valueDateTime` is the type `dateTime`; `Quantity` is `Quantity`. */
export function typeOfSuffix(suffix: string): string {
  const lower = suffix.charAt(0).toLowerCase() + suffix.slice(1);
  return isPrimitive(lower) ? lower : suffix;
}

/** Primitive types of R4 are those written in lower case. */
export function isPrimitive(type: string): boolean {
  return /^[a-z]/.test(type) && own(r4Model.type2Parent, type) !== undefined;
}
