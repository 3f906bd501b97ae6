import assert from "node:assert/strict";
import { test } from "node:test";
import { quietBoard, startConnectorDouble } from "../../src/portal/live/connector-double.ts";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { withBrowser } from "../support/browser.ts";
import { keepScreenshot, signIn, violations, watchedContext } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };

test("the contact of an establishment reads its vendor's file, says what is wrong, takes it back and confirms", async (t) => {
  const connector = await startConnectorDouble(quietBoard(systemClock.nowMs()));
  t.after(() => connector.close());
  const portal = await startPortal({ connectorUrl: connector.url, port: 0 }, world);
  t.after(() => portal.close());
  await withBrowser(async (browser) => {
    const options = {
      viewport: { width: 360, height: 780 },
      locale: "fr-FR",
      reducedMotion: "reduce",
    } as const;
    const { context, complaints } = await watchedContext(browser, options);
    const page = await context.newPage();
    await signIn(page, portal.url, /Lou Fictiville/);
    await page
      .locator("main")
      .getByRole("link", { name: /Boréalis/ })
      .first()
      .click();
    await page.waitForURL(/\/journeys\/[^/]+$/);
    await page.goto(`${page.url()}/03`);
    const part = page.getByRole("region", { name: "Ce qu'en disent les établissements" });
    await part.getByRole("button", { name: /^Dire ce qui ne va pas/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Ce qui ne va pas").fill("Le site sud est fermé.");
    await dialog.getByRole("button", { name: "Noter" }).click();
    await part.getByText("conteste le dossier : Le site sud est fermé.").waitFor();
    assert.deepEqual(await violations(page), []);
    await keepScreenshot(page, "establishment-contact-disputes");
    await part.getByRole("button", { name: /^Revenir dessus/ }).click();
    await dialog.getByLabel("Raison").fill("Corrigé.");
    await dialog.getByRole("button", { name: "Noter" }).click();
    await part.getByRole("button", { name: /^Confirmer le dossier/ }).click();
    await dialog.getByRole("button", { name: "Noter" }).click();
    await part.getByText("confirme le dossier").waitFor();
    await page.getByRole("button", { name: "English", exact: true }).click();
    await page.getByText("confirms the file").waitFor();
    await keepScreenshot(page, "establishment-contact-confirms");
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
