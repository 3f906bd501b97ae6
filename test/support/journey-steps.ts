import type { Page } from "playwright-core";
import {
  addRow,
  choose,
  daysAgo,
  declare,
  declareComplete,
  importList,
  part,
  saved,
  type,
  uploadDocument,
} from "./journey-pages.ts";

/** What the three kinds of supplier fill in alike: one function a step, each begins and ends on the step's page. */

/** The supplier of a story. */
export interface Supplier {
  readonly siret: string;
  readonly finess?: string;
  readonly department: string;
  readonly solution: string;
  readonly lead: { readonly name: string; readonly email: string };
  readonly representative: { readonly name: string; readonly email: string };
}

/** 00: organisation and contacts. */
export async function fillIdentity(page: Page, supplier: Supplier): Promise<void> {
  const { siret, finess, department, solution, lead, representative } = supplier;
  await type(part(page, "Votre organisation"), {
    SIRET: siret,
    ...(finess === undefined ? {} : { FINESS: finess }),
    Département: department,
    "Adresse postale": "1 place Imaginaire, Fictiville",
    "Nom de la solution": solution,
  });
  const contacts = part(page, "Contacts");
  for (const [{ name, email }, role] of [
    [lead, "pilote du projet"],
    [representative, "responsable légal"],
  ] as const)
    await addRow(contacts, { Nom: name, "Rôle dans le projet": role, "Adresse électronique": email });
}

/** 01, from nothing: a group of indicators with one answer, the others put off. */
export async function answerIndicatorsByGroup(page: Page): Promise<void> {
  const core = part(page, "Indicateurs de base");
  await core.getByRole("button", { name: "Alimenté", exact: true }).click();
  await core.getByRole("button", { name: /^Même définition/ }).click();
  for (const group of ["Indicateurs étendus", "Prévisions", "Affectation Covid"])
    await part(page, group).getByRole("button", { name: "Plus tard", exact: true }).click();
}

/** 01: the versions that were read, and the note. */
export async function noteConformity(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Mettre les versions lues/ }).click();
  await declareComplete(page, "La note de conformité est complète");
}

/** 02: one place of the supplier's own, the guide, the day of reading. */
export async function studyModalities(page: Page, finessEg: string, externalId: string): Promise<void> {
  const place = part(page, "Un de vos lieux");
  await type(place, { "FINESS de l'établissement (EG)": finessEg, "Identifiant externe": externalId });
  await place.getByRole("button", { name: `Mettre l'IdNatStruct composé : 1${finessEg}` }).click();
  await type(place, { "Version du guide lue": "0.7.0" });
  await saved(page);
  await declare(page, "J'ai lu le guide d'implémentation", { date: daysAgo(40) });
  await page.locator(".pill.is-done").first().waitFor();
}

/** The mapping, reached from step 02: one row per unit, asked of the GRADeS. */
export async function askMapping(
  page: Page,
  units: readonly (readonly [unit: string, finessEg: string])[],
): Promise<void> {
  const rows = part(page, "Unités et lieux");
  for (const [unit, finessEg] of units)
    await addRow(rows, { Unité: unit, "FINESS EG": finessEg, "Demandé le": daysAgo(35) });
  await saved(page);
}

/** 03: the application and the list, ready to be signed. */
export async function prepareApplication(
  page: Page,
  supplier: Supplier,
  list: { readonly csv: string; readonly lines: number },
): Promise<void> {
  await importList(page, list.csv, list.lines);
  const application = part(page, "La candidature");
  const { name, email } = supplier.representative;
  await type(application, {
    Objet: "Alimenter la disponibilité des lits, toutes les quinze minutes.",
    "Responsable légal": name,
    "Sa fonction": "Directrice générale",
    "Son adresse électronique": email,
  });
  await choose(application, { "Développez-vous ou exploitez-vous pour le compte d'un tiers ?": "Non" });
}

/** 03: both forms as signed copies, each declared with its document. */
export async function signApplication(page: Page): Promise<void> {
  await uploadDocument(page, "Dossier de candidature signé", "candidature.pdf");
  await uploadDocument(page, "Liste d'établissements signée", "liste.pdf");
  await declare(page, "Candidature signée", { date: daysAgo(21), document: "candidature.pdf" });
  await declare(page, "Liste signée", { date: daysAgo(21), document: "liste.pdf" });
}

/** 03b: the form F414, sent with its document. */
export async function sendTestForm(page: Page, supplier: Supplier, hasCard: boolean): Promise<void> {
  const request = part(page, "Votre demande de matériel de test");
  const { name, email } = supplier.lead;
  await choose(request, {
    "Identifiant de la structure sur le formulaire": "SIRET (étape 00)",
    "Avez-vous déjà une carte de test ?": hasCard ? "Oui" : "Non, à commander",
    "ORG AUTH_CLI (TEST) est coché sur le formulaire": "Oui",
    "Le projet ROR y est nommé": "Oui",
    "Il est signé et porte le cachet": "Oui",
  });
  await type(request, {
    Demandeur: name,
    "Courriel du demandeur": email,
    "Téléphone du demandeur": "05 00 00 00 00",
    "Adresse de livraison": "1 place Imaginaire, Fictiville",
    ...(hasCard
      ? { "Numéro de la carte de test": "2800000001", "Fin de validité de la carte": daysAgo(-700) }
      : { "Cartes individuelles à commander": "2" }),
  });
  await saved(page);
  await uploadDocument(page, "Formulaire F414 signé", "f414.pdf");
  await declare(page, "Formulaire F414 envoyé aux deux adresses", {
    date: daysAgo(20),
    document: "f414.pdf",
  });
}

/** 03b: card in hand, certificate ordered, its subject sent. */
export async function finishTestMaterial(page: Page, hasCard: boolean): Promise<void> {
  if (!hasCard) await declare(page, "Carte de test reçue", { date: daysAgo(10) });
  await declare(page, "Certificat de TEST commandé", { date: daysAgo(9) });
  await declare(page, "Sujet (DN) du certificat de TEST envoyé à l'équipe ROR", { date: daysAgo(8) });
}

/** 07: what is followed about the certificates, once they are all there. */
export async function finishCertificates(page: Page, checksShown: number): Promise<void> {
  await type(part(page, "Suivi des certificats"), {
    "Boîte partagée pour les avis": "certificats@essai.example",
    "Où vit la clé privée": "Le coffre de la salle 2",
  });
  const lists = page.locator(".certificate details");
  if ((await lists.count()) !== checksShown) throw new Error(`${await lists.count()} lists of checks`);
  for (const list of await lists.all()) {
    const count = await list.locator("li").count();
    if (count !== 12) throw new Error(`${count} checks are shown`);
  }
  await declareComplete(page, "Les certificats sont prêts");
}

/** 06: the answer of ANS came by e-mail; the supplier declares it with that answer. */
export async function confirmDesignation(page: Page, date: string): Promise<void> {
  const document = "désignation.pdf";
  await uploadDocument(page, "Réponse reçue", document);
  await declare(page, "Désignation confirmée par l'ANS", { date, document });
}
