import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { fictiville } from "../../src/domain/establishments/test-support/lines.ts";
import { emptyFacts } from "../../src/domain/journey/test-support/facts.ts";
import { listAsCsv } from "../../src/portal/establishments/write-list.ts";
import { quietBoard, startConnectorDouble } from "../../src/portal/live/connector-double.ts";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { withBrowser } from "../support/browser.ts";
import { keepScreenshot, signIn, violations, watchedContext, widthOf } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };
const camille = /Camille Essai/;
const sides = [
  { locale: "fr-FR", viewport: { width: 1440, height: 900 } },
  { locale: "en-GB", viewport: { width: 1440, height: 900 } },
  { locale: "fr-FR", viewport: { width: 360, height: 780 } },
  { locale: "en-GB", viewport: { width: 360, height: 780 } },
] as const;

const words = {
  "fr-FR": {
    list: "Liste des établissements",
    import: "Importer un fichier",
    panel: "Importer une liste",
    file: "Fichier XLSX ou CSV",
    text: "Ou cellules copiées d'un tableur",
    read: "Lire",
    commit: "Importer",
    append: /La garder et ajouter/,
    linesRead: /^3 lignes? lues?/,
    key: /La clé \(dernier chiffre\) devrait être/,
    places: "Lits et places, ligne 2",
    placesCard: "Lits et places",
    notWhole: /« douze » n'est pas un nombre entier/,
    saved: "Liste enregistrée.",
    note: "Note de la version",
    freeze: "Figer la liste en une version",
    frozen: "Version 1 figée.",
    changed: "Ajoutés : 1, retirés : 0, modifiés : 1",
    askAns: /Aucune condition n'est connue du portail/,
    wrongAddress: /esantegouv\.fr/,
    wrongType: /ni un classeur XLSX ni un texte CSV/,
  },
  "en-GB": {
    list: "List of establishments",
    import: "Import a file",
    panel: "Import a list",
    file: "XLSX or CSV file",
    text: "Or cells copied from a spreadsheet",
    read: "Read",
    commit: "Import",
    append: /Keep it and add/,
    linesRead: /^3 lines? read/,
    key: /The key \(last digit\) should be/,
    places: "Beds and places, line 2",
    placesCard: "Beds and places",
    notWhole: /“douze” is not a whole number/,
    saved: "List saved.",
    note: "Note of the version",
    freeze: "Freeze the list as a version",
    frozen: "Version 1 frozen.",
    changed: "Added: 1, removed: 0, changed: 1",
    askAns: /The portal knows of no condition/,
    wrongAddress: /esantegouv\.fr/,
    wrongType: /neither an XLSX workbook nor CSV text/,
  },
} as const;

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

/** A file of the journey begun for this window, on its step 03. */
async function openStep(page: Page, url: string): Promise<void> {
  await signIn(page, url, camille);
  await page.goto(`${url}/journeys`);
  const id = await page.evaluate<string>(`(async () => {
    const { csrfToken } = await (await fetch("/api/session")).json();
    const answer = await fetch("/api/journeys", {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": csrfToken },
      body: JSON.stringify({ name: "Essai de liste", kind: "saas" }),
    });
    return (await answer.json()).id;
  })()`);
  await page.goto(`${url}/journeys/${id}/03`);
}

const lines = [fictiville(1), fictiville(2, { finessEg: "540002699" }), fictiville(3)];
const csv = Buffer.from(listAsCsv({ lines, modalityFacts: emptyFacts(), language: "fr" }));
const { name, legalEntityName, finessEj, finessEg, department, places, contact } = fictiville(4);
const headed = [
  "Nom de l'établissement",
  "Raison sociale EJ",
  "FINESS EJ",
  "FINESS EG",
  "Département",
  "Places",
  "Contact",
];
const pasted = [headed, [name, legalEntityName, finessEj, finessEg, department, places, contact]]
  .map((cells) => cells.join("\t"))
  .join("\n");

