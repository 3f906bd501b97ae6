import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { withBrowser } from "../support/browser.ts";
import { signIn, violations, watchedContext } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };
/** Nobody listens there: these pages do not need the connector. */
const settings = { connectorUrl: "http://127.0.0.1:9", port: 0, certificates: { checkOnline: false } };
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());

type Visit = (person: RegExp, path: string) => Promise<Page>;
type Step = (heading: string, play: () => Promise<void>) => Promise<void>;

/** The steps of a how-to's French half, as its headings say them. */
function headingsOf(page: string): readonly string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/how-to/${page}`, import.meta.url)), "utf8");
  const [french = "", english = ""] = text.split("\n## English\n");
  const of = (half: string): string[] => [...half.matchAll(/^### (.+)$/gm)].map(([, words]) => words ?? "");
  assert.equal(of(english).length, of(french).length, `${page}: both languages have the same steps`);
  return of(french);
}

/** Plays a how-to over the demonstration's portal: each of its steps once at least, no step that it does not name. */
async function playing(page: string, play: (visit: Visit, step: Step) => Promise<void>): Promise<void> {
  const headings = headingsOf(page);
  const played = new Set<string>();
  const portal = await startPortal(settings, world);
  try {
    await withBrowser(async (browser: Browser) => {
      const complaints: string[] = [];
      const visit: Visit = async (person, path) => {
        const watched = await watchedContext(browser, {
          viewport: { width: 1280, height: 900 },
          locale: "fr-FR",
          reducedMotion: "reduce",
        });
        watched.context.on("close", () => complaints.push(...watched.complaints));
        const opened = await watched.context.newPage();
        await signIn(opened, portal.url, person, path);
        return opened;
      };
      await play(visit, async (heading, act) => {
        assert.ok(headings.includes(heading), `${page} has no step "${heading}"`);
        await act();
        played.add(heading);
      });
      for (const context of browser.contexts()) await context.close();
      assert.deepEqual(complaints, []);
    });
  } finally {
    await portal.close();
  }
  assert.deepEqual([...played].sort(), [...headings].sort(), `every step of ${page} is played`);
}

/** Presses a button of the committee's desk and fills the dialog that opens. */
async function say(page: Page, button: string, label: string, text: string): Promise<void> {
  const desk = page.getByRole("region", { name: "Instruction par le comité et l'ANS" });
  await desk.getByRole("button", { name: button }).click();
  await note(page, async (dialog) => dialog.getByLabel(label).fill(text));
}

async function note(
  page: Page,
  fill: (dialog: ReturnType<Page["getByRole"]>) => Promise<unknown>,
): Promise<void> {
  const dialog = page.getByRole("dialog");
  await fill(dialog);
  await dialog.getByRole("button", { name: "Noter" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** The supplier has both forms signed anew and sends the file again. */
async function sendAgain(page: Page): Promise<void> {
  for (const [move, document] of [
    ["Candidature signée", "candidature-signée.txt"],
    ["Liste signée", "liste-signée.txt"],
    ["Dossier envoyé", undefined],
  ] as const) {
    await page.getByRole("button", { name: move }).click();
    await note(page, async (dialog) => {
      await dialog.getByLabel("Date").fill(today);
      if (document !== undefined)
        await dialog.getByLabel("Document qui le prouve").selectOption({ label: document });
    });
    await page.getByText(`✓ ${move}`).waitFor();
  }
}

/** The committee wrote an e-mail instead: the supplier declares it, and signature and sending open again. */
async function declareChanges(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Modifications demandées" }).click();
  await note(page, async (dialog) => {
    await dialog.getByLabel("Date").fill(today);
    await dialog.getByLabel("Document qui le prouve").selectOption({ label: "candidature-signée.txt" });
    await dialog.getByLabel("Raison").fill(reason);
  });
  await page.getByText(`Le comité demande des modifications : ${reason}`).waitFor();
  await page.getByText("d'après la réponse déposée", { exact: false }).first().waitFor();
  await page.getByText("Avis reçu par courriel : DNS").waitFor({ state: "detached" });
}

test("a file that is questioned and refused is signed anew, sent again by its supplier, and decided favourably", async () => {
  await playing("committee-member.md", async (visit, step) => {
    const member = await visit(/Inès Comité/, "/queue");
    const open = async (): Promise<void> => {
      await member.getByText("Votre avis est attendu : DGOS").waitFor();
      await member.getByRole("link", { name: "EAI Garonne" }).click();
      await member.waitForURL(/\/03$/);
    };
    await step("1. Ouvrir ce qui attend votre avis", open);
    const path = new URL(member.url()).pathname;
    const supplier = await visit(/Maxence Exemple/, path);
    await step("2. Poser une question", async () => {
      await say(member, "Poser une question", "Question", "Qui signe pour la région ?");
      await member.getByText("En attente de réponse").waitFor();
      await member.getByText("Une question attend sa réponse.").waitFor();
      assert.equal(await member.getByRole("button", { name: "Décision favorable" }).count(), 0);
    });
    await supplier.reload();
    await supplier.getByRole("button", { name: "Répondre" }).click();
    await note(supplier, (dialog) => dialog.getByLabel("Réponse").fill("Le directeur du GRADeS."));
    await member.reload();
    await member.getByText("Le directeur du GRADeS.").waitFor();
    await say(member, "Demander des modifications", "Raison", "Noté sur le mauvais dossier.");
    await say(member, "Revenir dessus Décision", "Raison", "Ce n'était pas ce dossier.");
    await member.getByText("Pas encore de décision.").waitFor();

    const reason = "Signataire sans délégation.";
    await step("3. Donner l'avis de votre organisation", async () => {
      await say(member, "Avis de DGOS : défavorable", "Raison", reason);
      await member.getByRole("button", { name: "Revenir dessus DGOS" }).waitFor();
    });
    await step("4. Refuser, ou demander des modifications", async () => {
      await say(member, "Refuser", "Raison", reason);
      await member.getByText("La signature et l'envoi sont de nouveau ouverts", { exact: false }).waitFor();
      await member.goto(new URL("/queue", member.url()).href);
      await member.getByText("Aucune candidature en attente.").waitFor();
    });
    await supplier.reload();
    await supplier.getByText(`La candidature est refusée : ${reason}`).waitFor();
    const messages = supplier.getByRole("region", { name: "Messages envoyés au fournisseur" });
    await messages.getByRole("heading", { name: /candidature refusée$/ }).waitFor();
    // What was taken back before it had left is shown as held back.
    await messages.getByText("Retenu").waitFor();
    assert.deepEqual(await violations(supplier), []);
    await sendAgain(supplier);
    await supplier.getByText(`La candidature est refusée : ${reason}`).waitFor({ state: "detached" });
    await supplier.getByRole("heading", { name: "Tours précédents" }).waitFor();
    await declareChanges(supplier, "La liste est incomplète.");
    await sendAgain(supplier);
    await member.reload();
    await open();

    await say(member, "Avis de DGOS : favorable", "Raison", "Complet.");
    await step("5. Décider favorablement", async () => {
      await say(member, "Décision favorable", "Date", today);
      await member.getByText("Pas encore de décision.").waitFor({ state: "detached" });
    });
    await supplier.reload();
    await supplier.getByText("En attente de : ANS", { exact: false }).waitFor();
  });
});

test("a GRADeS gives the identifiers that are asked of its region, and says the region's modality", async () => {
  await playing("grades.md", async (visit, step) => {
    const supplier = await visit(/Maxence Exemple/, "/journeys");
    const row = { unit: "MED1", "finess-eg": "310000013", "asked-on": today };
    const changes = Object.entries(row).map(([field, value]) => ({
      section: "mapping",
      row: "u1",
      field,
      value,
      base: 0,
    }));
    const mapping = await supplier.evaluate<string>(`(async () => {
      const { csrfToken } = await (await fetch("/api/session")).json();
      const { journeys } = await (await fetch("/api/journeys")).json();
      const { id } = journeys.find(({ name }) => name === "EAI Garonne");
      const answer = await fetch("/api/journeys/" + id + "/answers", {
        method: "PATCH",
        headers: { "content-type": "application/json", "x-csrf-token": csrfToken },
        body: JSON.stringify({ changes: ${JSON.stringify(changes)} }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return "/journeys/" + id + "/mapping";
    })()`);

    const grades = await visit(/Gaël Région/, "/queue");
    await step("1. Voir ce qui est demandé à la région", async () => {
      await grades.getByText("1 identifiant demandé depuis le", { exact: false }).waitFor();
      await grades.getByText("Modalité à indiquer : Occitanie").first().waitFor();
      await grades.getByRole("link", { name: "EAI Garonne" }).click();
      await grades.waitForURL(/\/mapping$/);
    });
    await step("2. Prendre la feuille prête", async () => {
      const [sheet] = await Promise.all([
        grades.waitForEvent("download"),
        grades.getByText("Télécharger la feuille (CSV)").click(),
      ]);
      const text = readFileSync(await sheet.path(), "utf8");
      assert.match(text, /"MED1";"";"310000013";"1310000013"/);
    });
    await step("3. Donner les identifiants", async () => {
      assert.equal(await grades.getByLabel("Unité, Ligne 1").isEnabled(), false);
      await grades.getByLabel("Identifiant externe, Ligne 1").fill("MED-1");
      await grades.getByLabel("Attribué le, Ligne 1").fill(today);
      await grades.getByText("saisi par le GRADeS, Gaël Région", { exact: false }).nth(1).waitFor();
      assert.deepEqual(await violations(grades), []);
    });
    await step("4. Dire la modalité de la région", async () => {
      await grades.goto(new URL("/admin", grades.url()).href);
      await grades.getByRole("button", { name: "Noter la modalité : Occitanie" }).click();
      await note(grades, async (dialog) => {
        await dialog.getByLabel("Modalité").selectOption({ label: "Par l'EAI régional" });
        await dialog.getByLabel("Date de la preuve").fill(today);
        await dialog.getByLabel("Preuve", { exact: true }).fill("Courriel du GRADeS");
      });
      await grades.getByText("Courriel du GRADeS", { exact: false }).waitFor();
      await grades.goto(new URL("/queue", grades.url()).href);
      await grades.getByText("Rien n'est demandé.").first().waitFor();
      assert.equal(await grades.getByText("Modalité à indiquer", { exact: false }).count(), 0);
    });
    await supplier.goto(new URL(mapping, supplier.url()).href);
    await supplier.getByText("saisi par le GRADeS, Gaël Région", { exact: false }).first().waitFor();
    await supplier.goto(new URL(mapping.replace("mapping", "03"), supplier.url()).href);
    await supplier.getByRole("heading", { name: "Liste des établissements" }).waitFor();
  });
});
