import type { Locator, Page } from "playwright-core";

/** Pages of a journey in French, filled as a person fills them: by their labels and roles. */

/** Begins a file by the page and ends on its step 00; answers with its address. */
export async function beginFile(page: Page, url: string, name: string, kind: string): Promise<string> {
  await page.goto(`${url}/journeys`);
  await page.getByLabel("Nom de votre organisation").fill(name);
  await page.getByRole("radio", { name: kind, exact: true }).check();
  await page.getByRole("button", { name: "Commencer", exact: true }).click();
  await page.waitForURL(/\/journeys\/[^/]+\/00$/);
  await onStep(page, "Qui vous êtes");
  return page.url().replace(/\/00$/, "");
}

/** Waits for the page of a step, by its title. */
export async function onStep(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: new RegExp(title) }).waitFor();
}

/** Follows the link to the next step, whose title it must bear. */
export async function nextStep(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: `Étape suivante : ${title}` }).click();
  await onStep(page, title);
}

/** A part of a page, by its heading. */
export function part(page: Page, heading: string): Locator {
  return page.getByRole("region", { name: heading, exact: true });
}

/** A field by its label, which says by itself that it may stay empty. */
export function field(inside: Locator, label: string): Locator {
  return inside
    .getByLabel(label, { exact: true })
    .or(inside.getByLabel(`${label} (facultatif)`, { exact: true }));
}

/** Types in fields of one part. */
export async function type(inside: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(inside, label).fill(value);
}

/** Answers questions that show all their answers. */
export async function choose(inside: Locator, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const [question, answer] of Object.entries(answers)) {
    const group = inside
      .getByRole("radiogroup", { name: question, exact: true })
      .or(inside.getByRole("radiogroup", { name: `${question} (facultatif)`, exact: true }));
    await group.getByRole("radio", { name: answer, exact: true }).check();
  }
}

/** Cell of a table that is saved as it is typed. */
export function cellOf(inside: Locator, column: string, row: number): Locator {
  return inside.getByLabel(`${column}, Ligne ${row}`, { exact: true });
}

/** Adds a row at the end of such a table and fills it. */
export async function addRow(inside: Locator, cells: Readonly<Record<string, string>>): Promise<void> {
  const [first = ""] = Object.keys(cells);
  const add = inside.getByRole("button", { name: "Ajouter une ligne" });
  await add.and(inside.locator(":enabled")).waitFor();
  const row = 1 + (await inside.getByLabel(new RegExp(`^${first}, Ligne \\d+$`)).count());
  await add.click();
  for (const [column, value] of Object.entries(cells)) await fillCell(inside, column, row, value);
}

/** Fills one cell, whatever kind it is. */
export async function fillCell(inside: Locator, column: string, row: number, value: string): Promise<void> {
  const cell = cellOf(inside, column, row);
  const isList = await cell.evaluate((element) => element.nodeName === "SELECT");
  await (isList ? cell.selectOption({ label: value }) : cell.fill(value));
}

/** Waits until the page says that the portal has everything that was typed. */
export async function saved(page: Page): Promise<void> {
  await page.getByRole("status").filter({ hasText: "Tout est enregistré." }).first().waitFor();
}

const document = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n");

/** Uploads a document to the step, of this nature. */
export async function uploadDocument(page: Page, nature: string, name: string): Promise<void> {
  const documents = part(page, "Documents");
  await documents.getByLabel("Nature du document").selectOption({ label: nature });
  await documents
    .getByLabel("Fichier", { exact: true })
    .setInputFiles({ name, mimeType: "application/pdf", buffer: document });
  await documents.getByRole("button", { name: "Déposer", exact: true }).click();
  await documents
    .getByRole("status")
    .filter({ hasText: `« ${name} » est déposé.` })
    .waitFor();
}

/** Day so many days ago in Paris, YYYY-MM-DD. */
export function daysAgo(days: number): string {
  const paris = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris", dateStyle: "short" });
  return paris.format(new Date(Date.now() - days * 86_400_000));
}

