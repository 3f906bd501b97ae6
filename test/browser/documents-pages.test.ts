import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { quietBoard, startConnectorDouble } from "../../src/portal/live/connector-double.ts";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { withBrowser } from "../support/browser.ts";
import { keepScreenshot, signIn, violations, watchedContext, widthOf } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };
const wide = { width: 1440, height: 900 };
const narrow = { width: 360, height: 780 };
const camille = /Camille Essai/;
const morgan = /Morgan Administrateur/;
/** Name of the file that is chosen in the page. */
const chosenName = "document.querySelector('input[type=file]').files[0].name";
const pdf = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n");

async function onPortal(use: (url: string, browser: Browser) => Promise<void>): Promise<void> {
  const connector = await startConnectorDouble(quietBoard(systemClock.nowMs()));
  const portal = await startPortal({ connectorUrl: connector.url, port: 0 }, world);
  try {
    await withBrowser((browser) => use(portal.url, browser));
  } finally {
    await portal.close();
    await connector.close();
  }
}

/** Address of the file of Lits Clairs, for somebody who is signed in. */
async function fileOf(page: Page): Promise<string> {
  await page
    .getByRole("heading", { level: 2 })
    .getByRole("link", { name: /Lits Clairs/ })
    .click();
  await page.waitForURL(/\/journeys\/[^/]+$/);
  return page.url();
}

for (const viewport of [wide, narrow]) {
  for (const locale of ["fr-FR", "en-GB"]) {
    test(`no page has a fault of accessibility: ${locale}, ${viewport.width} px`, async () => {
      await onPortal(async (url, browser) => {
        const faults: string[] = [];
        const options = { viewport, locale, reducedMotion: "reduce" } as const;
        const look = async (page: Page, name: string): Promise<void> => {
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.getByRole("progressbar").first().waitFor({ state: "detached" });
          await keepScreenshot(page, `${name}-${viewport.width}-${locale.slice(0, 2)}`);
          faults.push(...(await violations(page)).map((one) => `${name}: ${one}`));
          const width = await widthOf(page);
          if (width !== viewport.width) faults.push(`${name}: ${width} px wide`);
        };
        const applicant = await watchedContext(browser, options);
        await lookAsApplicant(await applicant.context.newPage(), url, look);
        await applicant.context.close();
        const administrator = await watchedContext(browser, options);
        await lookAsAdministrator(await administrator.context.newPage(), url, look);
        await administrator.context.close();
        assert.deepEqual([...faults, ...applicant.complaints, ...administrator.complaints], []);
      });
    });
  }
}

type Look = (page: Page, name: string) => Promise<void>;

async function lookAsApplicant(page: Page, url: string, look: Look): Promise<void> {
  await signIn(page, url, camille);
  const file = await fileOf(page);
  await page.goto(`${file}/documents`);
  await page.locator('input[type="file"]').setInputFiles({ name: "avis.pdf", mimeType: "", buffer: pdf });
  await page.getByRole("button", { name: /^(Déposer|Upload)$/ }).click();
  await page.getByRole("status").filter({ hasText: "avis.pdf" }).waitFor();
  await look(page, "documents");
  await page.goto(`${file}/people`);
  await page.getByRole("heading", { level: 2, name: /Lits Clairs/ }).waitFor();
  await look(page, "people");
  await page.goto(`${file}/trail`);
  await page.getByText("avis.pdf").first().waitFor();
  await look(page, "trail");
  await page.goto(`${file}/03`);
  await page.locator('input[type="file"]').waitFor();
  await look(page, "step-with-upload");
}

async function lookAsAdministrator(page: Page, url: string, look: Look): Promise<void> {
  await signIn(page, url, morgan, "/admin");
  await page.getByText("camille@lits-clairs.example").first().waitFor();
  await look(page, "admin");
  await page.getByRole("button", { name: /^(Noter la modalité|Record the modality) ?: Occitanie$/ }).click();
  await page.getByRole("dialog").waitFor();
  await look(page, "modality");
  await page.goto(`${url}/library`);
  await page.locator('input[type="file"]').waitFor();
  await look(page, "library");
}

