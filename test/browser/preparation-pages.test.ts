import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import {
  type ConnectorDouble,
  quietBoard,
  startConnectorDouble,
} from "../../src/portal/live/connector-double.ts";
import { examplePatch } from "../../src/portal/samples/example-patch.ts";
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

const movements = {
  kind: "hl7",
  messages: 120,
  accepted: 118,
  refused: [{ name: "hl7.no-movement-number", count: 2 }],
  events: [
    { name: "A01", count: 60 },
    { name: "A03", count: 58 },
  ],
  traits: ["unit", "room", "bed", "sex", "pre-admission"],
  units: ["2310", "2320"],
};
const sampleFile = { name: "jour.hl7", mimeType: "text/plain", buffer: Buffer.from("MSH|^~\\&|GAM") };

async function onPortal(
  use: (url: string, browser: Browser, connector: ConnectorDouble) => Promise<void>,
): Promise<void> {
  const connector = await startConnectorDouble(quietBoard(systemClock.nowMs()));
  connector.answerSamples(200, movements);
  connector.answerPreviews(
    200,
    examplePatch({ idNatStruct: "1310000013", externalId: "MED-1", operation: "replace" }),
  );
  const portal = await startPortal({ connectorUrl: connector.url, port: 0 }, world);
  try {
    await withBrowser((browser) => use(portal.url, browser, connector));
  } finally {
    await portal.close();
    await connector.close();
  }
}

/** A new file of a newcomer, as the page begins it; answers with its address. */
async function beginFile(page: Page, url: string): Promise<string> {
  await signIn(page, url, camille);
  const address = await page.evaluate<string>(`(async () => {
    const { csrfToken } = await (await fetch("/api/session")).json();
    const answer = await fetch("/api/journeys", {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": csrfToken },
      body: JSON.stringify({ name: "Nouveau venu", kind: "saas" }),
    });
    return "/journeys/" + (await answer.json()).id;
  })()`);
  return url + address;
}

const sampleField = (page: Page): Locator =>
  page.locator('section[aria-labelledby="sample"] input[type="file"]');

const saved = (page: Page): Promise<void> =>
  page.getByRole("status").filter({ hasText: "Tout est enregistré." }).waitFor();

for (const viewport of [wide, narrow]) {
  for (const locale of ["fr-FR", "en-GB"] as const) {
    test(`no page of the preparation and the end has a fault, ${viewport.width} px, ${locale}`, async () => {
      const faults: string[] = [];
      await onPortal(async (url, browser) => {
        const { context, complaints } = await watchedContext(browser, {
          viewport,
          locale,
          reducedMotion: "reduce",
        });
        const page = await context.newPage();
        const file = await beginFile(page, url);
        const look = async (name: string): Promise<void> => {
          const place = `${name}-${viewport.width}-${locale.slice(0, 2)}`;
          await page.getByRole("progressbar").first().waitFor({ state: "detached" });
          await keepScreenshot(page, place);
          faults.push(...(await violations(page)).map((one) => `${place}: ${one}`));
          const width = await widthOf(page);
          if (width !== viewport.width) faults.push(`${place}: ${width} px wide`);
        };
        await page.goto(file);
        await page.locator("#delays + p + div").waitFor();
        await look("overview-plan");
        await page.goto(`${file}/01`);
        const sample = sampleField(page);
        await sample.waitFor({ state: "attached" });
        await page.locator("#field-indicators-INST-fed, [id^='field-indicators-INST-fed']").first().waitFor();
        await look("step-01-empty");
        await sample.setInputFiles(sampleFile);
        const panel = page.getByRole("region", { name: locale === "fr-FR" ? /échantillon/ : /sample/ });
        await panel.getByRole("button", { name: locale === "fr-FR" ? /^Remplir/ : /^Fill in/ }).click();
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true;");
        await page.locator("[id^='field-indicators-INST_COVIDNEG-fed']").first().waitFor();
        await look("step-01-filled");
        await page.goto(`${file}/02`);
        await page.locator("pre").first().waitFor();
        await look("step-02");
        for (const step of ["08", "09", "go-live", "completed"]) {
          await page.goto(`${file}/${step}`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await look(`step-${step}`);
        }
        faults.push(...complaints);
      });
      assert.deepEqual(faults, []);
    });
  }
}

/** Counts what a person does. The keyboard is not needed at all on this step. */
function counting() {
  const done = { clicks: 0, keystrokes: 0 };
  return {
    done,
    async click(target: Locator): Promise<void> {
      await target.click();
      done.clicks += 1;
    },
    async chooseFile(page: Page): Promise<void> {
      // The button of the field, and one file in the window of the system.
      await sampleField(page).setInputFiles(sampleFile);
      done.clicks += 3;
    },
  };
}

/** Seconds by the keystroke-level model: to decide 1.35, to point 1.1, to press 0.2; and to read, at 200 words a minute. */
function secondsFor({ clicks, keystrokes }: { clicks: number; keystrokes: number }, words: number): number {
  return clicks * (1.35 + 1.1 + 0.2) + keystrokes * 0.28 + (words / 200) * 60;
}

async function noteComplete(page: Page, person: ReturnType<typeof counting>): Promise<void> {
  const note = page.getByRole("button", { name: "La note de conformité est complète" });
  await note.and(page.locator(":enabled")).waitFor();
  await person.click(note);
  await person.click(page.getByRole("dialog").getByRole("button", { name: "Noter" }));
  await page.locator(".pill.is-done").first().waitFor();
  assert.equal(await page.locator(".pill.is-done").first().innerText(), "Terminée");
}

async function wordsOf(...places: Locator[]): Promise<number> {
  const texts = await Promise.all(places.map((place) => place.innerText()));
  return texts.join(" ").split(/\s+/).length;
}

test("a newcomer ends step 01 from a sample in under two minutes, without a key", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(`${await beginFile(page, url)}/01`);
    const panel = page.getByRole("region", { name: "Remplir depuis un échantillon" });
    await panel.waitFor();
    const todo = page.getByRole("region", { name: "Ce qu'il faut faire" });
    const summary = page.getByText(/^Dites, pour chaque indicateur/);
    const person = counting();
    await person.chooseFile(page);
    await panel.getByText("118 messages HL7 compris sur 120").waitFor();
    const words = await wordsOf(summary, todo, panel);
    await person.click(panel.getByRole("button", { name: "Remplir 34 indicateurs" }));
    await panel.getByText("34 indicateurs remplis. À relire.").waitFor();
    await person.click(page.getByRole("button", { name: /^Mettre les versions lues/ }));
    await saved(page);
    await noteComplete(page, person);
    assert.deepEqual(person.done, { clicks: 7, keystrokes: 0 });
    const seconds = secondsFor(person.done, words);
    assert.ok(seconds < 120, `${seconds} s, ${words} words`);
  });
});

