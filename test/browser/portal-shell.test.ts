import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { firstPageScripts } from "../../src/cli/bench/portal/first-page.ts";
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
const demonstrationFile = "Lits Clairs";
/** Compressed script that the first page may need. */
const scriptMaxBytes = 250_000;

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

/** Address of the demonstration's file that has just begun. */
async function openFile(page: Page): Promise<string> {
  await page
    .getByRole("heading", { level: 2 })
    .getByRole("link", { name: new RegExp(demonstrationFile) })
    .click();
  await page.waitForURL(/\/journeys\/[^/]+$/);
  return page.url();
}

test("no page has a fault of accessibility, in both languages, widths and schemes", async () => {
  const faults: string[] = [];
  await onPortal(async (url, browser) => {
    for (const viewport of [wide, narrow]) {
      const options = { viewport, locale: "fr-FR", reducedMotion: "reduce" } as const;
      const { context, complaints } = await watchedContext(browser, options);
      const page = await context.newPage();
      const look = async (name: string): Promise<void> => {
        await page.getByRole("heading", { level: 1 }).waitFor();
        for (const [language, button] of [
          ["fr", "Français"],
          ["en", "English"],
        ] as const) {
          await page.getByRole("button", { name: button }).click();
          await page.locator(`html[lang="${language}"]`).waitFor();
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
            const place = `${name}-${viewport.width}-${language}-${colorScheme}`;
            await keepScreenshot(page, place);
            faults.push(...(await violations(page)).map((one) => `${place}: ${one}`));
            const width = await widthOf(page);
            if (width !== viewport.width) faults.push(`${place}: ${width} px wide`);
          }
        }
      };
      await page.goto(`${url}/journeys`);
      await look("signed-out");
      await page.goto(`${url}/nothing-here`);
      await look("not-found");
      await page.goto(url);
      await page.locator("#places").waitFor();
      await look("live");
      await signIn(page, url, camille);
      await page.getByRole("heading", { level: 2, name: /Lits Clairs/ }).waitFor();
      await look("journeys");
      const file = await openFile(page);
      await look("overview");
      await page.goto(`${file}/00`);
      await page.getByRole("textbox", { name: /SIRET/ }).waitFor();
      await page.getByRole("button", { name: "Add a row" }).first().click();
      await look("step-00");
      faults.push(...complaints);
      await context.close();
    }
  });
  assert.deepEqual(faults, []);
});

test("what is typed without a network is kept, said to wait, outlives language and reload, and is saved", async () => {
  await onPortal(async (url, browser) => {
    const { context, complaints } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, camille);
    const file = await openFile(page);
    await page.goto(`${file}/00`);
    const solution = page.getByRole("textbox", { name: "Nom de la solution" });
    await solution.fill("Lits en ligne");
    await page.getByRole("status").filter({ hasText: "Tout est enregistré." }).waitFor();
    await context.setOffline(true);
    await solution.fill("Lits en ligne 2");
    await page.getByText("Hors ligne : rien n'est perdu, 1 saisie en attente.").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("Offline: nothing is lost, 1 entry is waiting.").waitFor();
    const english = page.getByRole("textbox", { name: "Name of the solution" });
    assert.equal(await english.inputValue(), "Lits en ligne 2");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    // The page goes and comes back while the server cannot be reached for changes.
    await context.route("**/answers", (route) => route.abort());
    await context.setOffline(false);
    await page.reload();
    await page.getByText("The portal does not answer: nothing is lost, 1 entry waits").waitFor();
    assert.equal(await english.inputValue(), "Lits en ligne 2");
    await context.unroute("**/answers");
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByRole("status").filter({ hasText: "Everything is saved." }).waitFor();
    const other = await context.newPage();
    await other.goto(`${file}/00`);
    await other
      .getByRole("textbox", { name: "Name of the solution" })
      .and(other.locator('[value="Lits en ligne 2"]'))
      .waitFor();
    assert.deepEqual(complaints, []);
  });
});

