import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { PortalSettings } from "../../src/portal/settings.ts";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom, systemRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { withBrowser } from "../support/browser.ts";
import { temporaryFolder } from "../support/rig.ts";
import { signIn, violations, watchedContext, widthOf } from "../support/web-page.ts";

const world = { clock: systemClock, random: systemRandom, log: silentLog };
/** Nobody listens there: these pages do not need the connector. */
const settings: PortalSettings = {
  connectorUrl: "http://127.0.0.1:9",
  port: 0,
  certificates: { checkOnline: false },
};

type Visit = (person: RegExp, path: string, locale?: string) => Promise<Page>;

/** A portal with the demonstration's files, and pages of its people, each in a window of its own. */
async function onPortal(
  use: (visit: Visit, complaints: readonly string[]) => Promise<void>,
  more: Partial<PortalSettings> = {},
): Promise<void> {
  const portal = await startPortal({ ...settings, ...more }, world);
  try {
    await withBrowser(async (browser: Browser) => {
      const all: string[] = [];
      await use(async (person, path, locale = "fr-FR") => {
        const { context, complaints } = await watchedContext(browser, {
          viewport: locale === "fr-FR" ? { width: 1280, height: 900 } : { width: 360, height: 780 },
          locale,
          reducedMotion: "reduce",
        });
        context.on("close", () => all.push(...complaints));
        const page = await context.newPage();
        await signIn(page, portal.url, person, path);
        return page;
      }, all);
    });
  } finally {
    await portal.close();
  }
}

const ines = /Inès Comité/;
const maxence = /Maxence Exemple/;
const andrea = /Andréa Opératrice/;

async function openFile(page: Page): Promise<string> {
  await page.getByRole("link", { name: "EAI Garonne" }).click();
  await page.waitForURL(/\/03$/);
  return new URL(page.url()).pathname;
}

/** Presses a button of the desk and fills the dialog that opens. */
async function say(page: Page, button: string, label: string, text: string): Promise<void> {
  const desk = page.getByRole("region", { name: "Instruction par le comité et l'ANS" });
  await desk.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(label).fill(text);
  await dialog.getByRole("button", { name: "Noter" }).click();
  await dialog.waitFor({ state: "detached" });
}

test("committee, supplier and ANS take a file from its question to its access, with changes asked for in between", async (t) => {
  const folder = temporaryFolder();
  const sandbox = await startSandbox(
    { stateFolder: folder.path, environments: [{ name: "test" }] },
    { ...world, random: seededRandom(9) },
  );
  t.after(async () => {
    await sandbox.close();
    folder.remove();
  });
  await onPortal(
    async (visit, complaints) => {
      const member = await visit(ines, "/queue");
      await member.getByText("Votre avis est attendu : DGOS").waitFor();
      const path = await openFile(member);
      await say(member, "Poser une question", "Question", "Qui héberge le service ?");
      await member.getByText("En attente de réponse").waitFor();

      const supplier = await visit(maxence, path);
      await say(supplier, "Répondre", "Réponse", "Un hébergeur certifié.");
      await supplier.getByText("Un hébergeur certifié.").waitFor();

      await member.reload();
      await say(member, "Demander des modifications", "Raison", "Il manque un site.");
      await member.getByText("La signature et l'envoi sont de nouveau ouverts", { exact: false }).waitFor();
      await supplier.reload();
      await supplier.getByText("Le comité demande des modifications : Il manque un site.").waitFor();
      await supplier.getByRole("button", { name: "Candidature signée" }).waitFor();
      assert.equal(await supplier.getByRole("button", { name: "Candidature signée" }).isEnabled(), true);
      await supplier.getByRole("heading", { name: "Tours précédents" }).waitFor();
      assert.deepEqual(await violations(supplier), []);

      const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());
      await say(member, "Revenir dessus Décision", "Raison", "Le site est bien là.");
      await say(member, "Avis de DGOS : favorable", "Raison", "Complet.");
      await say(member, "Décision favorable", "Date", today);
      await member.getByText("Pas encore de décision.").waitFor({ state: "detached" });

      const agency = await visit(andrea, "/queue");
      await agency.getByText("accès à accorder").waitFor();
      await openFile(agency);
      const desk = agency.getByRole("region", { name: "Instruction par le comité et l'ANS" });
      await desk.getByLabel("Date").fill(today);
      await desk.getByLabel("client_id").fill("ror-garonne");
      await desk.getByLabel("Référence de la lettre de notification").fill("L-2026-7");
      assert.deepEqual(await violations(agency), []);
      await desk.getByRole("button", { name: "Accorder l'accès" }).click();
      await agency.getByText("Accès accordé").waitFor();
      await desk.getByText("le client sera créé dès qu'il le sera", { exact: false }).waitFor();
      await desk.getByText("La plateforme de test attend le certificat.").waitFor();
      assert.deepEqual(await violations(agency), []);

      await supplier.reload();
      const messages = supplier.getByRole("region", { name: "Messages envoyés au fournisseur" });
      await messages.getByText("avis favorable et accès de test", { exact: false }).waitFor();
      await messages.getByText("Lire le message").first().click();
      await messages.getByText("client_id : ror-garonne", { exact: false }).waitFor();
      await messages.getByText("L-2026-7", { exact: false }).waitFor();
      assert.deepEqual(await violations(supplier), []);
      await say(agency, "Retirer l'accès", "Raison", "Le contrat est rompu.");
      await desk.getByText("La plateforme de test ne connaît plus ce client", { exact: false }).waitFor();
      for (const page of [member, supplier, agency]) await page.context().close();
      assert.deepEqual(complaints, []);
    },
    { platforms: { test: { controlUrl: sandbox.controlUrl, token: sandbox.controlToken } } },
  );
});

test("queues, desk and outbox have no fault of accessibility, in both languages and widths", async () => {
  await onPortal(async (visit, complaints) => {
    const faults: string[] = [];
    for (const locale of ["fr-FR", "en-GB"]) {
      for (const [person, path] of [
        [ines, "/queue"],
        [/Gaël Région/, "/queue"],
        [/Morgan Administrateur/, "/admin"],
      ] as const) {
        const page = await visit(person, path, locale);
        // On a busy machine a panel can stand before the page's own title.
        for (const level of [1, 2]) await page.getByRole("heading", { level }).first().waitFor();
        for (const fault of await violations(page)) faults.push(`${locale} ${path} ${person}: ${fault}`);
        const { width } = page.viewportSize() ?? assert.fail("no window");
        if ((await widthOf(page)) > width) faults.push(`${locale} ${path} is too wide`);
        if (person === ines) {
          await openFile(page);
          await page.locator("#committee-desk").waitFor();
          for (const fault of await violations(page)) faults.push(`${locale} 03: ${fault}`);
          if ((await widthOf(page)) > width) faults.push(`${locale} 03 is too wide`);
        }
        await page.context().close();
      }
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(complaints, []);
  });
});
