import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Browser, Page } from "playwright-core";
import { runCampaign } from "../../src/connector/campaign/run.ts";
import { targetSettings } from "../../src/connector/deliver/target-settings.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import type { IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { dayAgo, externalId, openProduction } from "../white-list/support.ts";
import { cellOf, daysAgo, declare, part, saved, type } from "./journey-pages.ts";
import { people } from "./journey-portal.ts";
import { confirmDesignation, finishTestMaterial } from "./journey-steps.ts";
import { temporaryFolder } from "./rig.ts";
import { signIn, violations, watchedContext } from "./web-page.ts";

const wide = { viewport: { width: 1440, height: 900 }, locale: "fr-FR", reducedMotion: "reduce" } as const;
const clientId = "lits-en-ligne";

interface Place {
  readonly finessEg: string;
  readonly name: string;
}
export type Platforms = Awaited<ReturnType<typeof openPlatforms>>;

/** Both platforms of the ROR with these places, each a sandbox of its own; nobody may write on either. */
export async function openPlatforms(t: Pick<TestContext, "after">, establishments: readonly Place[]) {
  const places = establishments.map(({ finessEg, name }) => ({ idNatStruct: `1${finessEg}`, name }));
  const production = await openProduction(t, places);
  const folder = temporaryFolder();
  const sandbox = await startSandbox(
    {
      stateFolder: folder.path,
      environments: [{ name: "test", places: places.map((place) => ({ ...place, externalId })) }],
    },
    { clock: systemClock, random: seededRandom(31), log: silentLog },
  );
  t.after(async () => {
    await sandbox.close();
    folder.remove();
  });
  const [environment] = sandbox.environments;
  assert.ok(environment);
  const { tokenUrl, apiUrl, authority } = environment;
  return {
    production,
    test: {
      issue: (commonName: string, structureId: string, department: string) =>
        authority.issueClient({ commonName, organization: "FOURNISSEUR D'ESSAI", structureId, department }),
      chainPem: authority.chainPem,
      /** Plays the scenarios of step 08 with this certificate, at a place that holds nothing yet. */
      async campaign({ certificatePem, keyPem }: IssuedCertificate, idNatStruct: string): Promise<void> {
        const target = targetSettings.parse({
          name: "test",
          tokenUrl,
          apiBase: apiUrl,
          clientId,
          certificate: { certificate: { text: certificatePem }, key: { text: keyPem } },
          authority: { text: authority.chainPem },
          campaign: { place: `${idNatStruct}/${externalId}`, placeIsEmpty: true, faultHeaders: true },
        });
        const { report } = await runCampaign({
          target,
          world: { clock: systemClock, random: seededRandom(6) },
        });
        assert.deepEqual(
          report.scenarios.filter(({ verdict }) => verdict === "failed").map(({ id, fr }) => [id, fr]),
          [],
        );
      },
    },
    settings: {
      test: { controlUrl: sandbox.controlUrl, token: sandbox.controlToken, tokenUrl, apiUrl },
      production: production.platform,
    },
  };
}

