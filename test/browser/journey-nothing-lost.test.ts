import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { beginFile, field, importList, part, saved, type } from "../support/journey-pages.ts";
import { people, withStoryPortal } from "../support/journey-portal.ts";
import { establishment, listFile, meurthe } from "../support/journey-suppliers.ts";
import { signIn, watchedContext } from "../support/web-page.ts";

const wide = { viewport: { width: 1440, height: 900 }, locale: "fr-FR", reducedMotion: "reduce" } as const;
const lines = [establishment(meurthe, 31, "CH de Fictiville"), establishment(meurthe, 32, "Clinique")];

/** A file on its step 03, with a list; the person is signed in. */
async function openApplication(page: Page, url: string, name: string): Promise<string> {
  await signIn(page, url, /Ada/);
  const file = await beginFile(page, url, name, "Solution SaaS");
  await page.goto(`${file}/03`);
  await importList(page, listFile(lines), lines.length);
  return file;
}

/** Lets the pages read and not write, as a portal does that is being restarted behind its proxy. */
async function blockWriting(context: BrowserContext): Promise<() => Promise<void>> {
  const refuse = (route: Route): Promise<void> =>
    route.request().method() === "PATCH" ? route.abort() : route.fallback();
  await context.route("**/api/journeys/**", refuse);
  return () => context.unroute("**/api/journeys/**", refuse);
}

const contactCell = (page: Page) => page.getByLabel(/^Contact, (ligne|line) 2$/);
const purpose = (page: Page) => page.getByRole("textbox", { name: /^(Objet|Purpose)$/ });

/** What the portal has, as another browser of the same person sees it. */
async function seenElsewhere(browser: Browser, url: string, address: string): Promise<readonly string[]> {
  const { context } = await watchedContext(browser, wide);
  const page = await context.newPage();
  await signIn(page, url, /Ada/);
  await page.goto(address);
  await contactCell(page).waitFor();
  const application = part(page, "La candidature");
  const fields = [
    purpose(page),
    field(application, "Sa fonction"),
    field(application, "Son adresse électronique"),
  ];
  // List and application are read apart; a field can be typed in once its own values are there.
  for (const one of fields) await one.and(page.locator(":enabled")).waitFor();
  const seen = [contactCell(page), ...fields].map((one) => one.inputValue());
  const values = await Promise.all(seen);
  await context.close();
  return values;
}

