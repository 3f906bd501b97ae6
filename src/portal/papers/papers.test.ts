import assert from "node:assert/strict";
import { test } from "node:test";
import type { EstablishmentFact, JourneyFacts } from "../../domain/journey/facts.ts";
import { answersOf, emptyFacts, recordsOf } from "../../domain/journey/test-support/facts.ts";
import { readPdf } from "../test-support/read-pdf.ts";
import { comparePapers } from "./compare.ts";
import { unfilled } from "./content.ts";
import { paperPdf } from "./pdf/paper-pdf.ts";
import { papersOf, writePaper } from "./write-paper.ts";

const longName =
  "Groupement de coopération sanitaire « L'Œuvre d'Été » de Saint-Étienne-lès-Fictiville-sur-l'Ouïe, site n° 2 (ex-Maternité)";

function establishment(index: number, name = `Hôpital de l'Œuvre n° ${index}`): EstablishmentFact {
  return {
    id: `e${index}`,
    legalEntityName: "Centre hospitalier d'Essai",
    finessEj: "540002698",
    siren: "",
    name,
    finessEg: String(550_000_000 + index),
    siret: "",
    department: "54",
    region: "44",
    places: "12",
    contact: "",
  };
}

function facts(more: Partial<JourneyFacts> = {}): JourneyFacts {
  return emptyFacts({
    answers: answersOf({
      organisation: {
        kind: "saas",
        name: "Éditeur d'Été & Fils",
        siret: "18751275100020",
        solution: "Gérélits",
        "solution-version": "4.2",
      },
      application: {
        purpose: "Alimenter le ROR à partir de nos lits : précision ≥ 95 %, coût ≤ 10 000 €.",
        signatory: "Zoë Łukaszewicz-Çelik",
        "signatory-title": "directrice générale",
      },
      "test-material": { "structure-id": "siret", requester: "Noëlle D'Aÿ", "has-test-card": "no" },
      contract: { "structure-id": "siret", "legal-representative": "Zoë Łukaszewicz-Çelik" },
      designation: { mode: "delegate", route: "f413", project: "ROR", "certificate-type": "org-auth-cli" },
      administrators: [
        { name: "Maïté", "first-name": "Agnès", "card-number": "0123456789", email: "m@fictiville.example" },
      ],
    }),
    establishments: [establishment(1, longName), establishment(2)],
    establishmentVersion: 1,
    records: recordsOf("application-signed"),
    ...more,
  });
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

test("each paper is a tagged PDF with title and language, read back with accents, apostrophes and long names", async () => {
  const source = { facts: facts(), journeyName: "Raccordement d'Été" };
  const expected = {
    "conformity-note": [/Note de conformité des données/],
    "application-sheet": [
      /Éditeur d'Été & Fils/,
      /Zoë Łukaszewicz-Çelik/,
      /précision ≥ 95 %, coût ≤ 10 000 €/,
      /☑ Le dossier est signé/,
      /☐ La liste d'établissements est signée/,
    ],
    "notification-letter": [/Lettre de notification/],
    "f414-sheet": [/Noëlle D'Aÿ/, /SIRET 18751275100020/, /à commander : offre individuelle, CPS3/],
    "f101-sheet": [/Zoë Łukaszewicz-Çelik/],
    "f413-sheet": [/Maïté/, /0123456789/, /☑ ORG AUTH_CLI est coché/],
    "grades-letter": [/550000001/, /ex-Maternité/, /non connue : merci de la confirmer/],
    "end-of-tests": [/Dossier de fin de tests/, /550000002/],
  } as const;
  const names = papersOf(source.facts);
  assert.deepEqual(
    names.map(({ paper }) => paper),
    Object.keys(expected),
  );
  for (const name of names) {
    const content = writePaper(name, source, "fr");
    const bytes = await paperPdf(content);
    const { text, info, structure } = readPdf(bytes);
    assert.equal(info["Tagged"], "yes", name.paper);
    assert.equal(info["Title"], `${content.title} : ${content.subtitle}`);
    assert.match(bytes.toString("latin1"), /\/Lang \(fr-FR\)/);
    assert.match(bytes.toString("latin1"), /\/DisplayDocTitle true/);
    assert.match(structure, /^ {2}H1/m);
    assert.equal(bytes.toString("latin1").match(/\/FontFile2/g)?.length ?? 0, 2, "both fonts are embedded");
    for (const pattern of expected[name.paper]) assert.match(flat(text), pattern, name.paper);
  }
});

test("the letter to a GRADeS tells the modality that the supplier declared from its answer, and asks to confirm it", () => {
  const said = { "modality-said": "eai", "modality-said-on": "2026-11-20" };
  const declared = facts();
  const source = {
    journeyName: "Été",
    facts: {
      ...declared,
      answers: new Map([...declared.answers, ["regions", [{ id: "44", fields: said }]]]),
      documents: [
        { id: "d", step: "03", kind: "region-answer", name: "courriel.txt", uploadedAt: "" },
      ] as const,
    },
  };
  const letter = JSON.stringify(writePaper({ paper: "grades-letter", region: "44" }, source, "fr"));
  assert.match(letter, /EAI \(d'après votre réponse du 20\/11\/2026 : merci de la noter/);
});

test("a paper in English says so and reads in English", async () => {
  const content = writePaper(
    { paper: "f413-sheet", region: "" },
    { facts: facts(), journeyName: "Summer" },
    "en",
  );
  const bytes = await paperPdf(content);
  assert.match(bytes.toString("latin1"), /\/Lang \(en-GB\)/);
  assert.match(flat(readPdf(bytes).text), /Sheet for form F413 Summer 27 Nov 2026/);
});

test("three thousand establishments stand in the pack, each once, under headings that are read out once", async () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => establishment(index));
  const source = { facts: facts({ establishments: lines }), journeyName: "Grand" };
  const { text, info, structure } = readPdf(
    await paperPdf(writePaper({ paper: "end-of-tests", region: "" }, source, "fr")),
  );
  for (const { finessEg } of lines)
    assert.equal(text.split(finessEg).length - 1, 1, `${finessEg} stands once`);
  assert.ok(Number(info["Pages"]) > 30);
  assert.equal(structure.match(/\/Scope \/Column/g)?.length, 4, "one table with four headed columns");
});

test("a text that no page can hold is printed whole", async () => {
  const words = Array.from({ length: 1_200 }, (_, index) => `mot${index}`);
  const answers = answersOf({ application: { purpose: words.join(" ") } });
  const source = { facts: facts({ answers }), journeyName: "Long" };
  const { text } = readPdf(
    await paperPdf(writePaper({ paper: "application-sheet", region: "" }, source, "fr")),
  );
  assert.deepEqual(
    [...text.matchAll(/\bmot\d+\b/g)].map(([word]) => word),
    words,
  );
});

test("the same facts give the same bytes", async () => {
  const source = { facts: facts(), journeyName: "Deux fois" };
  const once = () => paperPdf(writePaper({ paper: "f414-sheet", region: "" }, source, "fr"));
  assert.deepEqual(await once(), await once());
});

test("what is not filled is named; what changed since another version is told, old and new", () => {
  const source = { facts: facts(), journeyName: "Essai" };
  const before = writePaper({ paper: "f413-sheet", region: "" }, source, "fr");
  assert.deepEqual(unfilled(before).slice(0, 2), ["Identifiant", "Signataire"]);
  assert.deepEqual(comparePapers(before, before), []);
  const answers = answersOf({
    organisation: { name: "Éditeur d'Hiver" },
    designation: { mode: "delegate", project: "ROR", "certificate-type": "serveur" },
    administrators: [{ name: "Nouveau", "card-number": "42" }],
  });
  const after = writePaper(
    { paper: "f413-sheet", region: "" },
    { ...source, facts: facts({ answers }) },
    "fr",
  );
  assert.deepEqual(
    comparePapers(before, after).map(({ label, before: old, after: now }) => `${label}: ${old} → ${now}`),
    [
      "Structure: Éditeur d'Été & Fils → Éditeur d'Hiver",
      "Solution: Gérélits 4.2 → ",
      "Administrateur : 42:  → Nouveau ·  ·  · ",
      "ORG AUTH_CLI est coché, SERVEUR ne l'est pas: ☑ → ☐",
      "Administrateur : 0123456789: Maïté · Agnès ·  · m@fictiville.example → ",
    ],
  );
});