/** What a spreadsheet puts on the clipboard, pasted into a cell of the list. */
async function pasteInto(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(text)});
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(${JSON.stringify(selector)}).dispatchEvent(paste);
  })()`);
}

for (const { locale, viewport } of sides) {
  const say = words[locale];
  const isWide = viewport.width > 1000;
  test(`the list is imported, pasted into, corrected and frozen, without a fault of accessibility: ${locale}, ${viewport.width} px`, async () => {
    await onPortal(async (url, browser) => {
      const { context, complaints } = await watchedContext(browser, {
        viewport,
        locale,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      page.setDefaultTimeout(40_000);
      const faults: string[] = [];
      const look = async (state: string): Promise<void> => {
        const place = `step-03-${state}-${viewport.width}-${locale.slice(0, 2)}`;
        await keepScreenshot(page, place);
        faults.push(...(await violations(page)).map((one) => `${place}: ${one}`));
        if ((await widthOf(page)) !== viewport.width) faults.push(`${place}: ${await widthOf(page)} px wide`);
      };
      await openStep(page, url);
      await page.getByRole("heading", { level: 2, name: say.list }).waitFor();
      await page.getByText(say.askAns).first().waitFor();
      await page.getByText(say.wrongAddress).first().waitFor();
      await look("empty");

      await page.getByRole("button", { name: say.import }).click();
      const dialog = page.getByRole("dialog", { name: say.panel });
      const choose = async (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
        await dialog.locator("input[type=file]").setInputFiles(file);
        await dialog.getByRole("button", { name: say.read, exact: true }).click();
      };
      await choose({
        name: "liste.xlsx",
        mimeType: "application/pdf",
        buffer: Buffer.from("%PDF-1.7\n%%EOF\n"),
      });
      await dialog.getByText(say.wrongType).waitFor();
      await choose({ name: "liste.csv", mimeType: "text/csv", buffer: csv });
      await dialog.getByText(say.linesRead).waitFor();
      await dialog.getByText(say.key).waitFor();
      await look("import");
      await dialog.getByRole("button", { name: say.commit, exact: true }).click();
      await dialog.waitFor({ state: "detached" });
      await page.getByText(say.key).first().waitFor();
      await look("list");

      await page.getByLabel(say.note).fill("Première liste");
      await page.getByRole("button", { name: say.freeze }).click();
      await page.getByText(say.frozen).waitFor();

      await pasteInto(page, ".establishments input", pasted);
      await dialog.waitFor();
      assert.equal(await dialog.getByLabel(say.text).inputValue(), pasted);
      await dialog.getByRole("button", { name: say.read, exact: true }).click();
      await dialog.getByLabel(say.append).check();
      await dialog.getByText(/Ajoutés : 1, retirés : 0|Added: 1, removed: 0/).waitFor();
      await dialog.getByRole("button", { name: say.commit, exact: true }).click();
      await dialog.waitFor({ state: "detached" });

      const cell = isWide
        ? page.getByLabel(say.places, { exact: true })
        : page.locator("ul.establishments > li").nth(1).getByLabel(say.placesCard, { exact: true });
      await cell.fill("douze");
      await page.getByText(say.notWhole).first().waitFor();
      assert.equal(await cell.getAttribute("aria-invalid"), "true");
      await page.getByText(say.saved, { exact: true }).waitFor();
      await page.reload();
      await page.getByText(say.notWhole).first().waitFor();
      assert.equal(await cell.inputValue(), "douze");
      await page.getByText(say.changed).waitFor();
      await look("corrected");
      assert.deepEqual(faults, []);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  });
}

test("3,000 lines stay usable, and what is typed without a network is there and sent once it is back", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, {
      viewport: { width: 1440, height: 900 },
      locale: "fr-FR",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const say = words["fr-FR"];
    await openStep(page, url);
    await page.getByRole("button", { name: say.import }).click();
    const dialog = page.getByRole("dialog", { name: say.panel });
    const many = Array.from({ length: 3_000 }, (_, rank) => fictiville(rank));
    await dialog.locator("input[type=file]").setInputFiles({
      name: "liste.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(listAsCsv({ lines: many, modalityFacts: emptyFacts(), language: "fr" })),
    });
    await dialog.getByRole("button", { name: say.read, exact: true }).click();
    await dialog.getByText(/^3000 lignes lues/).waitFor();
    await dialog.getByRole("button", { name: say.commit, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Page 1 sur 120", { exact: true }).waitFor();
    await page.getByLabel("Chercher dans la liste").fill("Site n° 2999");
    await page.getByText("Lignes montrées : 1 sur 3000", { exact: true }).waitFor();
    const cell = page.getByLabel("Contact, ligne 3000", { exact: true });
    await context.setOffline(true);
    await cell.fill("garde@fictiville.example");
    await page.getByText(/1 ligne gardée ici/).waitFor();
    await context.setOffline(false);
    await page.getByText(say.saved, { exact: true }).waitFor();
    await page.reload();
    await page.getByLabel("Chercher dans la liste").fill("garde@");
    assert.equal(await cell.inputValue(), "garde@fictiville.example");
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
