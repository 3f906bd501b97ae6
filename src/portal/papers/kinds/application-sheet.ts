import { summarise } from "../../../domain/establishments/summary.ts";
import { answer, type JourneyFacts, rowsOf } from "../../../domain/journey/facts.ts";
import { cell, made } from "../../../domain/journey/findings.ts";
import { standingModality } from "../../../domain/journey/region-modality.ts";
import { regionByCode } from "../../../domain/regions/regions.ts";
import {
  checklist,
  fields,
  heading,
  joined,
  kindName,
  organisation,
  type PaperSource,
  type PaperText,
  type Say,
  sayIn,
  sentence,
  solutionName,
} from "./paper-source.ts";

/**
 * What goes into the application to the circle of trust, and what must be there before it is signed (onboarding §1 step 03:
 * both forms, the legal representative's signature, a region and a modality for each establishment).
 */
export function applicationSheet({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const of = (field: string): string => answer(facts, "application", field);
  const { establishments, legalEntities, byRegion } = summarise(facts.establishments);
  const lead = rowsOf(facts, "contacts").find((row) => cell(row, "part") === "project-lead");
  return {
    title: say("Fiche de candidature au cercle de confiance", "Application sheet for the circle of trust"),
    subtitle: journeyName,
    parts: [
      sentence(
        say(
          "À recopier dans le dossier officiel de candidature au ROR national, puis à faire signer par la personne légalement responsable.",
          "To be copied into the official application to the national ROR, then signed by the person legally responsible.",
        ),
      ),
      heading(say("Organisation", "Organisation")),
      fields(
        ["name", say("Raison sociale", "Name"), organisation(facts, "name")],
        ["siret", "SIRET", organisation(facts, "siret")],
        ["finess", "FINESS", organisation(facts, "finess")],
        ["address", say("Adresse", "Address"), organisation(facts, "address")],
        ["department", say("Département", "Department"), organisation(facts, "department")],
        ["kind", say("Type de solution", "Kind of solution"), kindName(facts, say)],
        ["solution", say("Solution et version", "Solution and version"), solutionName(facts)],
      ),
      heading(say("Demande", "Request")),
      fields(
        ["purpose", say("Objet", "Purpose"), of("purpose")],
        ["third-party", say("Agit pour un tiers", "Acts for a third party"), yesNo(of("third-party"), say)],
        [
          "reading-profile",
          say("Profil de lecture demandé", "Reading profile asked for"),
          profileWords(of("reading-profile"), say),
        ],
        [
          "establishments",
          say("Établissements (EG)", "Establishments (EG)"),
          establishments === 0 ? "" : String(establishments),
        ],
        [
          "legal-entities",
          say("Entités juridiques (EJ)", "Legal entities (EJ)"),
          legalEntities === 0 ? "" : String(legalEntities),
        ],
        [
          "regions",
          say("Régions et modalité d'alimentation", "Regions and feeding modality"),
          regionWords([...byRegion.keys()], facts, say),
        ],
      ),
      heading(say("Responsable légal et contact", "Legal representative and contact")),
      fields(
        ["signatory", say("Signataire", "Signatory"), of("signatory")],
        ["signatory-title", say("Qualité", "Title"), of("signatory-title")],
        ["signatory-email", say("Courriel", "E-mail"), of("signatory-email")],
        ["signatory-phone", say("Téléphone", "Phone"), of("signatory-phone")],
        [
          "project-lead",
          say("Chef de projet", "Project lead"),
          lead === undefined ? "" : joined([cell(lead, "name"), cell(lead, "email"), cell(lead, "phone")]),
        ],
      ),
      heading(say("Avant de signer et d'envoyer", "Before signing and sending")),
      checks(facts, say),
    ],
  };
}

function checks(facts: JourneyFacts, say: Say) {
  const has = (kind: string): boolean =>
    facts.documents.some((one) => one.step === "03" && one.kind === kind);
  return checklist(
    [
      "list-frozen",
      say(
        "La liste d'établissements est figée en une version",
        "The list of establishments is frozen as a version",
      ),
      facts.establishmentVersion > 0,
    ],
    [
      "application-signed",
      say(
        "Le dossier est signé par le responsable légal",
        "The application is signed by the legal representative",
      ),
      made(facts, "application-signed"),
    ],
    [
      "list-signed",
      say(
        "La liste d'établissements est signée par le responsable légal",
        "The list of establishments is signed by the legal representative",
      ),
      made(facts, "list-signed"),
    ],
    ...(answer(facts, "application", "third-party") === "yes"
      ? [
          [
            "charter",
            say(
              "La charte d'accès et de consommation est signée",
              "The access and consumption charter is signed",
            ),
            has("charter"),
          ] as const,
        ]
      : []),
    [
      "conformity-note",
      say("La note de conformité est jointe", "The conformity note is enclosed"),
      made(facts, "conformity-noted"),
    ],
  );
}

/** `Grand Est : directe ; Bretagne : à confirmer`. */
function regionWords(codes: readonly string[], facts: JourneyFacts, say: Say): string {
  const words = {
    direct: say("directe", "direct"),
    eai: "EAI",
    "to-be-confirmed": say("à confirmer", "to be confirmed"),
  };
  return joined(
    codes.map((code) => {
      const name = regionByCode(code)?.name ?? say("région inconnue", "unknown region");
      return `${name} : ${words[standingModality(facts, code).modality]}`;
    }),
    " ; ",
  );
}

export function profileWords(profile: string, say: Say): string {
  if (profile === "none") return say("aucun (alimentation seule)", "none (feeding alone)");
  return profile === "to-ask" ? say("à demander à l'ANS", "to be asked of ANS") : profile;
}

function yesNo(value: string, say: Say): string {
  if (value === "yes") return say("oui", "yes");
  return value === "no" ? say("non", "no") : "";
}