test("without a sample it takes a click for each group, the versions and the note", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(`${await beginFile(page, url)}/01`);
    const person = counting();
    const core = page.getByRole("region", { name: "Indicateurs de base" });
    await person.click(core.getByRole("button", { name: "Alimenté", exact: true }));
    await person.click(core.getByRole("button", { name: /^Même définition/ }));
    for (const group of ["Indicateurs étendus", "Prévisions", "Affectation Covid"])
      await person.click(
        page.getByRole("region", { name: group }).getByRole("button", { name: "Plus tard", exact: true }),
      );
    await person.click(page.getByRole("button", { name: /^Mettre les versions lues/ }));
    await saved(page);
    await noteComplete(page, person);
    assert.deepEqual(person.done, { clicks: 8, keystrokes: 0 });
    const words = await wordsOf(
      page.getByText(/^Dites, pour chaque indicateur/),
      page.getByRole("region", { name: "Ce qu'il faut faire" }),
    );
    assert.ok(secondsFor(person.done, words) < 120);
  });
});

test("a sample never goes over an answer: it is shown beside it, and one click decides", async () => {
  await onPortal(async (url, browser, connector) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(`${await beginFile(page, url)}/01`);
    const installed = page.getByRole("combobox", { name: "Alimenté ?, Lits installés" });
    await installed.selectOption("fed");
    await page.getByRole("textbox", { name: "Origine, Lits installés" }).fill("Notre base");
    await sampleField(page).setInputFiles(sampleFile);
    const panel = page.getByRole("region", { name: "Remplir depuis un échantillon" });
    await panel.getByRole("button", { name: "Remplir 33 indicateurs" }).click();
    await panel.getByText("vous avez répondu « Alimenté », l'échantillon dit « Plus tard »").waitFor();
    await saved(page);
    assert.equal(await installed.inputValue(), "fed");
    await page.reload();
    assert.equal(
      await page.getByRole("textbox", { name: "Origine, Lits installés" }).inputValue(),
      "Notre base",
    );
    // A register beside the movements: more can be fed, and nothing changes before somebody says so.
    await sampleField(page).setInputFiles(sampleFile);
    await panel.getByText("118 messages").waitFor();
    connector.answerSamples(200, {
      kind: "sheet",
      sheet: "register",
      records: 40,
      issues: [],
      members: ["bed", "open", "reactivable", "room", "unit"],
      units: ["2310"],
    });
    await sampleField(page).setInputFiles({ ...sampleFile, name: "lits.csv" });
    await panel.getByText("Registre des lits, 40 lignes").waitFor();
    const free = page.getByRole("combobox", { name: "Alimenté ?, Lits disponibles femme" });
    assert.equal(await free.inputValue(), "later");
    await panel.getByRole("button", { name: /^Remplacer ces/ }).click();
    await saved(page);
    assert.equal(await free.inputValue(), "fed");
  });
});

