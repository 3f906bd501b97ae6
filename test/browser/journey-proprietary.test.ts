import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { systemClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { createAuthority } from "../../src/trust/authority/authority.ts";
import { faultsOfEveryPage } from "../support/journey-every-page.ts";
import {
  addRow,
  awaitedOnOverview,
  beginFile,
  cellOf,
  choose,
  daysAgo,
  declare,
  declareComplete,
  invite,
  nextStep,
  onStep,
  part,
  saved,
  statesOnOverview,
  type,
  uploadCertificate,
  uploadDocument,
} from "../support/journey-pages.ts";
import { people, withStoryPortal } from "../support/journey-portal.ts";
import {
  answerIndicatorsByGroup,
  askMapping,
  confirmDesignation,
  fillIdentity,
  finishCertificates,
  finishTestMaterial,
  noteConformity,
  prepareApplication,
  type Supplier,
  sendTestForm,
  signApplication,
  studyModalities,
} from "../support/journey-steps.ts";
import { establishment, garonne, listFile } from "../support/journey-suppliers.ts";
import { signIn, watchedContext } from "../support/web-page.ts";

const wide = { viewport: { width: 1440, height: 900 }, locale: "fr-FR", reducedMotion: "reduce" } as const;
const hospital = establishment(garonne, 11, "CH de Fictiville");
const clinic = establishment(garonne, 12, "Clinique des Exemples");
const [testing, production] = await Promise.all([
  createAuthority({ environment: "test", clock: systemClock, random: seededRandom(21) }),
  createAuthority({ environment: "production", clock: systemClock, random: seededRandom(22) }),
]);

const supplier: Supplier = {
  siret: hospital.siret,
  department: garonne.department,
  solution: "Lits locaux 4",
  lead: people.ada,
  representative: people.dominique,
};

/** Signs in in a window of its own, does something there, and closes it; the pages must not have complained. */
async function as(
  browser: Browser,
  url: string,
  person: RegExp,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const { context, complaints } = await watchedContext(browser, wide);
  const page = await context.newPage();
  await signIn(page, url, person);
  await act(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Two rows, each reached and filled without the mouse: the first cell has the focus, Tab leads on. */
async function typeInstances(page: Page): Promise<void> {
  const add = part(page, "Instances et établissements").getByRole("button", { name: "Ajouter une ligne" });
  for (const [index, { legalEntityName, finessEj, name, finessEg }] of [hospital, clinic].entries()) {
    await add.press("Enter");
    const first = cellOf(part(page, "Instances et établissements"), "Instance", index + 1);
    await first.and(page.locator(":focus")).waitFor();
    for (const text of [`Instance ${index + 1}`, legalEntityName, finessEj, name, finessEg]) {
      await page.keyboard.insertText(text);
      await page.keyboard.press("Tab");
    }
  }
}

test("the how-to of the legal representative has the headings that are played here, in both languages", () => {
  const played = readFileSync(import.meta.filename, "utf8");
  const page = readFileSync(new URL("../../docs/how-to/legal-representative.md", import.meta.url), "utf8");
  const [french = "", english = ""] = page.split("\n## English\n");
  const headings = (half: string) => [...half.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading ?? "");
  assert.ok(headings(french).length > 0);
  assert.equal(headings(english).length, headings(french).length);
  for (const heading of headings(french)) assert.ok(played.includes(`t.test("${heading}"`), heading);
});

test("a proprietary solution with two instances goes from 00 to 07, each person with his or her own acts", async (t) => {
  await withStoryPortal(async ({ url, browser }) => {
    let file = "";
    await t.test("the project lead prepares the file, and invites those who sign and order", () =>
      as(browser, url, /Ada/, async (page) => {
        file = await beginFile(page, url, "Borée Santé", "Solution propriétaire");
        await fillIdentity(page, supplier);
        await typeInstances(page);
        await declareComplete(page, "Cette page est complète");

        await nextStep(page, "Vérifier que les données conviennent");
        await answerIndicatorsByGroup(page);
        await noteConformity(page);

        await nextStep(page, "Étudier les modalités techniques");
        await studyModalities(page, hospital.finessEg, "MED-1");
        await page.locator("main").getByRole("link", { name: "Faire connaître vos lieux" }).click();
        await onStep(page, "Faire connaître vos lieux");
        await askMapping(page, [
          ["MED1", hospital.finessEg],
          ["CHIR", clinic.finessEg],
        ]);
        await page.getByText("En attente de : GRADeS").waitFor();

        await page.goto(`${file}/03`);
        await prepareApplication(page, supplier, { csv: listFile([hospital, clinic]), lines: 2 });
        await choose(part(page, "La candidature"), {
          "Voulez-vous aussi lire le ROR ?": "Non, alimenter seulement",
        });
        const checked = part(page, "Ce que le portail a vérifié");
        await checked.getByText("Les conditions ne sont pas connues : demandez-les à l'ANS.").waitFor();
        await checked
          .getByText("Région Occitanie : modalité d'alimentation à confirmer avec le GRADeS.")
          .waitFor();
        await checked
          .getByText("Dominique Fictif signe, et est le responsable légal de l'étape 00.")
          .waitFor();

        await nextStep(page, "Demander le matériel de test");
        await sendTestForm(page, supplier, false);
        await finishTestMaterial(page, false);
        await page.locator(".pill.is-done").first().waitFor();

        await invite(page, file, people.dominique.email, "responsable légal");
        await invite(page, file, people.noa.email, "mandataire");
        await invite(page, file, people.charlie.email, "administrateur technique");
      }),
    );

    await t.test("the administrator invites the GRADeS of the region, who assigns the places", async () => {
      await as(browser, url, /Morgan/, async (page) => {
        await page.goto(`${url}/admin`);
        const everybody = part(page, "Personnes");
        await everybody.getByLabel("Adresse électronique").fill(people.gael.email);
        await everybody.getByLabel("Rôle", { exact: true }).selectOption({ label: "GRADeS" });
        await everybody.getByLabel("Région", { exact: true }).selectOption({ label: "Occitanie" });
        await everybody.getByRole("button", { name: "Inviter", exact: true }).click();
        await everybody.getByRole("status").filter({ hasText: "L'invitation attend" }).waitFor();
      });
      await as(browser, url, /Gaël/, async (page) => {
        await page.getByRole("link", { name: "Borée Santé" }).click();
        await page.goto(`${file}/mapping`);
        const rows = part(page, "Unités et lieux");
        for (const row of [1, 2]) {
          await cellOf(rows, "Identifiant externe", row).fill(`OCC-${row}`);
          await cellOf(rows, "Attribué le", row).fill(daysAgo(3));
        }
        await saved(page);
        await page.locator(".pill.is-done").first().waitFor();
        assert.ok(await cellOf(rows, "Unité", 1).isDisabled());
      });
    });

    /* The headings of docs/how-to/legal-representative.md. */
    await as(browser, url, /Dominique/, async (page) => {
      await t.test("1. Signer la candidature et la liste, puis les envoyer", async () => {
        await page.goto(`${file}/03`);
        await signApplication(page);
        await declare(page, "Dossier envoyé", { date: daysAgo(20) });
      });
      await t.test("2. Noter la réponse du comité", async () => {
        await uploadDocument(page, "Avis du comité", "avis.pdf");
        await declare(page, "Avis favorable reçu", { date: daysAgo(2), document: "avis.pdf" });
        await page.getByText("En attente de : ANS").waitFor();
      });
      await t.test("3. Obtenir le contrat et la carte", async () => {
        await page.goto(`${file}/04`);
        await choose(part(page, "Où en êtes-vous ?"), {
          "Avez-vous un contrat d'adhésion avec l'ANS ?": "Non",
          "Le responsable légal a-t-il sa carte ?": "Non",
        });
        await page.getByRole("heading", { name: "Ni contrat ni carte : les deux ensemble" }).waitFor();
        const contract = part(page, "Contrat et carte");
        await choose(contract, { "Identifiant de la structure": "SIRET (étape 00)" });
        await type(contract, { "Responsable légal": people.dominique.name });
        await saved(page);
        await declare(page, "Contrat d'adhésion envoyé", { date: daysAgo(30) });
        await declare(page, "Carte du responsable légal demandée (F101)", { date: daysAgo(30) });
        await page.getByText("En attente de : ANS").waitFor();
        await uploadDocument(page, "Contrat d'adhésion signé", "contrat.pdf");
        await declare(page, "Contrat signé par l'ANS", { date: daysAgo(14), document: "contrat.pdf" });
        await declare(page, "Carte du responsable légal reçue", { date: daysAgo(13) });
        await type(contract, {
          "Numéro du contrat": "C-2026-7",
          "Date du contrat": daysAgo(14),
          "Numéro de la carte": "3100000004",
          "Fin de validité de la carte": daysAgo(-1000),
        });
        await saved(page);
        await page.locator(".pill.is-done").first().waitFor();
      });
      await t.test("4. Dire qui commandera les certificats", async () => {
        await nextStep(page, "Cartes CPA");
        await choose(part(page, "Délégation"), {
          "Le responsable légal délègue-t-il la commande des certificats ?": "Oui, à d'autres personnes",
        });
        await addRow(part(page, "Futurs administrateurs techniques"), {
          "Prénom et nom": people.charlie.name,
          "Carte active ?": "Oui",
          "Numéro de carte": "3100000005",
          "Fin de validité": daysAgo(-500),
        });
        await page.locator(".pill.is-skipped").waitFor();
      });
      await t.test("5. Nommer un mandataire", async () => {
        await nextStep(page, "Désigner les administrateurs techniques");
        await choose(part(page, "Désignation"), { "Qui commandera les certificats ?": "Par un mandataire" });
        await saved(page);
        await declare(page, "Mandataire déclaré", { date: daysAgo(13) });
      });
    });
    await as(browser, url, /Noa/, async (page) => {
      await t.test("6. Désigner les administrateurs techniques, en tant que mandataire", async () => {
        await page.goto(`${file}/06`);
        const designation = part(page, "Désignation");
        await choose(designation, {
          "Par quelle voie ?": "Portail MesHabilitations",
          "Type de certificat coché": "ORG AUTH_CLI",
          "La société extérieure a-t-elle appuyé sur « Activer » ?": "Oui",
        });
        await type(designation, { "Numéro de carte du signataire": "3100000004" });
        await addRow(part(page, "Administrateurs techniques"), {
          Nom: "Témoin",
          Prénom: "Charlie",
          Courriel: people.charlie.email,
          Téléphone: "05 00 00 00 02",
          "Numéro de carte": "3100000005",
          Employeur: "une autre société",
        });
        const entities = part(page, "Désignations par entité juridique");
        for (const { legalEntityName, finessEj } of [hospital, clinic])
          await addRow(entities, {
            "Entité juridique": legalEntityName,
            "FINESS EJ": finessEj,
            Administrateur: people.charlie.name,
            "Demandée le": daysAgo(12),
            "Confirmée le": daysAgo(10),
          });
        await saved(page);
        await page.getByText("✓ Mandataire déclaré").waitFor();
        await declare(page, "Désignation envoyée (F413) ou saisie (portail)", { date: daysAgo(12) });
        await page.getByText("En attente de : ANS").waitFor();
        await confirmDesignation(page, daysAgo(9));
        await page.locator(".pill.is-done").first().waitFor();
      });
    });

    await t.test("the technical administrator brings a certificate for TEST and one per instance", () =>
      as(browser, url, /Charlie/, async (page) => {
        await page.goto(`${file}/07`);
        const own = await testing.issueClient({
          commonName: "LITS TEST",
          organization: "BOREE SANTE",
          structureId: `3${supplier.siret}`,
          department: garonne.written,
        });
        await uploadCertificate(page, "Certificat TEST, alimentation, à votre nom", {
          certificatePem: own.certificatePem + testing.chainPem,
        });
        for (const [index, { legalEntityName, finessEj }] of [hospital, clinic].entries()) {
          const issued = await production.issueClient({
            commonName: `LITS ROR ${index + 1}`,
            organization: legalEntityName.toUpperCase(),
            structureId: `1${finessEj}`,
            department: garonne.written,
          });
          await uploadCertificate(
            page,
            `Certificat PRODUCTION, alimentation, instance « Instance ${index + 1} »`,
            { certificatePem: issued.certificatePem + production.chainPem },
          );
        }
        await finishCertificates(page, 3);
        assert.ok(await part(page, "Faire avancer l'étape").getByText("Vérifié par le portail").isVisible());
      }),
    );

    await t.test("the overview tells each step as it is", () =>
      as(browser, url, /Ada/, async (page) => {
        assert.deepEqual((await statesOnOverview(page, file)).slice(0, 11), [
          "Terminée 00. Qui vous êtes",
          "Terminée 01. Vérifier que les données conviennent",
          "Terminée 02. Étudier les modalités techniques",
          "En attente 03. Entrer dans le cercle de confiance",
          "Terminée 03b. Demander le matériel de test",
          "Terminée 04. Contrat d'adhésion et carte du responsable légal",
          "Sans objet 05. Cartes CPA des administrateurs techniques",
          "Terminée 06. Désigner les administrateurs techniques",
          "Terminée 07. Générer les certificats",
          "Terminée Faire connaître vos lieux par le GRADeS",
          "Bloquée 08. Se connecter à l'environnement de test",
        ]);
        assert.deepEqual(await awaitedOnOverview(page), ["ANS : 03. Entrer dans le cercle de confiance"]);
        await page.goto(`${file}/03`);
        const moves = part(page, "Faire avancer l'étape");
        await moves
          .getByText(/^Déclaré par Dominique Fictif/)
          .first()
          .waitFor();
      }),
    );

    await t.test("no page of the full file has a fault, in both languages and widths", async () => {
      assert.deepEqual(await faultsOfEveryPage(browser, url, /Ada/, file), []);
    });
  });
});