test("two people in one field: both values are shown, and one of them chooses", async () => {
  await onPortal(async (url, browser) => {
    const contexts = [];
    for (const name of ["one", "two"]) {
      const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
      const page = await context.newPage();
      await signIn(page, url, camille);
      const file = await openFile(page);
      await page.goto(`${file}/00`);
      await page.getByRole("textbox", { name: "Nom de la solution" }).waitFor();
      contexts.push({ name, page });
    }
    const [first, second] = contexts.map(({ page }) =>
      page.getByRole("textbox", { name: "Nom de la solution" }),
    );
    await first?.fill("Alpha");
    await contexts[0]?.page.getByRole("status").filter({ hasText: "Tout est enregistré." }).waitFor();
    await second?.fill("Beta");
    const page = contexts[1]?.page ?? assert.fail();
    await page.getByRole("button", { name: "Garder la valeur enregistrée : Alpha" }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Mettre la mienne : Beta" }).click();
    await page.getByRole("status").filter({ hasText: "Tout est enregistré." }).waitFor();
    assert.equal(await second?.inputValue(), "Beta");
  });
});

test("a wrong value has its error beside it, in words, and a missing one leads to its field", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, camille);
    await page.goto(`${await openFile(page)}/00`);
    const siret = page.getByRole("textbox", { name: "SIRET" });
    await siret.fill("123");
    const errorId = (await siret.getAttribute("aria-describedby")) ?? "";
    assert.equal(await siret.getAttribute("aria-invalid"), "true");
    const texts = await Promise.all(
      errorId
        .split(" ")
        .filter((id) => id !== "")
        .map((id) => page.locator(`[id="${id}"]`).innerText()),
    );
    assert.ok(
      texts.some((text) => text.includes("Un numéro SIRET a 14 chiffres")),
      texts.join(),
    );
    await page.getByRole("region", { name: "Ce qui manque" }).getByRole("link", { name: /SIRET/ }).click();
    assert.ok(await siret.evaluate((element) => element.matches(":focus")));
    await page
      .getByRole("textbox", { name: /FINESS/ })
      .first()
      .fill("750712185");
    await page.getByText(/La clé \(dernier chiffre\) ne correspond pas/).waitFor();
  });
});

test("rows are added, filled, removed and brought back", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await signIn(page, url, camille);
    await page.goto(`${await openFile(page)}/00`);
    const table = page.getByRole("region", { name: "Instances et établissements" });
    await table.getByRole("button", { name: "Ajouter une ligne" }).click();
    const rows = table.getByRole("row");
    const count = await rows.count();
    const instance = table.getByRole("textbox", { name: /^Instance, Ligne/ }).last();
    assert.ok(await instance.evaluate((element) => element.matches(":focus")));
    await page.keyboard.type("Nord");
    await page.getByRole("status").filter({ hasText: "Tout est enregistré." }).waitFor();
    await table
      .getByRole("button", { name: /Retirer la ligne/ })
      .last()
      .click();
    await table.getByText("Ligne retirée.").waitFor();
    await page.reload();
    await table.getByRole("button", { name: "Ajouter une ligne" }).waitFor();
    assert.equal(await table.getByRole("textbox").filter({ hasText: "Nord" }).count(), 0);
    await table.getByRole("button", { name: "Ajouter une ligne" }).click();
    await page.keyboard.type("Sud");
    await page.getByRole("status").filter({ hasText: "Tout est enregistré." }).waitFor();
    await table
      .getByRole("button", { name: /Retirer la ligne/ })
      .last()
      .click();
    await table.getByRole("button", { name: "Annuler le retrait" }).click();
    await table.locator('input[value="Sud"]').waitFor();
    assert.equal(await rows.count(), count);
  });
});

test("with the keyboard: skip link first, and each page begins at its heading", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(url);
    await page.locator("#places").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Aller au contenu");
    await page.getByRole("navigation").getByRole("link", { name: "Parcours" }).press("Enter");
    const heading = page.getByRole("heading", { level: 1, name: "Connexion nécessaire" });
    await heading.and(page.locator(":focus")).waitFor();
    assert.equal(await page.title(), "Connexion nécessaire · Raccord");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.getByRole("banner").isHidden());
  });
});

test("the first page needs less than 250 kB of compressed script, each kept for a year", async () => {
  await onPortal(async (url, browser) => {
    const loaded = async (path: string, ready: string): Promise<readonly (readonly [string, number])[]> => {
      const { context } = await watchedContext(browser, { viewport: wide });
      const page = await context.newPage();
      await page.goto(url + path);
      await page.locator(ready).waitFor();
      await page.waitForLoadState("networkidle");
      const scripts = await page.evaluate<[string, number][]>(
        "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).map((one) => [new URL(one.name).pathname, one.encodedBodySize])",
      );
      await context.close();
      return scripts.sort();
    };
    const total = (scripts: readonly (readonly [string, number])[]): number =>
      scripts.reduce((sum, [, bytes]) => sum + bytes, 0);
    const live = await loaded("/", "#places");
    const journeys = await loaded("/journeys", "main h1");
    for (const bytes of [total(live), total(journeys)])
      assert.ok(bytes > 50_000 && bytes < scriptMaxBytes, `${bytes} bytes`);
    // What `raccord bench` follows without a browser is what a browser loads.
    const followed = await firstPageScripts(url);
    assert.deepEqual(followed.map(({ path, sentBytes }) => [path, sentBytes]).sort(), live);
    for (const { path, scriptBytes, encoding, cacheControl } of followed) {
      assert.equal(cacheControl, "public, max-age=31536000, immutable", path);
      // Below a kilobyte compression saves nothing.
      assert.equal(encoding, scriptBytes < 1024 ? "identity" : "br", path);
    }
  });
});
