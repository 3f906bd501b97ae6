import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { conformity } from "../demonstration/files.ts";
import { daysBefore } from "../demonstration/fill.ts";
import type { Filling, Typed } from "../demonstration/filling.ts";
import type { ActId } from "./acts.ts";
import type { Stage } from "./stage.ts";
import { storyPeople } from "./story-people.ts";

/** Identifier that ANS gives the client of the story. */
export const storyClientId = "lits-en-scene";
/** SIRET number of the supplier; invented, its key is right. */
export const storySiret = "99990000400006";

const of = (section: string, fields: Readonly<Record<string, string>>, row = ""): Typed[] =>
  Object.entries(fields).map(([field, value]): Typed => [section, row, field, value]);

const person = (id: string) => {
  const found = storyPeople.find((one) => one.id === id);
  if (found === undefined) throw new Error(`nobody of the story is called ${id}`);
  return found;
};
const [lead, representative, administrator] = [person("maelle"), person("yann"), person("farid")];

const cardNumbers = { test: "2800000001", representative: "3100000001", administrator: "3100000002" };
const address = "1 place Imaginaire, 37000 Fictiville";
const phone = "02 00 00 00 00";

/**
 * What the person of an act would type and attach, and what letters and parcels would bring meanwhile, so that one person
 * plays in minutes what takes months. The deciding gestures are left to the player. Dates count from the facts' own day.
 */
export function fillingOf(act: ActId, facts: JourneyFacts, stage: Stage): Filling {
  const ago = (days: number): string => daysBefore(facts.today, days);
  const { hospital } = stage;
  switch (act) {
    case "who":
      return {
        answers: [
          ...of("organisation", {
            siret: storySiret,
            department: "37",
            address,
            solution: "Lits en scène",
            "solution-version": "1.0",
          }),
          ...of("contacts", { name: lead.name, part: "project-lead", email: lead.email }, "c1"),
          ...of(
            "contacts",
            { name: representative.name, part: "legal-representative", email: representative.email },
            "c2",
          ),
          ...of(
            "contacts",
            { name: administrator.name, part: "technical-administrator", email: administrator.email },
            "c3",
          ),
        ],
      };
    case "data":
      return { answers: conformity() };
    case "modalities":
      return {
        answers: of("technical", {
          "finess-eg": hospital.finessEg,
          "id-nat-struct": hospital.idNatStruct,
          "external-id": hospital.places[0]?.externalId ?? "",
          "guide-version": "0.7.0",
        }),
      };
    case "application":
      return {
        establishments: [
          {
            name: hospital.name,
            legalEntityName: hospital.name,
            finessEj: "990000010",
            finessEg: hospital.finessEg,
            department: "37",
            places: String(hospital.beds),
            contact: person("rose").email,
          },
        ],
        freeze: "Histoire jouée",
        answers: [
          ...of("application", {
            purpose: "Alimenter la disponibilité des lits à chaque mouvement.",
            signatory: representative.name,
            "signatory-title": "Directeur général",
            "signatory-email": representative.email,
            "third-party": "no",
            "reading-profile": "none",
          }),
          ...of("regions", { "grades-contacted-on": ago(30), "grades-contact": person("robin").name }, "24"),
        ],
      };
    case "signatures":
      return {
        documents: [
          {
            step: "03",
            kind: "application-form",
            name: "candidature-signee.pdf",
            paper: "application-sheet",
          },
          { step: "03", kind: "establishment-list", name: "liste-signee.txt" },
        ],
      };
    case "test-material":
      return {
        answers: of("test-material", {
          "structure-id": "siret",
          requester: administrator.name,
          "requester-email": administrator.email,
          "requester-phone": phone,
          "delivery-address": address,
          "has-test-card": "yes",
          "test-card-number": cardNumbers.test,
          "test-card-expiry": ago(-700),
          "auth-cli-ticked": "yes",
          "ror-named": "yes",
          "signed-and-stamped": "yes",
        }),
        documents: [{ step: "03b", kind: "f414", name: "f414-signe.pdf", paper: "f414-sheet" }],
        moves: [
          { move: "f414-sent", daysAgo: 20, document: "f414" },
          { move: "test-certificate-ordered", daysAgo: 9 },
        ],
      };
    case "contract":
      return {
        answers: [
          ...of("contract", {
            "has-contract": "yes",
            "has-card": "yes",
            "structure-id": "siret",
            "legal-representative": representative.name,
            "contract-number": "C-2026-1",
            "card-number": cardNumbers.representative,
            "card-expiry": ago(-700),
          }),
          ...of("delegation", { delegated: "yes" }),
          ...of(
            "card-holders",
            {
              name: administrator.name,
              "has-card": "yes",
              "card-number": cardNumbers.administrator,
              "card-expiry": ago(-700),
            },
            "h1",
          ),
          ...of("designation", {
            mode: "delegate",
            route: "portal",
            "signatory-card-number": cardNumbers.representative,
            "certificate-type": "org-auth-cli",
          }),
          ...of(
            "administrators",
            {
              name: "Coulisse",
              "first-name": "Farid",
              email: administrator.email,
              phone,
              "card-number": cardNumbers.administrator,
              employer: "own",
            },
            "a1",
          ),
        ],
      };
    case "certificates":
      return {
        answers: of("certificate-plan", {
          mailbox: "certificats@lits-en-scene.example",
          "key-place": "Le coffre du bac à sable",
        }),
      };
    case "mapping":
      return {
        answers: hospital.places.flatMap(({ unit, name }, index) =>
          of(
            "mapping",
            { unit, "place-name": name, "finess-eg": hospital.finessEg, "asked-on": ago(35) },
            `m${index + 1}`,
          ),
        ),
      };
    case "identifiers":
      return {
        answers: hospital.places.flatMap(({ externalId }, index) =>
          of("mapping", { "external-id": externalId, "assigned-on": ago(5) }, `m${index + 1}`),
        ),
      };
    case "tests":
      return { answers: of("test-platform", { "terms-version": "2026-01" }) };
    case "sending":
    case "hospital":
    case "committee":
    case "access":
    case "designation":
    case "request":
    case "white-list":
    case "live":
      return {};
  }
}
