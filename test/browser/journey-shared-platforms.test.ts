import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { systemClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { createAuthority } from "../../src/trust/authority/authority.ts";
import {
  decideAndGrant,
  goLive,
  inviteDeciders,
  noteAnswers,
  openPlatforms,
  proveTests,
} from "../support/journey-completed.ts";
import {
  addRow,
  awaitedOnOverview,
  beginFile,
  cellOf,
  choose,
  daysAgo,
  declare,
  declareComplete,
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
import { establishment, garonne, listFile, meurthe } from "../support/journey-suppliers.ts";
import { signIn, watchedContext } from "../support/web-page.ts";

const wide = { viewport: { width: 1440, height: 900 }, locale: "fr-FR", reducedMotion: "reduce" } as const;
const movements = {
  kind: "hl7",
  messages: 120,
  accepted: 120,
  refused: [],
  events: [{ name: "A01", count: 120 }],
  traits: ["unit", "room", "bed", "sex", "pre-admission"],
  units: ["2310"],
};
const north = establishment(meurthe, 1, "CH de Fictiville");
const south = establishment(garonne, 2, "Clinique des Exemples");
const authorities = {
  test: await createAuthority({ environment: "test", clock: systemClock, random: seededRandom(11) }),
  production: await createAuthority({
    environment: "production",
    clock: systemClock,
    random: seededRandom(12),
  }),
};

const supplier: Supplier = {
  siret: north.siret,
  department: meurthe.department,
  solution: "Lits en ligne 5",
  lead: people.ada,
  representative: people.dominique,
};

/** Certificate of the supplier of these stories, as one of the two authorities issues it. */
async function certificateOf(environment: keyof typeof authorities, commonName: string) {
  const authority = authorities[environment];
  const issued = await authority.issueClient({
    commonName,
    organization: "FOURNISSEUR D'ESSAI",
    structureId: `3${supplier.siret}`,
    department: meurthe.written,
  });
  return { certificatePem: issued.certificatePem + authority.chainPem };
}

/** The administrator writes down that a region feeds through its EAI, with date and proof. */
async function recordEaiRegion(page: Page, url: string, region: string): Promise<void> {
  await signIn(page, url, /Morgan/, "/admin");
  await page.getByRole("button", { name: `Noter la modalité : ${region}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Modalité").selectOption("eai");
  await dialog.getByLabel("Date de la preuve").fill("2026-01-15");
  await dialog.getByLabel("Preuve", { exact: true }).fill("Courrier du GRADeS, réf. 12");
  await dialog.getByRole("button", { name: "Noter" }).click();
  await dialog.waitFor({ state: "detached" });
}

test("a regional EAI goes from 00 to 07 by the pages, a SaaS solution from 00 to completed, both sides", async (t) => {
  const platforms = await openPlatforms(t, [north, south]);
  const saas = {
    test: await platforms.test.issue("SAAS ROR TEST", `3${supplier.siret}`, meurthe.written),
    production: await platforms.production.issue("SAAS ROR", north.finessEj),
  };
  await withStoryPortal(async ({ url, browser, connector }) => {
    connector.answerSamples(200, movements);
    const administrator = await watchedContext(browser, wide);
    await recordEaiRegion(await administrator.context.newPage(), url, "Grand Est");
    await administrator.context.close();

    await t.test("regional EAI: contract and card are there, it orders itself, it also reads", async () => {
      const { context, complaints } = await watchedContext(browser, wide);
      const page = await context.newPage();
      await signIn(page, url, /Ada/);
      const file = await beginFile(page, url, "EAI de Fictiville", "EAI régional");
      await fillIdentity(page, supplier);
      await declareComplete(page, "Cette page est complète");

      await nextStep(page, "Vérifier que les données conviennent");
      await answerIndicatorsByGroup(page);
      // One of them by hand, with the keyboard: its table of the core group is unfolded.
      const definition = page.getByRole("combobox", { name: "Même définition ?, Lits installés" });
      await definition.focus();
      await page.keyboard.press("ArrowDown");
      await page.getByRole("textbox", { name: "Origine, Lits installés" }).fill("Plateforme régionale");
      assert.notEqual(await definition.inputValue(), "same");
      await noteConformity(page);

      await nextStep(page, "Étudier les modalités techniques");
      await studyModalities(page, north.finessEg, "CARDIO");
      await part(page, "Feuille de correspondance")
        .or(page.locator("main"))
        .getByRole("link", { name: "Faire connaître vos lieux par le GRADeS" })
        .first()
        .click();
      await onStep(page, "Faire connaître vos lieux");
      await askMapping(page, [["CARDIO", north.finessEg]]);
      const rows = part(page, "Unités et lieux");
      await cellOf(rows, "Identifiant externe", 1).fill("CARDIO-1");
      await cellOf(rows, "Attribué le", 1).fill(daysAgo(5));
      await saved(page);
      await page.locator(".pill.is-done").first().waitFor();

      await page.goto(`${file}/03`);
      await prepareApplication(page, supplier, { csv: listFile([north]), lines: 1 });
      const application = part(page, "La candidature");
      await choose(application, {
        "Voulez-vous aussi lire le ROR ?": "Profil 5 : sans le très restreint ni les disponibilités en lits",
        "Lecture restreinte : dans combien de régions ?": "Une seule",
      });
      const checked = part(page, "Ce que le portail a vérifié");
      await checked.getByText("Les conditions ne sont pas connues : demandez-les à l'ANS.").waitFor();
      await checked.getByText("Région Grand Est : alimentation par EAI, comme votre solution.").waitFor();
      await checked.getByText(/le cercle régional du GRADeS pourrait suffire/).waitFor();
      await saved(page);
      await signApplication(page);
      await declare(page, "Dossier envoyé", { date: daysAgo(20) });
      await uploadDocument(page, "Avis du comité", "avis.pdf");
      await declare(page, "Avis favorable reçu", { date: daysAgo(6), document: "avis.pdf" });
      await type(part(page, "Réponse du comité"), { "client_id reçu": "eai-fictiville" });
      await saved(page);
      await declare(page, "Accès de test reçu", { date: daysAgo(4), document: "avis.pdf" });
      await page.locator(".pill.is-done").first().waitFor();

      await nextStep(page, "Demander le matériel de test");
      await sendTestForm(page, supplier, true);
      await finishTestMaterial(page, true);
      await page.locator(".pill.is-done").first().waitFor();

      await nextStep(page, "Contrat d'adhésion");
      const contract = part(page, "Où en êtes-vous ?");
      await choose(contract, {
        "Avez-vous un contrat d'adhésion avec l'ANS ?": "Oui",
        "Le responsable légal a-t-il sa carte ?": "Oui",
      });
      await page.getByRole("heading", { name: "Contrat et carte : passez à l'étape 05" }).waitFor();
      await choose(part(page, "Contrat et carte"), { "Identifiant de la structure": "SIRET (étape 00)" });
      await type(part(page, "Contrat et carte"), {
        "Responsable légal": people.dominique.name,
        "Numéro du contrat": "C-2025-1",
        "Numéro de la carte": "3100000001",
        "Fin de validité de la carte": daysAgo(-400),
      });
      await saved(page);
      await page.locator(".pill.is-done").first().waitFor();

      await nextStep(page, "Cartes CPA");
      await choose(part(page, "Délégation"), {
        "Le responsable légal délègue-t-il la commande des certificats ?": "Non, il commande lui-même",
      });
      await page.locator(".pill.is-skipped").waitFor();

      await nextStep(page, "Désigner les administrateurs techniques");
      const designation = part(page, "Désignation");
      await choose(designation, {
        "Qui commandera les certificats ?": "Le responsable légal lui-même",
        "Par quelle voie ?": "Portail MesHabilitations",
        "Type de certificat coché": "ORG AUTH_CLI",
      });
      await type(designation, { "Numéro de carte du signataire": "3100000001" });
      await saved(page);
      await declare(page, "Désignation envoyée (F413) ou saisie (portail)", { date: daysAgo(15) });
      await confirmDesignation(page, daysAgo(12));
      await page.locator(".pill.is-done").first().waitFor();

      await nextStep(page, "Générer les certificats");
      for (const [need, environment, name] of [
        ["Certificat TEST, alimentation, à votre nom", "test", "LITS ROR TEST"],
        ["Certificat PRODUCTION, alimentation, à votre nom", "production", "LITS ROR"],
        ["Certificat PRODUCTION, lecture, à votre nom", "production", "LECTURE ROR"],
      ] as const)
        await uploadCertificate(page, need, await certificateOf(environment, name));
      await finishCertificates(page, 3);

      assert.deepEqual((await statesOnOverview(page, file)).slice(0, 11), [
        "Terminée 00. Qui vous êtes",
        "Terminée 01. Vérifier que les données conviennent",
        "Terminée 02. Étudier les modalités techniques",
        "Terminée 03. Entrer dans le cercle de confiance",
        "Terminée 03b. Demander le matériel de test",
        "Terminée 04. Contrat d'adhésion et carte du responsable légal",
        "Sans objet 05. Cartes CPA des administrateurs techniques",
        "Terminée 06. Désigner les administrateurs techniques",
        "Terminée 07. Générer les certificats",
        "Terminée Faire connaître vos lieux par le GRADeS",
        "À commencer 08. Se connecter à l'environnement de test",
      ]);
      assert.deepEqual(await awaitedOnOverview(page), []);
      assert.deepEqual(complaints, []);
      await context.close();
    });

    await t.test(
      "SaaS: a sample, an EAI region to contact, cards and F413, the committee awaited",
      async () => {
        const { context, complaints } = await watchedContext(browser, wide);
        const page = await context.newPage();
        await signIn(page, url, /Ada/);
        const file = await beginFile(page, url, "Lits d'essai en ligne", "Solution SaaS");
        await fillIdentity(page, supplier);
        await declareComplete(page, "Cette page est complète");

        await nextStep(page, "Vérifier que les données conviennent");
        await page
          .locator('input[type="file"]')
          .first()
          .setInputFiles({ name: "jour.hl7", mimeType: "text/plain", buffer: Buffer.from("MSH|^~\\&|GAM") });
        const sample = part(page, "Remplir depuis un échantillon");
        await sample.getByRole("button", { name: "Remplir 34 indicateurs" }).click();
        await sample.getByText("34 indicateurs remplis. À relire.").waitFor();
        await noteConformity(page);

        await nextStep(page, "Étudier les modalités techniques");
        await studyModalities(page, north.finessEg, "MED-1");

        await nextStep(page, "Entrer dans le cercle de confiance");
        await prepareApplication(page, supplier, { csv: listFile([north, south]), lines: 2 });
        await choose(part(page, "La candidature"), {
          "Voulez-vous aussi lire le ROR ?": "Non, alimenter seulement",
        });
        const missing = part(page, "Ce qui manque");
        await missing
          .getByText("Région Grand Est : elle alimente par un EAI, contactez son GRADeS.")
          .waitFor();
        await page
          .getByRole("region", { name: /^Grand Est/ })
          .getByLabel("GRADeS contacté le (facultatif)")
          .fill(daysAgo(22));
        const checked = part(page, "Ce que le portail a vérifié");
        await checked.getByText("Région Grand Est : le GRADeS est contacté.").waitFor();
        await checked
          .getByText("Région Occitanie : modalité d'alimentation à confirmer avec le GRADeS.")
          .waitFor();
        await signApplication(page);
        await declare(page, "Dossier envoyé", { date: daysAgo(20) });
        await page.getByText("En attente de : comité d'intégration").waitFor();

        await nextStep(page, "Demander le matériel de test");
        await sendTestForm(page, supplier, false);
        await page.getByText("En attente de : ANS").waitFor();

        await nextStep(page, "Contrat d'adhésion");
        await choose(part(page, "Où en êtes-vous ?"), {
          "Avez-vous un contrat d'adhésion avec l'ANS ?": "Oui",
          "Le responsable légal a-t-il sa carte ?": "Non",
        });
        await page.getByRole("heading", { name: "Contrat sans carte valable : demandez la carte" }).waitFor();
        const contract = part(page, "Contrat et carte");
        await choose(contract, { "Identifiant de la structure": "SIRET (étape 00)" });
        await type(contract, {
          "Responsable légal": people.dominique.name,
          "Numéro du contrat": "C-2025-2",
        });
        await saved(page);
        await declare(page, "Carte du responsable légal demandée (F101)", { date: daysAgo(19) });
        await declare(page, "Carte du responsable légal reçue", { date: daysAgo(11) });
        await type(contract, {
          "Numéro de la carte": "3100000002",
          "Fin de validité de la carte": daysAgo(-900),
        });
        await saved(page);
        await page.locator(".pill.is-done").first().waitFor();

        await nextStep(page, "Cartes CPA");
        await choose(part(page, "Délégation"), {
          "Le responsable légal délègue-t-il la commande des certificats ?": "Oui, à d'autres personnes",
        });
        const holders = part(page, "Futurs administrateurs techniques");
        await addRow(holders, { "Prénom et nom": people.charlie.name, "Carte active ?": "Non" });
        await saved(page);
        await declare(page, "Cartes commandées", { date: daysAgo(10) });
        await page.getByText("En attente de : ANS").waitFor();
        await declare(page, "Cartes reçues", { date: daysAgo(7) });
        await cellOf(holders, "Numéro de carte", 1).fill("3100000003");
        await saved(page);
        await page.locator(".pill.is-done").first().waitFor();

        await nextStep(page, "Désigner les administrateurs techniques");
        const designation = part(page, "Désignation");
        await choose(designation, {
          "Qui commandera les certificats ?": "D'autres personnes, par délégation",
          "Par quelle voie ?": "Formulaire F413",
          "Type de certificat coché": "ORG AUTH_CLI",
          "Identifiant de la structure": "SIRET (étape 00)",
          "Les deux déclarations sont cochées": "Oui",
        });
        await type(designation, {
          "Numéro de carte du signataire": "3100000002",
          Signataire: people.dominique.name,
          "Téléphone du signataire": "05 00 00 00 01",
          "Courriel du signataire": people.dominique.email,
          Projet: "ROR",
          "Éditeur et solution": "Lits en ligne 5",
        });
        await addRow(part(page, "Administrateurs techniques"), {
          Nom: "Témoin",
          Prénom: "Charlie",
          Courriel: people.charlie.email,
          Téléphone: "05 00 00 00 02",
          "Numéro de carte": "3100000003",
          Employeur: "la structure",
        });
        await saved(page);
        await declare(page, "Désignation envoyée (F413) ou saisie (portail)", { date: daysAgo(5) });
        await page.getByText("En attente de : ANS").waitFor();

        await nextStep(page, "Générer les certificats");
        await page.getByText(/La désignation \(étape 06\) n'est pas confirmée/).waitFor();
        for (const [need, environment] of [
          ["Certificat TEST, alimentation, à votre nom", "test"],
          ["Certificat PRODUCTION, alimentation, à votre nom", "production"],
        ] as const)
          await uploadCertificate(page, need, {
            certificatePem: saas[environment].certificatePem + platforms[environment].chainPem,
          });
        await finishCertificates(page, 2);

        await nextStep(page, "Faire connaître vos lieux");
        await askMapping(page, [
          ["MED1", north.finessEg],
          ["CHIR", south.finessEg],
        ]);
        await page.getByText("En attente de : GRADeS").waitFor();

        assert.deepEqual((await statesOnOverview(page, file)).slice(0, 11), [
          "Terminée 00. Qui vous êtes",
          "Terminée 01. Vérifier que les données conviennent",
          "Terminée 02. Étudier les modalités techniques",
          "En attente 03. Entrer dans le cercle de confiance",
          "En attente 03b. Demander le matériel de test",
          "Terminée 04. Contrat d'adhésion et carte du responsable légal",
          "Terminée 05. Cartes CPA des administrateurs techniques",
          "En attente 06. Désigner les administrateurs techniques",
          "Terminée 07. Générer les certificats",
          "En attente Faire connaître vos lieux par le GRADeS",
          "Bloquée 08. Se connecter à l'environnement de test",
        ]);
        assert.deepEqual(await awaitedOnOverview(page), [
          "comité d'intégration : 03. Entrer dans le cercle de confiance",
          "ANS : 03b. Demander le matériel de test",
          "ANS : 06. Désigner les administrateurs techniques",
          "GRADeS : Faire connaître vos lieux par le GRADeS",
        ]);

        await inviteDeciders(browser, url);
        await decideAndGrant(browser, file);
        await noteAnswers(page, file, 2);
        await proveTests(page, file, platforms, saas.test, `1${north.finessEg}`);
        await goLive(browser, page, file, platforms, saas.production, south);
        assert.deepEqual(complaints, []);
        await context.close();
      },
    );
  }, platforms.settings);
});