test("what is typed in the middle of step 03 outlives network, language, reload, a second tab and the session", async (t) => {
  await withStoryPortal(async ({ url, browser }) => {
    await t.test(
      "network lost, language changed, page reloaded, another tab: all of it is saved",
      async () => {
        const { context, complaints } = await watchedContext(browser, wide);
        const page = await context.newPage();
        const address = `${await openApplication(page, url, "Sans réseau")}/03`;
        await purpose(page).pressSequentially("Alimenter ");
        await context.setOffline(true);
        await purpose(page).pressSequentially("les lits");
        await contactCell(page).fill("garde@fictiville.example");
        await page.getByText(/^Hors ligne : rien n'est perdu/).waitFor();
        await page.getByRole("button", { name: "English" }).click();
        await page.getByText(/^Offline: nothing is lost/).waitFor();
        assert.equal(await purpose(page).inputValue(), "Alimenter les lits");
        assert.equal(await contactCell(page).inputValue(), "garde@fictiville.example");
        await purpose(page).press("End");
        await purpose(page).pressSequentially(", sans réseau");
        // A page cannot be reloaded without a network: the browser then shows a page of its own. It is reloaded once the
        // network is back and before anything could be sent.
        const allowWriting = await blockWriting(context);
        await context.setOffline(false);
        await page.reload();
        await contactCell(page).waitFor();
        assert.equal(await purpose(page).inputValue(), "Alimenter les lits, sans réseau");
        assert.equal(await contactCell(page).inputValue(), "garde@fictiville.example");

        const other = await context.newPage();
        await other.goto(address);
        assert.equal(await purpose(other).inputValue(), "Alimenter les lits, sans réseau");
        await other.getByRole("button", { name: "Français" }).click();
        await type(part(other, "La candidature"), { "Sa fonction": "Directrice" });
        await page.getByRole("textbox", { name: "E-mail address" }).fill("direction@essai.example");
        await allowWriting();
        await page.evaluate("dispatchEvent(new Event('online'))");
        await page.getByRole("status").filter({ hasText: "Everything is saved." }).first().waitFor();
        await page.getByText("List saved.", { exact: true }).waitFor();
        await saved(other);
        assert.deepEqual(await seenElsewhere(browser, url, address), [
          "garde@fictiville.example",
          "Alimenter les lits, sans réseau",
          "Directrice",
          "direction@essai.example",
        ]);
        assert.deepEqual(complaints, []);
        await context.close();
      },
    );

    await t.test(
      "the session ends while somebody types: after signing in again all of it is saved",
      async () => {
        const { context, complaints } = await watchedContext(browser, wide);
        const page = await context.newPage();
        const address = `${await openApplication(page, url, "Session finie")}/03`;
        await context.clearCookies({ name: "raccord-session" });
        await purpose(page).fill("Écrit sans session");
        await contactCell(page).fill("nuit@fictiville.example");
        await page.getByText(/^Vous êtes déconnecté : 2 saisies sont gardées/).waitFor();
        await type(part(page, "La candidature"), { "Sa fonction": "Directeur" });
        await page.getByText(/^Vous êtes déconnecté : 3 saisies sont gardées/).waitFor();
        assert.equal(await contactCell(page).inputValue(), "nuit@fictiville.example");
        await page.getByRole("link", { name: "Se reconnecter" }).click();
        await page.getByRole("button", { name: people.ada.name }).click();
        await page.waitForURL(address);
        await saved(page);
        assert.equal(await purpose(page).inputValue(), "Écrit sans session");
        assert.equal(await contactCell(page).inputValue(), "nuit@fictiville.example");
        await page.getByText("Liste enregistrée.", { exact: true }).waitFor();
        assert.deepEqual(await seenElsewhere(browser, url, address), [
          "nuit@fictiville.example",
          "Écrit sans session",
          "Directeur",
          "",
        ]);
        assert.deepEqual(complaints, []);
        await context.close();
      },
    );

    await t.test(
      "a line of the list typed after the end of the session went out of sight and was lost",
      async () => {
        const { context, complaints } = await watchedContext(browser, wide);
        const page = await context.newPage();
        const address = `${await openApplication(page, url, "Ligne sans session")}/03`;
        await context.clearCookies({ name: "raccord-session" });
        await contactCell(page).fill("jour@fictiville.example");
        await page.getByText(/^Vous êtes déconnecté : 1 saisie est gardée/).waitFor();
        await contactCell(page).fill("jour-et-nuit@fictiville.example");
        await page.getByRole("link", { name: "Se reconnecter" }).click();
        await page.getByRole("button", { name: people.ada.name }).click();
        await page.waitForURL(address);
        await page.getByText("Liste enregistrée.", { exact: true }).waitFor();
        await page.reload();
        await contactCell(page).waitFor();
        assert.equal(await contactCell(page).inputValue(), "jour-et-nuit@fictiville.example");
        assert.deepEqual(complaints, []);
        await context.close();
      },
    );

    await t.test("the page took back that everything is saved as soon as it had read it again", async () => {
      const { context } = await watchedContext(browser, wide);
      const page = await context.newPage();
      await signIn(page, url, /Ada/);
      await beginFile(page, url, "Dit enregistré", "Solution SaaS");
      await type(part(page, "Votre organisation"), { "Nom de la solution": "Lits en ligne" });
      await saved(page);
      // The mark of a saved value goes once the page has read that value again.
      const marks = "Object.keys(localStorage).filter((key) => key.startsWith('raccord.saved/')).length";
      const nextFrame = "new Promise((drawn) => requestAnimationFrame(() => drawn()))";
      for (let frames = 0; (await page.evaluate<number>(marks)) > 0; frames += 1) {
        assert.ok(frames < 2_000, "the mark stays");
        await page.evaluate(nextFrame);
      }
      const said = page.getByRole("status").filter({ hasText: "Tout est enregistré." });
      assert.ok(await said.first().isVisible());
      await context.close();
    });
  });
});
