import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom, systemRandom } from "../../src/runtime/random.ts";
import { createAuthority } from "../../src/trust/authority/authority.ts";
import { withBrowser } from "../support/browser.ts";
import { keepScreenshot, signIn, violations, watchedContext, widthOf } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };
const wide = { width: 1440, height: 900 };
const narrow = { width: 360, height: 780 };
const sacha = /Sacha Modèle/;
const steps = ["03b", "04", "05", "06", "07", "mapping"];
/** Nobody listens there: these pages do not need the connector. */
const noConnector = "http://127.0.0.1:9";

const authority = await createAuthority({
  environment: "test",
  clock: systemClock,
  random: seededRandom(7),
});
const issued = await authority.issueClient({
  commonName: "BOREALIS ROR",
  organization: "BOREALIS SANTE",
  structureId: "399990000400006",
  department: "Haute-Garonne (31)",
});

async function onPortal(use: (url: string, browser: Browser) => Promise<void>): Promise<void> {
  const settings = { connectorUrl: noConnector, port: 0, certificates: { checkOnline: false } };
  const portal = await startPortal(settings, world);
  try {
    await withBrowser((browser) => use(portal.url, browser));
  } finally {
    await portal.close();
  }
}

async function openBorealis(page: Page): Promise<string> {
  await page
    .getByRole("heading", { level: 2 })
    .getByRole("link", { name: /Boréalis/ })
    .click();
  await page.waitForURL(/\/journeys\/[^/]+$/);
  return page.url();
}

const file = (name: string, content: string) => ({
  name,
  mimeType: "application/x-pem-file",
  buffer: Buffer.from(content),
});

/** The form of one need, by its name. */
async function upload(page: Page, need: string, chosen: ReturnType<typeof file>): Promise<void> {
  const form = page.getByRole("form", { name: need, exact: true });
  const chooser = page.waitForEvent("filechooser");
  await form.getByRole("button", { name: /Fichier du certificat public|File of the public/ }).click();
  await (await chooser).setFiles(chosen);
  await form.getByRole("button", { name: /Déposer et vérifier|Upload and check/ }).click();
}

