import { PROFILES } from "./codings.ts";

/** What this sandbox serves, as a CapabilityStatement: no more than that (ror-api §4, §9.1). */
export function capabilityStatement(dateMs: number): unknown {
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date: new Date(dateMs).toISOString(),
    kind: "instance",
    software: { name: "Raccord sandbox" },
    implementation: { description: "Imitation locale du ROR national (Raccord)" },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json"],
    patchFormat: ["application/fhir+json"],
    rest: [
      {
        mode: "server",
        resource: [
          {
            type: "Location",
            profile: `${PROFILES}/ror-location`,
            interaction: [{ code: "search-type" }, { code: "patch" }],
            searchRevInclude: ["HealthcareService:location"],
            searchParam: [
              { name: "_id", type: "token" },
              { name: "identifier", type: "token" },
            ],
          },
          { type: "HealthcareService", profile: `${PROFILES}/ror-healthcareservice` },
        ],
      },
    ],
  };
}