test("a refused file says why next to its field, by keyboard alone, and the right one is then kept and downloaded", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, camille);
    await page.goto(`${await fileOf(page)}/03`);
    const field = page.getByLabel("Fichier", { exact: true });
    const send = page.getByRole("button", { name: "Déposer", exact: true });
    const choose = (name: string, buffer: Buffer) =>
      field.setInputFiles({ name, mimeType: "application/pdf", buffer });
    await field.waitFor();
    await send.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Choisissez un fichier." }).waitFor();
    assert.equal(await page.evaluate<string>("document.activeElement.type"), "file");
    await choose("gros.pdf", Buffer.alloc(20 * 1024 * 1024, 32));
    await send.press("Enter");
    await page
      .getByRole("alert")
      .filter({ hasText: /Ce fichier fait 20\sMo : 10\sMo au plus/ })
      .waitFor();
    await choose("page.pdf", Buffer.from("<html></html>"));
    await send.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Ce fichier est un programme, une page web" }).waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.match(await page.evaluate<string>(chosenName), /page\.pdf/, "the file stays chosen");
    await page.getByLabel("Nature du document").selectOption({ label: "Avis du comité" });
    await choose("avis.pdf", pdf);
    await send.press("Enter");
    await page.getByRole("status").filter({ hasText: "« avis.pdf » est déposé." }).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "avis.pdf" }).click();
    assert.equal((await download).suggestedFilename(), "avis.pdf");
    assert.deepEqual(complaints, []);
    await context.close();
  });
});

test("an administrator records a region, adds a reference document and a condition; an applicant reads them", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, morgan, "/admin");
    await page.getByRole("button", { name: "Noter la modalité : Bretagne" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Modalité").selectOption("eai");
    await dialog.getByLabel("Date de la preuve").fill("2026-01-15");
    await dialog.getByRole("button", { name: "Noter" }).click();
    await dialog.getByText("À remplir.").waitFor();
    await dialog.getByLabel("Preuve", { exact: true }).fill("Courrier du GRADeS, réf. 12");
    await dialog.getByRole("button", { name: "Noter" }).click();
    await dialog.waitFor({ state: "detached" });
    await page
      .getByRole("row", { name: /Bretagne/ })
      .getByText("Par l'EAI régional")
      .waitFor();
    await page.getByLabel("Texte en français").fill("Le périmètre convient");
    await page.getByLabel("Texte en anglais").fill("The scope fits");
    await page.getByLabel("Source", { exact: true }).fill("Courriel de l'ANS");
    await page.getByLabel("Date de la source").fill("2026-01-15");
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    await page.getByText("Source : Courriel de l'ANS, 15 janvier 2026").waitFor();
    await page.getByRole("button", { name: "Vérifier maintenant" }).click();
    await page.getByRole("status").filter({ hasText: "Intact" }).waitFor();
    await page.goto(`${url}/library`);
    await page.getByLabel("Document", { exact: true }).selectOption("f413");
    await page.getByLabel("Version", { exact: true }).fill("mars 2024");
    await page.getByLabel("Source", { exact: true }).fill("Courriel de l'ANS");
    await page.getByLabel("Date de la source").fill("2026-01-15");
    await page.getByLabel(/^Fichier/).setInputFiles({ name: "F413.pdf", mimeType: "", buffer: pdf });
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByRole("link", { name: "Formulaire F413 : télécharger F413.pdf" }).waitFor();
    await context.close();
    const reader = await watchedContext(browser, { viewport: wide, locale: "en-GB" });
    const own = await reader.context.newPage();
    await signIn(own, url, camille, "/library");
    await own.getByRole("link", { name: "Form F413: download F413.pdf" }).waitFor();
    assert.equal(await own.locator('input[type="file"]').count(), 0);
    await own.goto(`${url}/admin`);
    await own.getByText("The scope fits").waitFor();
    await own
      .getByRole("row", { name: /Bretagne/ })
      .getByText("Through the regional EAI")
      .waitFor();
    assert.deepEqual([...complaints, ...reader.complaints], []);
    await reader.context.close();
  });
});

test("an applicant invites a colleague and withdraws; the history says so in words", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, camille);
    const file = await fileOf(page);
    await page.goto(`${file}/people`);
    await page.getByText("Dernier porteur du projet : ne peut pas être retiré.").waitFor();
    const email = page.getByLabel("Adresse électronique");
    await email.fill("pas une adresse");
    await page.getByRole("button", { name: "Inviter", exact: true }).click();
    await page.getByText("Une adresse comme prenom.nom@organisation.fr.").waitFor();
    await email.fill("collegue@lits-clairs.example");
    await page.getByLabel("Rôle", { exact: true }).selectOption("technical-administrator");
    await page.getByRole("button", { name: "Inviter", exact: true }).click();
    await page.getByRole("status").filter({ hasText: "L'invitation attend cette personne" }).waitFor();
    await page.getByRole("button", { name: "Annuler l'invitation de collegue@lits-clairs.example" }).click();
    await page.getByText("Aucune invitation en attente.").waitFor();
    await page.getByRole("link", { name: "Historique" }).click();
    await page
      .getByText("Invitation retirée : collegue@lits-clairs.example, administrateur technique")
      .waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
