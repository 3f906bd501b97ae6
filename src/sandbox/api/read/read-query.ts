import type { ReadQuery } from "../../rules/read-facts.ts";

const SERVICES = "HealthcareService:location";
/** Asked for in a published example, though the server describes no such include (ror-api §9.2): no effect. */
const WITHOUT_EFFECT = "Location:organization";
const NAMES_KEPT = 10;

/** Takes the query of a search of places apart. Commas part the values of a list (FHIR R4 §3.1.1.4.19). */
export function readQuery(query: unknown): ReadQuery {
  const identifiers: string[] = [];
  const ids: string[] = [];
  const notServed: string[] = [];
  let withServices = false;
  for (const [name, value] of parameters(query)) {
    switch (name) {
      case "identifier":
        identifiers.push(...valuesIn(value));
        break;
      case "_id":
        ids.push(...valuesIn(value));
        break;
      case "_revinclude":
        if (value === SERVICES) withServices = true;
        else notServed.push(`_revinclude=${value}`);
        break;
      case "_include":
        if (value !== WITHOUT_EFFECT) notServed.push(`_include=${value}`);
        break;
      default:
        notServed.push(name);
    }
  }
  return { identifiers, ids, withServices, notServed: notServed.slice(0, NAMES_KEPT).map(cut) };
}

function parameters(query: unknown): [string, string][] {
  if (typeof query !== "object" || query === null) return [];
  return Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((it): [string, string] => [name, String(it)]),
  );
}

function valuesIn(text: string): string[] {
  return text.split(",").filter((value) => value !== "");
}

function cut(text: string): string {
  return text.slice(0, 100);
}
