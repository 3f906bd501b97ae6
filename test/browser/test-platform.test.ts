import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CLIENT_ID, startBench } from "../sandbox/support.ts";
import { withBrowser } from "../support/browser.ts";
import {
  keepScreenshot,
  signIn,
  violations,
  violationsInBothLanguages,
  watchedContext,
} from "../support/web-page.ts";
import { openConnector, openStep08 } from "../test-platform/support.ts";

const bench = await startBench();
after(() => bench.close());

test("a supplier sees what is still to be shown, runs the campaign, and proves the tests by the journal", async (t) => {
  const { portal } = await openStep08(t, bench, { connectorUrl: await openConnector(t, bench) });
  await withBrowser(async (browser) => {
    const { context, complaints } = await watchedContext(browser, {
      viewport: { width: 1280, height: 900 },
      locale: "fr-FR",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await signIn(page, portal.url, /Personne anne/, `/journeys/${CLIENT_ID}/08`);
    const journal = page.getByRole("region", { name: "Ce que montre le journal du bac à sable" });
    const campaign = page.getByRole("region", { name: "Jouer la campagne avec le connecteur" });

    await journal.getByText("Le journal ne montre encore rien de ce client_id.").waitFor();
    assert.equal(await journal.getByText("À montrer", { exact: true }).count(), 13);
    assert.equal(
      await journal.getByRole("button", { name: "Prouver les essais par le journal" }).isDisabled(),
      true,
    );
    await page.getByText(bench.sandbox.tokenUrl).waitFor();
    await campaign
      .getByText("Une campagne de tests ne vise jamais la production", { exact: false })
      .waitFor();
    await page.getByRole("region", { name: /Rapport d'une campagne/ }).waitFor();
    assert.deepEqual(await violations(page), []);

    await campaign.getByRole("button", { name: "Lancer la campagne vers test" }).click();
    await campaign.getByText(/tout ce qui est demandé est réussi/).waitFor();
    assert.equal(await campaign.getByText("Réussi", { exact: true }).count(), 16);
    const prove = journal.getByRole("button", { name: "Prouver les essais par le journal" });
    await journal.getByText("Montré", { exact: true }).first().waitFor();
    assert.deepEqual(await violations(page), []);
    await keepScreenshot(page, "step-08");

    await page.getByRole("button", { name: "English" }).click();
    await campaign.waitFor({ state: "detached" });
    await page.getByText(/everything that is asked for passed/).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Français" }).click();

    await prove.click();
    await page.getByText("✓ Essais montrés au bac à sable").waitFor();
    await prove.waitFor({ state: "detached" });
    assert.deepEqual(await violationsInBothLanguages(page), []);
    assert.deepEqual(complaints, []);
  });
});