/** What proves a declaration. */
export interface Proof {
  readonly date?: string;
  /** Name of a document of the step. */
  readonly document?: string;
}

/** Declares something that happened, by the panel that moves the step on, and waits until it stands there. */
export async function declare(page: Page, move: string, proof: Proof = {}): Promise<void> {
  const panel = part(page, "Faire avancer l'étape");
  await panel.getByRole("button", { name: move, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: move });
  if (proof.date !== undefined) await dialog.getByLabel("Date").fill(proof.date);
  if (proof.document !== undefined)
    await dialog.getByLabel("Document qui le prouve").selectOption({ label: proof.document });
  await dialog.getByRole("button", { name: "Noter", exact: true }).click();
  await panel.getByText(`✓ ${move}`, { exact: true }).waitFor();
  await dialog.waitFor({ state: "detached" });
}

/** Declares a page complete once nothing is missing any more: the state of the step must become "done". */
export async function declareComplete(page: Page, move: string): Promise<void> {
  await saved(page);
  await declare(page, move);
  await page.locator(".pill.is-done").first().waitFor();
}

/** State of each step as the overview tells it, in order: "Terminée 00. Qui vous êtes". */
export async function statesOnOverview(page: Page, file: string): Promise<readonly string[]> {
  await page.goto(file);
  await page.getByRole("heading", { level: 2, name: "Les quatre phases" }).waitFor();
  const lines = await page
    .getByRole("listitem")
    .filter({ has: page.locator(":scope > .pill") })
    .allInnerTexts();
  return lines.map((line) => line.replace(/\s+/g, " ").trim());
}

/** Whom the overview waits for, for which step: "ANS : 03b. Demander le matériel de test". */
export async function awaitedOnOverview(page: Page): Promise<readonly string[]> {
  const lines = await part(page, "Ce qui est attendu d'autres").getByRole("listitem").allInnerTexts();
  return lines.map((line) =>
    line
      .replace(/\s+/g, " ")
      .replace(/ depuis le .*/, "")
      .trim(),
  );
}

/** A certificate as it was issued. */
export interface PublicCertificate {
  readonly certificatePem: string;
}

/** Uploads a certificate for one need and waits for its twelve checks, none of which may refuse it. */
export async function uploadCertificate(
  page: Page,
  need: string,
  { certificatePem }: PublicCertificate,
): Promise<void> {
  const form = page.getByRole("form", { name: need, exact: true });
  const chooser = page.waitForEvent("filechooser");
  await form.getByRole("button", { name: /Fichier du certificat public/ }).click();
  await (await chooser).setFiles({
    name: "certificat.pem",
    mimeType: "application/x-pem-file",
    buffer: Buffer.from(certificatePem),
  });
  await form.getByRole("button", { name: "Déposer et vérifier" }).click();
  await form.getByText("Certificat déposé et vérifié.").waitFor();
}

/** Imports a list of establishments by its panel and freezes it as a version. */
export async function importList(page: Page, csv: string, lines: number): Promise<void> {
  const list = part(page, "Liste des établissements");
  await list.getByRole("button", { name: "Importer un fichier" }).click();
  const dialog = page.getByRole("dialog", { name: "Importer une liste" });
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await dialog.getByRole("button", { name: "Lire", exact: true }).click();
  await dialog.getByText(new RegExp(`^${lines} lignes? lues?`)).waitFor();
  await dialog.getByRole("button", { name: "Importer", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByLabel("Note de la version").fill("Pour la signature");
  await page.getByRole("button", { name: "Figer la liste en une version" }).click();
  await page.getByText("Version 1 figée.").waitFor();
}

/** Invites an e-mail address to a role of the file's organisation. */
export async function invite(page: Page, file: string, email: string, role: string): Promise<void> {
  await page.goto(`${file}/people`);
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByLabel("Rôle", { exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "L'invitation attend cette personne" }).waitFor();
}
