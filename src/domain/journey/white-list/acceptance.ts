import { type JourneyFacts, recordOf } from "../facts.ts";
import type { ListedEstablishment } from "./facts.ts";
import { whiteListLines } from "./lines.ts";

/** How the first feeding of an establishment is known. */
export type Acceptance =
  /** The journal of the platform shows it. `at`: instant, ISO 8601 UTC. */
  | { readonly kind: "seen"; readonly at: string; readonly place: string }
  /** Somebody says so, with the document. `on`: YYYY-MM-DD. */
  | { readonly kind: "declared"; readonly on: string }
  | { readonly kind: "none" };

/** An establishment that is on the white list, and the last PATCH of it that production accepted. */
export interface FedEstablishment {
  readonly establishment: ListedEstablishment;
  /** Day of the white list, YYYY-MM-DD. */
  readonly since: string;
  readonly acceptance: Acceptance;
}

/**
 * Every establishment of the white list, once, with what is known of its feeding: what the journal shows wins over what was
 * declared (DESIGN §8).
 */
export function fedEstablishments(facts: JourneyFacts): readonly FedEstablishment[] {
  const byId = new Map(whiteListLines(facts).map((line) => [line.establishment.idNatStruct, line]));
  return [...byId.values()].map(({ establishment, since }) => ({
    establishment,
    since,
    acceptance: acceptanceOf(facts, establishment.idNatStruct),
  }));
}

function acceptanceOf(facts: JourneyFacts, idNatStruct: string): Acceptance {
  const seen = facts.whiteList.accepted.find((one) => one.idNatStruct === idNatStruct);
  if (seen !== undefined) return { kind: "seen", at: seen.at, place: seen.place };
  const declared = recordOf(facts, "patch-accepted", idNatStruct);
  return declared === undefined
    ? { kind: "none" }
    : { kind: "declared", on: declared.date ?? declared.at.slice(0, 10) };
}