test("no page from test material to mapping has a fault of accessibility, in both languages and widths", async () => {
  const faults: string[] = [];
  await onPortal(async (url, browser) => {
    let filled = false;
    for (const [viewport, locale, colorScheme] of [
      [wide, "fr-FR", "light"],
      [wide, "en-GB", "dark"],
      [narrow, "fr-FR", "dark"],
      [narrow, "en-GB", "light"],
    ] as const) {
      const { context, complaints } = await watchedContext(browser, {
        viewport,
        locale,
        colorScheme,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await signIn(page, url, sacha);
      const journey = await openBorealis(page);
      if (!filled) await fill(page, journey);
      filled = true;
      for (const step of steps) {
        await page.goto(`${journey}/${step}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.getByRole("progressbar").first().waitFor({ state: "detached" });
        const place = `step-${step}-${viewport.width}-${locale.slice(0, 2)}-${colorScheme}`;
        await page.locator(step === "07" ? "#needed-certificates" : "#step-corrections").waitFor();
        await keepScreenshot(page, place);
        faults.push(...(await violations(page)).map((one) => `${place}: ${one}`));
        const width = await widthOf(page);
        if (width !== viewport.width) faults.push(`${place}: ${width} px wide`);
        // A text that is missing shows its name instead.
        const text = await page.locator("main").innerText();
        const names =
          text.match(
            /\b(findings|sections|sheet|moves|letter|certificate|upload|of|role|environment)\.[a-z-]+/g,
          ) ?? [];
        faults.push(...names.map((name) => `${place}: ${name}`));
      }
      faults.push(...complaints);
      await context.close();
    }
  });
  assert.deepEqual(faults, []);
});

/** Something on each page, so that its parts are looked at too. */
async function fill(page: Page, journey: string): Promise<void> {
  await page.goto(`${journey}/05`);
  await page.getByRole("radio", { name: "Oui, à d'autres personnes" }).check();
  await page.getByRole("button", { name: "Ajouter une ligne" }).click();
  await page.getByLabel("Prénom et nom, Ligne 1").fill("Charlie Témoin");
  await page.goto(`${journey}/06`);
  await page.getByRole("radio", { name: "D'autres personnes, par délégation" }).check();
  await page.getByRole("radio", { name: "Formulaire F413" }).check();
  await page.getByRole("heading", { name: "Fiche à recopier dans le F413" }).waitFor();
  await saved(page);
  await page.goto(`${journey}/mapping`);
  await page.getByRole("button", { name: "Ajouter une ligne" }).click();
  await page.getByLabel("Unité, Ligne 1").fill("MED1");
  await page.getByLabel("FINESS EG, Ligne 1").fill("310000013");
  await page.getByLabel("Identifiant externe, Ligne 1").fill("MED-1");
  await saved(page);
  await page.goto(`${journey}/07`);
  await upload(
    page,
    "Certificat TEST, alimentation, à votre nom",
    file("certificat.pem", issued.certificatePem),
  );
  await page.getByText("Certificat déposé et vérifié.").waitFor();
}

async function saved(page: Page): Promise<void> {
  await page.getByRole("status").filter({ hasText: "Tout est enregistré." }).first().waitFor();
}

test("the answers of step 04 lead to their branch, and to step 05 only what is delegated", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, sacha);
    const journey = await openBorealis(page);
    await page.goto(`${journey}/04`);
    await page.getByRole("heading", { name: "Contrat sans carte valable : demandez la carte" }).waitFor();
    const card = page.getByRole("radiogroup", { name: /Le responsable légal a-t-il sa carte/ });
    await card.getByRole("radio", { name: "Oui" }).check();
    await page.getByRole("heading", { name: "Contrat et carte : passez à l'étape 05" }).waitFor();
    await page.getByLabel(/Fin de validité de la carte/).fill("2020-01-01");
    await page.getByRole("heading", { name: "Contrat sans carte valable : demandez la carte" }).waitFor();
    await page
      .getByRole("radiogroup", { name: /contrat d'adhésion avec l'ANS/ })
      .getByRole("radio", { name: "Non" })
      .check();
    await page.getByRole("heading", { name: "Ni contrat ni carte : les deux ensemble" }).waitFor();
    await saved(page);
    await page.goto(`${journey}/05`);
    await page.getByRole("radio", { name: "Non, il commande lui-même" }).check();
    await page.getByText("Rien n'est délégué").waitFor();
    await page.locator(".pill.is-skipped").waitFor();
    assert.equal(await page.getByRole("button", { name: "Ajouter une ligne" }).count(), 0);
    assert.deepEqual(complaints, []);
    await context.close();
  });
});

test("a key is refused next to its field; a certificate shows its twelve checks, its subject and its public file", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, {
      viewport: wide,
      locale: "fr-FR",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await signIn(page, url, sacha);
    const journey = await openBorealis(page);
    await page.goto(`${journey}/07`);
    const need = "Certificat TEST, alimentation, à votre nom";
    const form = page.getByRole("form", { name: need, exact: true });
    await upload(page, need, file("tout.pem", issued.certificatePem + issued.keyPem));
    await form.getByText(/contient une clé privée : il est refusé, rien n'en a été gardé/).waitFor();
    await form.getByText(/raccord certificate public FICHIER/).waitFor();
    await upload(page, need, file("photo.pem", "ceci n'est pas un certificat"));
    await form.getByText(/n'est pas un certificat que Raccord sait lire/).waitFor();
    await upload(page, need, file("gros.pem", "A".repeat(600_000)));
    await form.getByText("Le fichier dépasse 512 Ko : ce n'est pas un certificat.").waitFor();
    await upload(page, need, file("certificat.pem", issued.certificatePem + authority.chainPem));
    await page.getByText("Certificat déposé et vérifié.").waitFor();
    await page.getByText(/Les douze vérifications : \d+ bonnes/).waitFor();
    assert.equal(await page.locator(".certificate details li").count(), 12);
    await page.getByText(/La clé privée n'est pas comparée : elle reste sur votre machine/).waitFor();
    await page.getByRole("button", { name: "Copier le sujet" }).click();
    await page.getByText("Copié.").waitFor();
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), issued.subjectDn);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Télécharger le fichier public" }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    assert.equal(text.replace(/\s/g, ""), issued.certificatePem.replace(/\s/g, ""));
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText(/The private key is not compared: it stays on your machine/).waitFor();
    await page.getByRole("button", { name: "Take out" }).click();
    await page.getByRole("textbox", { name: "Reason" }).fill("wrong file");
    await page.getByRole("dialog").getByRole("button", { name: "Note it" }).click();
    await page.locator(".certificate").waitFor({ state: "detached" });
    await context.close();
  });
});

test("the mapping gives sheet and letter to the GRADeS of the region, and tells who typed its answers", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, sacha);
    const journey = await openBorealis(page);
    await page.goto(`${journey}/mapping`);
    await page.getByText("Ajoutez d'abord une ligne.").first().waitFor();
    await page.getByRole("button", { name: "Ajouter une ligne" }).click();
    await page.getByLabel("Unité, Ligne 1").fill("=cmd");
    await page.getByLabel("FINESS EG, Ligne 1").fill("310000013");
    await page.getByLabel("Identifiant externe, Ligne 1").fill("MED-1");
    await page.getByRole("heading", { name: "e-santé Occitanie (Occitanie), 1 lieu" }).waitFor();
    await page.getByText(/Ligne 1, Identifiant externe : déclaré par le fournisseur, Sacha Modèle/).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Télécharger la feuille (CSV)" }).click();
    const csv = readFileSync(await (await download).path(), "utf8");
    assert.ok(csv.includes(`"'=cmd";"";"310000013";"1310000013";"MED-1"`), csv);
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
