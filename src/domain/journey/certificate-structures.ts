import { answer, type JourneyFacts, rowsOf } from "./facts.ts";
import { cell } from "./findings.ts";
import type { NeededCertificate } from "./steps/07-certificates.ts";

/** A structure that a certificate may be of. */
export interface DeclaredStructure {
  /** `1` + FINESS or `3` + SIRET, as the OU shows it (onboarding §5.3, §7.2). */
  readonly idNatStruct: string;
  readonly name: string;
  /** Code of its department where it was declared; a FINESS tells it too. */
  readonly department: string;
}

/**
 * The structures that the certificate of a need may bear, the likeliest first: the legal entities of the instance, since
 * certificates follow the legal entity (onboarding §1 step 07 pitfall 3), else the supplier itself. Of a TEST certificate
 * the identifier chosen on form F414 comes first (§1 step 03b).
 */
export function certificateStructures(
  facts: JourneyFacts,
  needed: Pick<NeededCertificate, "environment" | "instance">,
): readonly DeclaredStructure[] {
  const ofInstance = needed.instance === "" ? [] : legalEntities(facts, needed.instance);
  if (ofInstance.length > 0) return ofInstance;
  const name = answer(facts, "organisation", "name");
  const department = answer(facts, "organisation", "department").toUpperCase();
  const own = [
    { kind: "finess", prefix: "1", number: identifier(answer(facts, "organisation", "finess")) },
    { kind: "siret", prefix: "3", number: identifier(answer(facts, "organisation", "siret")) },
  ].filter(({ number }) => number !== "");
  const chosen = needed.environment === "test" ? answer(facts, "test-material", "structure-id") : "";
  return own
    .toSorted((one, other) => Number(other.kind === chosen) - Number(one.kind === chosen))
    .map(({ prefix, number }) => ({ idNatStruct: prefix + number, name, department }));
}

function legalEntities(facts: JourneyFacts, instance: string): readonly DeclaredStructure[] {
  const structures = rowsOf(facts, "instances")
    .filter((row) => cell(row, "instance") === instance && cell(row, "finess-ej") !== "")
    .map((row) => ({
      idNatStruct: `1${identifier(cell(row, "finess-ej"))}`,
      name: cell(row, "legal-entity"),
      department: "",
    }));
  return [...new Map(structures.map((it) => [it.idNatStruct, it])).values()];
}

/** Numbers are typed in groups: spaces and points between the digits mean nothing. */
function identifier(text: string): string {
  return text.replace(/[\s.\u00a0\u202f-]/g, "").toUpperCase();
}
