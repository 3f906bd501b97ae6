import identifierTypes from "../../../spec/terminology/JDV-J236-TypeIdentifiant-ROR.json" with {
  type: "json",
};
import { placeIdentifier } from "../../domain/identifiers/id-nat-struct.ts";
import type { HeldPlace } from "../places/places.ts";

/** The identifiers of a place: entry identifier (25) and external synchronisation identifier (26) (ror-api §8.1). */
export function locationIdentifiers(place: HeldPlace): unknown[] {
  return [
    ...(place.entryId === null ? [] : [typedIdentifier("25", place.entryId)]),
    typedIdentifier("26", placeIdentifier(place.idNatStruct, place.externalId)),
  ];
}

/** An identifier with its type of value set J236. */
export function typedIdentifier(code: string, value: string): unknown {
  const system = identifierTypes.concepts.find((concept) => concept.code === code)?.system;
  return { type: { coding: [{ system, code }] }, value };
}
