import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import {
  type ConnectorDouble,
  quietBoard,
  sampleExplanation,
  startConnectorDouble,
  troubledBoard,
} from "../../src/portal/live/connector-double.ts";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { withBrowser } from "../support/browser.ts";
import { violations, widthOf } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };
const wide = { width: 1600, height: 1000 };
const narrow = { width: 360, height: 780 };

interface Stage {
  readonly url: string;
  readonly connector: ConnectorDouble;
  /** A page in a browser of its own, on the live page once its board is there. */
  open(options: BrowserContextOptions, path?: string): Promise<Page>;
  /** What the browser complained about, without answers that tell that the connector is down. */
  readonly complaints: string[];
  /** Requests to anywhere but the portal. */
  readonly foreign: string[];
}

async function onStage(board: unknown, use: (stage: Stage) => Promise<void>): Promise<void> {
  const connector = await startConnectorDouble(board);
  connector.explain("place-1", sampleExplanation(systemClock.nowMs()));
  const portal = await startPortal({ connectorUrl: connector.url, port: 0 }, world);
  const complaints: string[] = [];
  const foreign: string[] = [];
  const openIn = async (browser: Browser, options: BrowserContextOptions, path: string): Promise<Page> => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("503")) complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(portal.url)) foreign.push(request.url());
    });
    await page.goto(portal.url + path);
    await page.locator("#places").waitFor();
    return page;
  };
  try {
    await withBrowser(async (browser) => {
      // The page is French until somebody chooses: tests in English say so in the address.
      const open = (options: BrowserContextOptions, path = options.locale === "en-GB" ? "/?lang=en" : "/") =>
        openIn(browser, options, path);
      await use({ url: portal.url, connector, open, complaints, foreign });
      assert.deepEqual(complaints, []);
      assert.deepEqual(foreign, []);
    });
  } finally {
    await portal.close();
    await connector.close().catch(() => undefined);
  }
}

const now = (): number => systemClock.nowMs();

test("one look says that all is well, in French unless somebody chose", async () => {
  await onStage(quietBoard(now()), async ({ open }) => {
    const page = await open({ viewport: wide, locale: "fr-FR" });
    await page.getByText("Tout est à jour : 12 lieux, 96 chiffres confirmés").first().waitFor();
    await page.getByRole("status").filter({ hasText: "Tout est à jour" }).waitFor({ state: "attached" });
    await page.getByRole("heading", { level: 1, name: "Centre hospitalier de Valmorel" }).waitFor();
    const table = page.getByRole("table", { name: /Chiffres par lieu/ });
    assert.equal(await table.getByRole("rowheader").count(), 12);
    const row = table.getByRole("row", { name: /Cardiologie/ }).first();
    assert.match((await row.getByRole("cell").nth(1).innerText()).replace(/\s+/g, " "), /^4.*confirmé 2 min/);
    assert.match(await page.title(), /^✓ Tout est à jour/);
    await page
      .getByRole("region", { name: "Sources" })
      .getByText(/il y a \d+\ss/)
      .first()
      .waitFor();
    assert.equal(await widthOf(page), wide.width);
    assert.deepEqual(await violations(page), []);
  });
});

