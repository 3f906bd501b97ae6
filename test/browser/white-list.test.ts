import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { request } from "undici";
import { dropFile } from "../../src/simulator/drop-file.ts";
import type { IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { withBrowser } from "../support/browser.ts";
import { startRig, temporaryFolder, until } from "../support/rig.ts";
import { signIn, violations, violationsInBothLanguages, watchedContext } from "../support/web-page.ts";
import {
  dayAgo,
  externalId,
  north,
  onFile,
  openProduction,
  openWhiteList,
  type Production,
  south,
} from "../white-list/support.ts";

/* Plays the steps of docs/how-to/white-list-supplier.md and docs/how-to/white-list-ans.md, under their headings. */

const both = [north, south].map(({ finessEg, name }) => ({ finessEg, name }));
const label = ({ name, idNatStruct }: typeof north | typeof south): string => `${name} (${idNatStruct})`;

/** Pages of two people, each in a window of their own. */
async function inWindows(
  browser: Browser,
  url: string,
  use: (supplier: Page, agency: Page) => Promise<void>,
): Promise<void> {
  const options = {
    viewport: { width: 1280, height: 900 },
    locale: "fr-FR",
    reducedMotion: "reduce",
  } as const;
  const windows = [await watchedContext(browser, options), await watchedContext(browser, options)] as const;
  const [supplier, agency] = [await windows[0].context.newPage(), await windows[1].context.newPage()];
  await signIn(supplier, url, /anne/);
  await signIn(agency, url, /andrea/);
  await use(supplier, agency);
  for (const { context, complaints } of windows) {
    await context.close();
    assert.deepEqual(complaints, []);
  }
}

/** Presses a button that opens a dialog, fills its date where it asks for one, and notes it. */
async function noted(page: Page, button: string, date?: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  if (date !== undefined) await dialog.getByLabel("Date").fill(date);
  await dialog.getByRole("button", { name: "Noter", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Ticks an establishment of the form and asks ANS. */
async function asked(page: Page, establishments: readonly string[]): Promise<void> {
  for (const one of establishments) await page.getByRole("checkbox", { name: one }).check();
  await page.getByRole("button", { name: "Demander l'inscription" }).click();
  await page.getByText("Déclarée", { exact: true }).last().waitFor();
}

/** ANS answers the request that waits, with what the page proposes, and the platform takes it. */
async function answered(page: Page, file: string): Promise<void> {
  await page.goto(file);
  await noted(page, "Noter la réponse de l'ANS");
  await page.getByText("Confirmée", { exact: true }).last().waitFor();
}

/** A connector of a hospital that drops sheets of figures, with the target as the portal exports it. */
async function connectorWith(
  t: TestContext,
  exported: string,
  certificate: IssuedCertificate,
  { chainPem }: Production,
) {
  const folder = temporaryFolder();
  const inbox = join(folder.path, "inbox");
  mkdirSync(inbox);
  const target = JSON.parse(exported) as {
    readonly name: string;
    readonly establishments: readonly string[];
  };
  const connector = await startRig(
    {
      feeds: [{ name: "feuilles", folder: inbox }],
      targets: [
        {
          ...target,
          // The key of this test is in memory; whoever runs a connector leaves the store that is named there.
          certificate: {
            certificate: { text: certificate.certificatePem },
            key: { text: certificate.keyPem },
          },
          authority: { text: chainPem },
        },
      ],
      places: target.establishments.map((idNatStruct, index) => ({
        id: idNatStruct,
        idNatStruct,
        externalId,
        target: target.name,
        feed: "feuilles",
        nature: "bed",
        source: "figures",
        sourceType: "01",
        units: [{ unit: `231${index}` }],
        genderRule: "rooms",
        freshnessMaxMinutes: 720,
      })),
    },
    join(folder.path, "connector"),
  );
  t.after(async () => {
    await connector.close();
    folder.remove();
  });
  const stamp = (): string =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "medium" })
      .format(Date.now() - 1_000)
      .replace(" ", "T");
  return {
    /** A sheet with these free beds in every unit. */
    sheet: (beds: number): Promise<unknown> =>
      dropFile(
        inbox,
        `lits-${beds}.csv`,
        [
          "UF;LIBELLE;LITS_INSTALLES;LITS_FERMES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ",
          ...target.establishments.map(
            (_, index) => `231${index};Unité;20;0;${20 - beds};0;0;${beds};${stamp()}`,
          ),
          "",
        ].join("\n"),
      ),
    tasks: async (): Promise<readonly string[]> => {
      const board = (await (await request(`${connector.httpUrl}/board`)).body.json()) as {
        tasks: { text: { en: string }; message: { en: string } }[];
      };
      return board.tasks.map(({ text, message }) => `${text.en} ${message.en}`);
    },
  };
}

test("the how-tos have the headings that are played here", () => {
  const played = readFileSync(import.meta.filename, "utf8");
  for (const name of ["white-list-supplier", "white-list-ans"]) {
    const page = readFileSync(new URL(`../../docs/how-to/${name}.md`, import.meta.url), "utf8");
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading ?? "");
    const french = headings.filter((heading) => /^(Dire|Demander|Voir|Reprendre)/.test(heading));
    assert.ok(french.length > 0, name);
    for (const heading of french) assert.ok(played.includes(`t.test("${heading}"`), heading);
  }
});

test("a SaaS solution goes from the end of its tests to completed, with ANS at its side", async (t) => {
  const production = await openProduction(t);
  const certificate = await production.issue("LITS EN LIGNE", "310000005");
  const hub = await openWhiteList(t, production, [
    {
      id: "saas",
      name: "Lits en ligne",
      kind: "saas",
      establishments: both,
      certificates: [onFile(certificate)],
    },
  ]);
  const file = `${hub.portal.url}/journeys/saas`;
  await withBrowser((browser) =>
    inWindows(browser, hub.portal.url, async (supplier, agency) => {
      await t.test("Dire que les essais commencent, puis qu'ils sont finis", async () => {
        assert.notEqual(await production.patch("saas", certificate, north.idNatStruct), 200);
        await supplier.goto(`${file}/go-live`);
        await supplier.getByText(/Aucun établissement n'est en liste blanche/).waitFor();
        await supplier.goto(`${file}/09`);
        await noted(supplier, "Début des essais annoncé à l'ANS", dayAgo(8));
        await noted(supplier, "Fin des essais annoncée à l'ANS", dayAgo(1));
      });
      await t.test("Demander l'inscription", async () => {
        await supplier.getByRole("heading", { name: "Demander à l'ANS" }).waitFor();
        assert.deepEqual(await violationsInBothLanguages(supplier), []);
        await asked(supplier, [label(north)]);
        await supplier
          .getByText(/réponse attendue au plus tard le/)
          .first()
          .waitFor();
      });
      await t.test("Voir ce qui attend une réponse, préparer, répondre", async () => {
        await agency.goto(`${hub.portal.url}/queue`);
        await agency.getByText("1 à autoriser, 0 à retirer", { exact: false }).waitFor();
        assert.deepEqual(await violations(agency), []);
        await agency
          .getByRole("region", { name: /^Liste blanche/ })
          .getByRole("link")
          .click();
        await agency.waitForURL(/\/09$/);
        await noted(agency, "L'ANS prépare", dayAgo());
        await agency.getByText("En préparation à l'ANS").waitFor();
        assert.deepEqual(await violationsInBothLanguages(agency), []);
        await agency.getByRole("button", { name: "Noter la réponse de l'ANS" }).click();
        assert.deepEqual(await violations(agency), []);
        await agency.getByRole("dialog").getByRole("button", { name: "Annuler" }).click();
        await answered(agency, `${file}/09`);
      });
      await t.test("Reprendre les réglages, alimenter, terminer", async () => {
        const anne = await hub.portal.signIn("anne");
        await hub.settled(anne, "saas");
        await supplier.reload();
        await supplier.getByText("Inscrit", { exact: true }).waitFor();
        assert.deepEqual(await violationsInBothLanguages(supplier), []);
        assert.equal(await production.patch("saas", certificate, north.idNatStruct), 200);
        assert.equal(await production.patch("saas", certificate, south.idNatStruct), 403);
        await supplier.goto(`${file}/go-live`);
        await supplier.getByRole("button", { name: "Lire le journal de production" }).click();
        await supplier.getByText(/vu au journal de la plateforme/).waitFor();
        assert.deepEqual(await violationsInBothLanguages(supplier), []);
        await supplier.goto(`${file}/completed`);
        await supplier.locator(".pill.is-done").first().waitFor();
      });
    }),
  );
});

test("a regional EAI removes one of its two establishments: its next PATCH is refused, the connector says so once and parks it", async (t) => {
  const production = await openProduction(t);
  const certificate = await production.issue("EAI GARONNE", "310000005");
  const hub = await openWhiteList(t, production, [
    {
      id: "eai",
      name: "EAI Garonne",
      kind: "regional-eai",
      establishments: both,
      certificates: [onFile(certificate)],
    },
  ]);
  const [anne, andrea] = [await hub.portal.signIn("anne"), await hub.portal.signIn("andrea")];
  await hub.ended(anne, "eai");
  const { fingerprint } = onFile(certificate);
  const first = await hub.asked(anne, "eai", { fingerprint, add: [north.idNatStruct, south.idNatStruct] });
  const { tokenUrl, apiUrl: feedingUrl } = production.platform;
  await hub.good(hub.answer(andrea, "eai", first, { tokenUrl, feedingUrl }));
  await hub.settled(anne, "eai");
  const path = hub.path("eai", `/white-list/target?fingerprint=${encodeURIComponent(fingerprint)}`);
  const connector = await connectorWith(t, (await anne.file(path)).text, certificate, production);
  const fed = async (): Promise<readonly (string | undefined)[]> => {
    await hub.good(anne.call("POST", hub.path("eai", "/go-live/read")));
    const view = await hub.view(anne, "eai");
    return view.fed.map(({ acceptance }) => (acceptance.kind === "seen" ? acceptance.at : undefined));
  };
  await connector.sheet(3);
  await until("both establishments to be fed", async () => (await fed()).every((at) => at !== undefined));
  assert.deepEqual(await connector.tasks(), []);

  await withBrowser((browser) =>
    inWindows(browser, hub.portal.url, async (supplier, agency) => {
      await supplier.goto(`${hub.portal.url}/journeys/eai/09`);
      await asked(supplier, [label(south)]);
      await answered(agency, `${hub.portal.url}/journeys/eai/09`);
    }),
  );
  await hub.settled(anne, "eai");
  const parked = (task: string): boolean =>
    task.includes("The certificate may not write for this establishment") && task.includes(south.idNatStruct);
  await connector.sheet(4);
  await until("the connector to say it", async () => (await connector.tasks()).some(parked));
  const before = await fed();
  await connector.sheet(5);
  await until("the other establishment to be fed again", async () => (await fed())[0] !== before[0]);
  const said = await connector.tasks();
  assert.deepEqual([said.length, said.every(parked)], [1, true], "once, however many sheets follow");
  assert.equal(await production.patch("eai", certificate, south.idNatStruct), 403);
});

test("of a proprietary solution with two instances each certificate writes for its own establishment alone", async (t) => {
  const production = await openProduction(t);
  const [a, b] = [
    await production.issue("INSTANCE A", "310000005"),
    await production.issue("INSTANCE B", "310000021"),
  ];
  const hub = await openWhiteList(t, production, [
    {
      id: "own",
      name: "Installé",
      kind: "proprietary",
      establishments: [
        { finessEg: north.finessEg, name: north.name, instance: "A" },
        { finessEg: south.finessEg, name: south.name, instance: "B" },
      ],
      certificates: [onFile(a, "A"), onFile(b, "B")],
    },
  ]);
  const [anne, andrea] = [await hub.portal.signIn("anne"), await hub.portal.signIn("andrea")];
  await hub.ended(anne, "own");
  await withBrowser((browser) =>
    inWindows(browser, hub.portal.url, async (supplier) => {
      await supplier.goto(`${hub.portal.url}/journeys/own/09`);
      const choice = supplier.getByLabel("Certificat de production");
      for (const [certificate, place] of [
        [a, north],
        [b, south],
      ] as const) {
        await choice.selectOption(onFile(certificate).fingerprint);
        assert.equal(await supplier.getByRole("checkbox").count(), 1, "its own establishment alone");
        await asked(supplier, [label(place)]);
      }
    }),
  );
  const { tokenUrl, apiUrl: feedingUrl } = production.platform;
  await until("both requests", async () => (await hub.view(anne, "own")).requests.length === 2);
  for (const { id, instance } of (await hub.view(anne, "own")).requests) {
    const clientId = `own-${instance.toLowerCase()}`;
    await hub.good(hub.answer(andrea, "own", id, { clientId, tokenUrl, feedingUrl }));
  }
  await hub.settled(anne, "own");
  assert.equal(await production.patch("own-a", a, north.idNatStruct), 200);
  assert.equal(await production.patch("own-a", a, south.idNatStruct), 403);
  assert.equal(await production.patch("own-b", b, south.idNatStruct), 200);
});
