import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import type { AddressReading } from "../rules/patch-facts.ts";

const IDENTIFIER_MAX_CHARACTERS = 200;

/** Which place the `identifier` parameters of a request line name (ror-api §5.1). */
export function readAddress(identifiers: readonly string[]): AddressReading {
  const [text = ""] = identifiers;
  if (identifiers.length > 1) return { kind: "repeated" };
  if (text === "") return { kind: "missing" };
  if (text.length > IDENTIFIER_MAX_CHARACTERS) return { kind: "too-long" };
  const head = text.slice(0, Math.max(0, text.indexOf("/")));
  return { kind: "identifier", text, idNatStruct: isIdNatStruct(head) ? head : undefined };
}