test("the language is switched in the page and remembered; the address wins", async () => {
  await onStage(quietBoard(now()), async ({ open, url }) => {
    const page = await open({ viewport: wide, locale: "fr-FR" });
    await page.getByRole("group", { name: "Langue" }).getByRole("button", { name: "English" }).click();
    await page.getByText("All up to date: 12 places, 96 figures confirmed").first().waitFor();
    await page.reload();
    await page.getByRole("table", { name: /Figures per place/ }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.goto(`${url}/?lang=fr`);
    await page.getByRole("table", { name: /Chiffres par lieu/ }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  });
});

test("a change in the hospital is seen within two seconds, highlighted, and goes quiet again", async () => {
  await onStage(quietBoard(now()), async ({ open, connector }) => {
    const page = await open({ viewport: wide, locale: "en-GB" });
    const bigWomen = page.locator(".total.of-women .big");
    assert.equal(await bigWomen.innerText(), "34");
    await page.getByText("live", { exact: true }).waitFor();
    const board = quietBoard(now());
    connector.show({
      ...board,
      places: board.places.map((place, row) =>
        row > 0
          ? place
          : {
              ...place,
              indicators: place.indicators.map((one) =>
                one.id === "DISP_F"
                  ? { ...one, wanted: 9, wantedUpdatedAt: board.at, status: "waiting" }
                  : one,
              ),
            },
      ),
    });
    const cell = page
      .getByRole("row", { name: /Médecine interne A/ })
      .first()
      .getByRole("cell")
      .nth(1);
    await cell.filter({ hasText: "ROR: 5" }).waitFor({ timeout: 2_000 });
    assert.equal(await bigWomen.innerText(), "38");
    assert.match((await cell.getAttribute("class")) ?? "", /changed/);
    await page.getByText("1 figure on the way to the ROR, all else is up to date").first().waitFor();
    await page.locator(".changed").first().waitFor({ state: "detached" });
  });
});

test("a bad night: what is blocked, why, what to do, in both colour schemes", async () => {
  await onStage(troubledBoard(now()), async ({ open }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open({ viewport: wide, locale: "fr-FR", colorScheme });
      await page.getByText("1 lieu bloqué : action demandée (GRADeS)").first().waitFor();
      const parked = page.getByRole("row", { name: /soins intensifs/ });
      await parked.getByText(/Le ROR ne connaît pas ce lieu/).waitFor();
      const refusals = page.getByRole("region", { name: "Derniers refus" }).first();
      await refusals.getByText("Demander à l'éditeur de remplir ZBE-1.").waitFor();
      const tasks = page.getByRole("region", { name: "À faire" });
      await tasks.getByText("Message prêt à envoyer").click();
      await tasks.getByText(/Le lieu 1990000028\/CHX-2313 est inconnu du ROR/).waitFor();
      await page.getByLabel("À surveiller seulement").check();
      await page.getByText("5 sur 12 lieux").waitFor();
      await page.getByLabel("Chercher un lieu").fill("maternite");
      await page.getByText("1 sur 12 lieux").waitFor();
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});

test("with the keyboard alone: skip, open a place, read the reasons, close, and be back where one was", async () => {
  await onStage(quietBoard(now()), async ({ open, connector }) => {
    const page = await open({ viewport: wide, locale: "fr-FR" });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Aller au contenu");
    const first = page.getByRole("button", { name: "Médecine interne A" });
    for (let step = 0; step < 12; step += 1) {
      if (await first.evaluate((button) => button.matches(":focus"))) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Médecine interne A" });
    await dialog.getByRole("table", { name: /Chiffres/ }).waitFor();
    const reason = dialog.locator("summary", { hasText: "Lits disponibles femme" });
    await reason.click();
    await dialog.getByRole("cell", { name: "sexe du voisin de chambre" }).waitFor();
    assert.deepEqual(await violations(page), []);
    connector.show(quietBoard(now()));
    await dialog.getByRole("cell", { name: "48211, 48199" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await first.evaluate((button) => button.matches(":focus")));
  });
});

test("the reasons of a place that was closed meanwhile were asked for, of no place at all", async () => {
  await onStage(quietBoard(now()), async ({ open, connector }) => {
    const page = await open({ viewport: wide, locale: "fr-FR" });
    await page.clock.install();
    await page.getByRole("button", { name: "Médecine interne A" }).click();
    const dialog = page.getByRole("dialog", { name: "Médecine interne A" });
    await dialog.getByRole("table", { name: /Chiffres/ }).waitFor();
    // Within the pause after the first reading: the next one is due later, and the place is closed before.
    const read = page.waitForResponse(/\/api\/board$/);
    connector.show(quietBoard(now()));
    await page.clock.runFor(1_000);
    await read;
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    const asked = connector.calls.filter((call) => call.includes("/explain")).length;
    await page.clock.runFor(10_000);
    // Opening another one is answered after whatever was asked before it.
    await page.getByRole("button", { name: "Médecine interne A" }).click();
    await dialog.getByRole("table", { name: /Chiffres/ }).waitFor();
    const later = connector.calls.filter((call) => call.includes("/explain")).slice(asked);
    assert.deepEqual(new Set(later), new Set(["GET /places/place-1/explain"]));
  });
});

test("on a telephone: lists instead of tables, nothing to push sideways, details on the whole screen", async () => {
  await onStage(troubledBoard(now()), async ({ open }) => {
    for (const [locale, lits] of [
      ["fr-FR", "Lits disponibles femme"],
      ["en-GB", "Available now, women"],
    ] as const) {
      const page = await open({ viewport: narrow, locale, colorScheme: "dark", reducedMotion: "reduce" });
      assert.equal(await page.getByRole("table").count(), 0);
      assert.equal(await page.locator(".place-list > li").count(), 12);
      assert.equal(await widthOf(page), narrow.width);
      assert.deepEqual(await violations(page), []);
      await page.getByRole("button", { name: "Médecine interne A" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.locator("summary", { hasText: lits }).click();
      await dialog.getByText(/48211, 48199/).waitFor();
      assert.ok(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth));
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});

test("a connector that is down is said, its last values stay in grey, and it is followed when it comes back", async () => {
  await onStage(quietBoard(now()), async ({ open, connector }) => {
    const page = await open({ viewport: wide, locale: "fr-FR" });
    await connector.close();
    await page.getByText("Le connecteur est injoignable").first().waitFor();
    await page.getByText(/Valeurs affichées en gris : reçues il y a \d+\ss/).waitFor();
    assert.equal(await page.locator(".total.of-women .big").innerText(), "34");
    assert.deepEqual(await violations(page), []);
    await page.reload();
    await page.getByRole("table", { name: /Chiffres par lieu/ }).waitFor();
    await page.getByText("hors connexion").waitFor();
    const back = await startConnectorDouble(quietBoard(now()), connector.port);
    try {
      await page.getByText("Tout est à jour : 12 lieux").first().waitFor();
    } finally {
      await back.close();
    }
  });
});

test("a warm-up is ended only after a second question", async () => {
  await onStage(troubledBoard(now()), async ({ open, connector }) => {
    const page = await open({ viewport: wide, locale: "en-GB" });
    await page.getByRole("button", { name: "End the warm-up…" }).click();
    const question = page.getByRole("dialog", { name: "End the warm-up of “maternite”?" });
    assert.deepEqual(await violations(page), []);
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "hidden" });
    assert.ok(!connector.calls.some((one) => one.startsWith("POST")));
    await page.getByRole("button", { name: "End the warm-up…" }).click();
    await question.getByRole("button", { name: "End the warm-up" }).click();
    assert.deepEqual(connector.decisions, [], "nobody is named yet");
    await question.getByLabel("Your name, noted with the decision").fill("Night manager");
    await page.keyboard.press("Enter");
    await question.waitFor({ state: "hidden" });
    assert.ok(connector.calls.includes("POST /feeds/maternite/warm-up/end"));
    assert.deepEqual(connector.decisions, ['{"by":"Night manager"}']);
  });
});
