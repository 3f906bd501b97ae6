import type { Random } from "../../runtime/random.ts";

/** Words of invented names: places and people that bear them do not exist. */
const firsts = ["Val", "Pont", "Clair", "Mont", "Roche", "Fon", "Belle", "Haute", "Vieux", "Sainte-Aube"];
const seconds = [
  "brise",
  "lune",
  "erable",
  "corne",
  "lys",
  "rivage",
  "moulin",
  "garance",
  "tilleul",
  "ondine",
];
const kinds = {
  "01": ["Centre hospitalier", "Hôpital", "Polyclinique"],
  "02": ["Centre de réadaptation", "Clinique de réadaptation"],
  "03": ["Centre hospitalier spécialisé", "Clinique psychiatrique"],
  "04": ["Maison d'accueil", "Résidence"],
} as const;

/** An invented establishment and the legal entity that runs it. */
export function inventedNames(
  field: keyof typeof kinds,
  town: string,
  random: Random,
): { readonly establishment: string; readonly legalEntity: string } {
  const word = `${pick(firsts, random)}-${pick(seconds, random)}`;
  return {
    establishment: `${pick(kinds[field], random)} ${word} (${town}, fictif)`,
    legalEntity: `Groupement ${word} (fictif)`,
  };
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random.integer(items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}
