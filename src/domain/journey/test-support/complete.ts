import type { CertificateFact, EstablishmentFact, JourneyFacts, SupplierKind } from "../facts.ts";
import { indicatorRows } from "../indicator-rows.ts";
import { noWhiteList } from "../white-list/facts.ts";
import { answersOf, emptyFacts } from "./facts.ts";

const finess = { ej: "310000005", eg: "310000013" };
const establishment: EstablishmentFact = {
  id: "e1",
  legalEntityName: "CH de Fictiville",
  finessEj: finess.ej,
  siren: "",
  name: "Site nord",
  finessEg: finess.eg,
  siret: "",
  department: "31",
  region: "76",
  places: "12",
  contact: "",
};
const certificate = (environment: "test" | "production", instance: string): CertificateFact => ({
  id: `${environment}-${instance}`,
  environment,
  role: "writer",
  instance,
  subjectDn: `CN=${environment}`,
  fingerprint: environment,
  notAfter: "2029-01-01T00:00:00.000Z",
  verdicts: [],
});

/** The ways that a journey can take. */
export interface Branch {
  readonly contract: string;
  readonly card: string;
  readonly delegated: string;
  readonly mode: string;
  readonly route: string;
  readonly testCard: string;
}

/** Everything that people type and upload, by the branches that they can take. */
export function complete(kind: SupplierKind, branch: Branch): JourneyFacts {
  const { contract, card, delegated, mode, route, testCard } = branch;
  const person = { name: "Alix", email: "alix@fictiville.example", phone: "0102030405" };
  const signing = { signatory: "Alix", "signatory-email": person.email, "signatory-phone": person.phone };
  const answers = answersOf({
    organisation: {
      kind,
      name: "Lits Clairs",
      siret: "99990000400006",
      department: "31",
      solution: "Lits",
    },
    contacts: [{ ...person, part: "project-lead" }],
    instances: [
      {
        instance: "i1",
        "legal-entity": "CH",
        "finess-ej": finess.ej,
        establishment: "Site nord",
        "finess-eg": finess.eg,
      },
    ],
    conformity: { "model-version": "3.0.1" },
    technical: { "id-nat-struct": `1${finess.eg}`, "external-id": "MED-1", "guide-version": "0.7.0" },
    application: {
      ...signing,
      purpose: "Alimenter",
      "signatory-title": "Directeur",
      "third-party": "no",
      "reading-profile": "none",
    },
    "test-material": {
      "structure-id": "siret",
      requester: "Alix",
      "requester-email": person.email,
      "requester-phone": person.phone,
      "delivery-address": "1 rue Fictive",
      "has-test-card": testCard,
      "test-card-number": "8",
      "auth-cli-ticked": "yes",
      "ror-named": "yes",
      "signed-and-stamped": "yes",
    },
    contract: {
      "has-contract": contract,
      "has-card": card,
      "structure-id": "siret",
      "legal-representative": "Alix",
      "contract-number": "C-1",
      "contract-date": "2026-01-05",
      "card-number": "8",
      "card-expiry": "2029-01-01",
    },
    delegation: { delegated },
    "card-holders": [{ name: "Tom", "has-card": "no", "card-number": "9" }],
    designation: {
      ...signing,
      mode,
      route,
      "signatory-card-number": "8",
      "certificate-type": "org-auth-cli",
      "structure-id": "siret",
      project: "ROR",
      editor: "Lits Clairs",
      "declarations-ticked": "yes",
    },
    administrators: [{ ...person, "first-name": "Alix", "card-number": "8", employer: "own" }],
    designations: [
      {
        "finess-ej": finess.ej,
        administrator: "Alix",
        "asked-on": "2026-01-05",
        "confirmed-on": "2026-01-06",
      },
    ],
    "test-platform": { "terms-version": "2026-01" },
    "certificate-plan": { mailbox: "certificats@fictiville.example" },
    mapping: [
      {
        unit: "MED",
        "finess-eg": finess.eg,
        "external-id": "MED-1",
        "asked-on": "2026-01-05",
        "assigned-on": "2026-01-06",
      },
    ],
  });
  return emptyFacts({
    kind,
    answers: new Map([
      ...answers,
      [
        "indicators",
        indicatorRows.map(({ id }) => ({ id, fields: { fed: "fed", definition: "same", origin: "ADT" } })),
      ],
    ]),
    establishments: [establishment],
    establishmentVersion: 1,
    modalities: [{ region: "76", modality: "direct", date: "2026-01-05", proof: "lettre" }],
    // Moves about one thing are made here without naming it: so is the request that they are about.
    whiteList: {
      ...noWhiteList,
      requests: [
        {
          id: "",
          certificate: { subjectDn: "CN=production", fingerprint: "production" },
          instance: kind === "proprietary" ? "i1" : "",
          add: [{ idNatStruct: `1${finess.eg}`, name: "Site nord" }],
          remove: [],
          replaces: null,
          takeoverOn: null,
        },
      ],
    },
    certificates: [certificate("test", ""), certificate("production", kind === "proprietary" ? "i1" : "")],
  });
}