test("what is wrong with a sample stands next to the field, in words", async () => {
  await onPortal(async (url, browser, connector) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(`${await beginFile(page, url)}/01`);
    const input = sampleField(page);
    const panel = page.getByRole("region", { name: "Remplir depuis un échantillon" });
    await panel.waitFor();
    const told = async (file: { buffer: Buffer }, words: RegExp): Promise<void> => {
      await input.setInputFiles({ ...sampleFile, ...file });
      await panel.locator(".mantine-InputWrapper-error").filter({ hasText: words }).waitFor();
    };
    await told({ buffer: Buffer.alloc(0) }, /Le fichier est vide/);
    await told({ buffer: Buffer.alloc(4 * 1024 * 1024 + 1) }, /dépasse 4 Mo/);
    assert.equal(connector.samples.length, 0);
    connector.answerSamples(200, { kind: "unknown", code: "sheet.workbook" });
    await told({ buffer: Buffer.from("PK") }, /ni une suite de messages HL7 ni une feuille.*classeur/);
    await connector.close();
    await told({ buffer: Buffer.from("MSH") }, /connecteur, qui lit les échantillons, ne répond pas/);
    assert.deepEqual(await violations(page), []);
  });
});

test("the conformity note says what the table says, and prints alone", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, {
      viewport: wide,
      locale: "fr-FR",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await page.addInitScript("window.print = () => { window.printed = (window.printed ?? 0) + 1; };");
    await page.goto(`${await beginFile(page, url)}/01`);
    const core = page.getByRole("region", { name: "Indicateurs de base" });
    await core.getByRole("button", { name: "Alimenté", exact: true }).click();
    await page.getByRole("textbox", { name: "Origine, Lits installés" }).fill("Registre maison");
    const note = page.getByRole("region", { name: "Note de conformité" });
    await note.getByText("6 sur 34").waitFor();
    await note.getByRole("button", { name: "Copier la note" }).click();
    await note.getByText("Copié.").waitFor();
    const text = await page.evaluate<string>("navigator.clipboard.readText()");
    assert.match(text, /La liste officielle des indicateurs n'est pas publique/);
    assert.match(
      text,
      /Lits installés\t01\/01\/–\/–\/–\/–\/01, vu[^\t]*\tAlimenté\tà remplir\tRegistre maison/,
    );
    await note.getByRole("button", { name: "Imprimer la note" }).click();
    await page.waitForFunction("window.printed === 1");
    await page.emulateMedia({ media: "print" });
    assert.ok(await note.getByRole("cell", { name: "Registre maison" }).isVisible());
    assert.ok(await core.isHidden());
    assert.ok(await page.getByRole("heading", { level: 1 }).isHidden());
    await page.emulateMedia({ media: "screen" });
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await core.waitFor();
  });
});

test("step 02 shows the request of the place that was typed, with the structure composed on one click", async () => {
  await onPortal(async (url, browser, connector) => {
    const { context } = await watchedContext(browser, {
      viewport: wide,
      locale: "fr-FR",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await page.goto(`${await beginFile(page, url)}/02`);
    await page.getByText("Composée par le connecteur").waitFor();
    await page.getByRole("textbox", { name: /FINESS de l'établissement/ }).fill("540 002 699");
    await page.getByText(/La clé \(dernier chiffre\) ne correspond pas/).waitFor();
    await page.getByRole("textbox", { name: /FINESS de l'établissement/ }).fill("540 002 698");
    await page.getByRole("button", { name: "Mettre l'IdNatStruct composé : 1540002698" }).click();
    assert.equal(await page.getByRole("textbox", { name: "IdNatStruct" }).inputValue(), "1540002698");
    await connector.close();
    await page.getByRole("textbox", { name: "Identifiant externe" }).fill("CARDIO 1");
    await page.getByText(/Le connecteur ne répond pas : exemple fixe/).waitFor();
    const request = page.getByRole("group", { name: "Adresse et en-têtes" });
    await request.getByText("identifier=1540002698/CARDIO%201").waitFor();
    assert.doesNotMatch(await request.innerText(), /Ror-/);
    await page.getByRole("combobox", { name: "Opération" }).selectOption("delete");
    await page.getByRole("group", { name: "Corps" }).getByText('"delete"').waitFor();
    await page.getByRole("button", { name: "Copier la commande" }).click();
    await page.getByText("Copié.").waitFor();
    assert.match(await page.evaluate<string>("navigator.clipboard.readText()"), /^curl --request PATCH/);
    for (const status of ["404. Cet indicateur", "404. Le lieu", "412.", "401.", "403.", "429.", "5xx."])
      assert.ok(await page.getByText(status).first().isVisible(), status);
  });
});

test("the overview says who acts now, what waits for what, and which delays are known", async () => {
  await onPortal(async (url, browser) => {
    const { context } = await watchedContext(browser, { viewport: wide, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(await beginFile(page, url));
    const next = page.getByRole("region", { name: "Qui agit maintenant" });
    await next.getByText("porteur du projet (vous)").waitFor();
    assert.ok(
      await next
        .getByRole("link", { name: /Qui vous êtes/ })
        .first()
        .isVisible(),
    );
    await page.getByText("Attend : 02, 03, 03b.").waitFor();
    const delays = page.getByRole("region", { name: "Délais habituels" });
    const whiteList = delays.getByRole("row", { name: /Liste blanche/ });
    await whiteList.getByText("5 jours ouvrés").waitFor();
    assert.ok(await delays.getByText("non publié").first().isVisible());
    assert.ok(await page.locator(".plan svg").isVisible());
    await page.setViewportSize(narrow);
    assert.ok(await page.locator(".plan svg").isHidden());
  });
});
