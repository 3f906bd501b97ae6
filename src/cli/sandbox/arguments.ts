import { InvalidArgumentError } from "commander";
import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import type { Generation } from "../../sandbox/settings.ts";

const SEED_MAX = 4_294_967_295;
const PLACES_MAX = 40_000;

export function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_500) return port;
  throw new InvalidArgumentError("A first port is a whole number from 0 to 65500.");
}

export function clientId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError("A client is letters, digits, dashes and underscores, 64 at most.");
}

export function structureId(text: string): string {
  if (isIdNatStruct(text)) return text;
  throw new InvalidArgumentError("An IdNatStruct is 1 + FINESS, 2 + SIREN or 3 + SIRET.");
}

/** `SEED:PLACES`, or `none`. */
export function generation(text: string): Generation | "none" {
  if (text === "none") return text;
  const [, seed = "", places = ""] = /^(\d{1,10}):(\d{1,5})$/.exec(text) ?? [];
  const read = { seed: Number(seed), places: Number(places) };
  if (seed !== "" && read.seed <= SEED_MAX && read.places >= 1 && read.places <= PLACES_MAX) return read;
  throw new InvalidArgumentError(`A data set is seed:places, at most ${PLACES_MAX} places, or none.`);
}