/** A page of somebody in a window of their own; the window closes at the end, and has complained of nothing. */
async function as(
  browser: Browser,
  address: string,
  person: { readonly name: string },
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const { origin, pathname } = new URL(address);
  const { context, complaints } = await watchedContext(browser, wide);
  const page = await context.newPage();
  await signIn(page, origin, new RegExp(person.name), pathname);
  await act(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

/** The administrator gives the committee's member and ANS their roles, each by invitation. */
export async function inviteDeciders(browser: Browser, url: string): Promise<void> {
  await as(browser, `${url}/admin`, people.morgan, async (page) => {
    const refused = await page.evaluate<readonly string[]>(`(async () => {
      const { csrfToken } = await (await fetch("/api/session")).json();
      const refused = [];
      for (const invitation of ${JSON.stringify([
        { email: people.ines.email, grant: { role: "committee-member", member: "DGOS" } },
        { email: people.andrea.email, grant: { role: "ans-operator" } },
      ])}) {
        const answer = await fetch("/api/invitations", {
          method: "POST",
          headers: { "x-csrf-token": csrfToken, "content-type": "application/json" },
          body: JSON.stringify(invitation),
        });
        if (!answer.ok) refused.push(await answer.text());
      }
      return refused;
    })()`);
    assert.deepEqual(refused, []);
  });
}

/** Opens a dialog by its button, fills it and notes it. */
async function noted(
  page: Page,
  button: string | RegExp,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
  await dialog.getByRole("button", { name: "Noter", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** 03: the committee decides, ANS grants; the test platform then knows the client and its establishments. */
export async function decideAndGrant(browser: Browser, file: string): Promise<void> {
  await as(browser, `${file}/03`, people.ines, async (page) => {
    await noted(page, "Avis de DGOS : favorable", { Raison: "Dossier complet." });
    await noted(page, "Décision favorable", { Date: dayAgo() });
    await page.getByText("Pas encore de décision.").waitFor({ state: "detached" });
  });
  await as(browser, `${file}/03`, people.andrea, async (page) => {
    const desk = page.getByRole("region", { name: "Instruction par le comité et l'ANS" });
    await desk.getByLabel("Date").fill(dayAgo());
    await desk.getByLabel("client_id").fill(clientId);
    await desk.getByLabel("Référence de la lettre de notification").fill("L-2026-8");
    await desk.getByRole("button", { name: "Accorder l'accès" }).click();
    await desk.getByText("La plateforme de test connaît ce client et ces établissements.").waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

/** 03b, 06 and the mapping: what the others answered meanwhile, noted by the supplier. */
export async function noteAnswers(page: Page, file: string, places: number): Promise<void> {
  await page.goto(`${file}/03b`);
  await finishTestMaterial(page, false);
  await page.locator(".pill.is-done").first().waitFor();
  await page.goto(`${file}/06`);
  await confirmDesignation(page, daysAgo(3));
  await page.locator(".pill.is-done").first().waitFor();
  await page.goto(`${file}/mapping`);
  const rows = part(page, "Unités et lieux");
  for (let row = 1; row <= places; row += 1) {
    await cellOf(rows, "Identifiant externe", row).fill(externalId);
    await cellOf(rows, "Attribué le", row).fill(daysAgo(5));
  }
  await saved(page);
  await page.locator(".pill.is-done").first().waitFor();
}

/** 08: the terms are read, the scenarios are played, and the sandbox's own journal proves it. */
export async function proveTests(
  page: Page,
  file: string,
  { test }: Platforms,
  certificate: IssuedCertificate,
  idNatStruct: string,
): Promise<void> {
  await page.goto(`${file}/08`);
  await type(part(page, "Votre accès"), { "Version des conditions de développement": "2026-01" });
  await saved(page);
  await declare(page, "Conditions de développement lues", { date: daysAgo(2) });
  await test.campaign(certificate, idNatStruct);
  await page.reload();
  const journal = part(page, "Ce que montre le journal du bac à sable");
  await journal.getByText("Montré", { exact: true }).first().waitFor();
  await journal.getByRole("button", { name: "Prouver les essais par le journal" }).click();
  await page.getByText("✓ Essais montrés au bac à sable").waitFor();
  await page.locator(".pill.is-done").first().waitFor();
}

/** 09 to completed: ANS puts one establishment on the white list, whose PATCH is then accepted; it was refused before. */
export async function goLive(
  browser: Browser,
  page: Page,
  file: string,
  { production }: Platforms,
  certificate: IssuedCertificate,
  listed: Place,
): Promise<void> {
  const idNatStruct = `1${listed.finessEg}`;
  const patch = () => production.patch(clientId, certificate, idNatStruct);
  assert.notEqual(await patch(), 200, "refused before the white list");
  await page.goto(`${file}/go-live`);
  await page.getByText(/Aucun établissement n'est en liste blanche/).waitFor();
  await page.goto(`${file}/09`);
  await noted(page, "Début des essais annoncé à l'ANS", { Date: dayAgo(2) });
  await noted(page, "Fin des essais annoncée à l'ANS", { Date: dayAgo() });
  await page.getByRole("checkbox", { name: new RegExp(listed.name) }).check();
  await page.getByRole("button", { name: "Demander l'inscription" }).click();
  await page.getByText("Déclarée", { exact: true }).waitFor();
  await as(browser, `${file}/09`, people.andrea, async (agency) => {
    await noted(agency, "L'ANS prépare", { Date: dayAgo() });
    await agency.getByText("En préparation à l'ANS").waitFor();
    await noted(agency, "Noter la réponse de l'ANS", {});
    await agency.getByText("Confirmée", { exact: true }).waitFor();
    assert.deepEqual(await violations(agency), []);
  });
  await page.reload();
  await page.getByText("Inscrit", { exact: true }).waitFor();
  for (let tries = 0; (await patch()) !== 200; tries += 1) assert.ok(tries < 200, "never accepted");
  await page.goto(`${file}/go-live`);
  await page.getByRole("button", { name: "Lire le journal de production" }).click();
  await page.getByText(/vu au journal de la plateforme/).waitFor();
  await page.goto(`${file}/completed`);
  await page.locator(".pill.is-done").first().waitFor();
  assert.deepEqual(await violations(page), []);
}
