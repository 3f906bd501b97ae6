import type { Page } from "playwright-core";
import type { ActId } from "../../src/portal/act-out/acts.ts";
import { daysAgo } from "./journey-pages.ts";

/** The words of the pages in one language, as far as the story presses them. */
export type Words = Awaited<ReturnType<typeof wordsIn>>;

/** Reads the texts of the pages themselves: whoever plays reads the same. */
export async function wordsIn(language: "fr" | "en") {
  const from = async <Name extends string>(name: Name) =>
    (await import(`../../src/portal/web/texts/${language}/${name}.ts`)).texts;
  const fr = import("../../src/portal/web/texts/fr/act-out.ts");
  type Guide = Awaited<typeof fr>["texts"];
  const steps = ["00", "01", "02", "03", "03b", "06", "07", "08", "09", "go-live"] as const;
  const texts = await Promise.all(steps.map((step) => from(`step-${step}`)));
  const moves: Readonly<Record<string, string>> = Object.assign({}, ...texts.map((one) => one.moves));
  const [committee, establishments, journal, ask, live, step] = await Promise.all([
    from("committee"),
    from("establishments"),
    from("step-08"),
    from("step-09"),
    from("step-go-live"),
    from("step"),
  ]);
  return {
    guide: (await from("act-out")) as Guide,
    move: (name: string): string => moves[name] ?? name,
    confirm: String(step.moves.confirm),
    confirmFile: String(establishments.confirmations.confirm),
    opinion: String(committee.opinions.give)
      .replace("{{member}}", "DGOS")
      .replace("{{opinion}}", committee.opinions.favourable),
    decide: String(committee.decision.favourable),
    grant: String(committee.access.grant),
    run: String(journal.campaign.run).replace("{{target}}", "essais"),
    good: new RegExp(String(journal.campaign.good).replace(/.*\}\}/, "")),
    prove: String(journal.journal.prove),
    reread: String(journal.journal.reread),
    ask: String(ask.ask.send),
    answer: String(ask.requests.answer),
    confirmed: String(ask.requests.state.confirmed),
    read: String(live.fed.read),
  };
}

/** Opens a dialog by its button, gives whatever it asks for, and notes it. */
async function noted(page: Page, button: string, { confirm }: Words, document?: string): Promise<void> {
  await page.locator("main").getByRole("button", { name: button }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  for (const date of await dialog.locator('input[type="date"]').all()) await date.fill(daysAgo(0));
  for (const reason of await dialog.locator("textarea").all()) await reason.fill("Dossier complet.");
  if (document !== undefined) await dialog.locator("select").selectOption({ label: document });
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/**
 * What the player does by hand in each act, on the page that the guide opened, once what is typed for the player is there.
 */
export async function playAct(page: Page, act: ActId, words: Words): Promise<void> {
  const move = (name: string, document?: string): Promise<void> =>
    noted(page, words.move(name), words, document);
  const main = page.locator("main");
  switch (act) {
    case "who":
      return move("identity-completed");
    case "data":
      return move("conformity-noted");
    case "modalities":
      return move("guide-read");
    case "signatures":
      await move("application-signed", "candidature-signee.pdf");
      return move("list-signed", "liste-signee.txt");
    case "sending":
      return move("application-sent");
    case "hospital":
      return noted(page, words.confirmFile, words);
    case "committee":
      await noted(page, words.opinion, words);
      return noted(page, words.decide, words);
    case "access":
      await main.getByRole("textbox", { name: "client_id", exact: true }).fill("lits-en-scene");
      await main.locator('form input[type="date"]').first().fill(daysAgo(0));
      return main.getByRole("button", { name: words.grant }).click();
    case "test-material":
      return move("test-dn-sent");
    case "contract":
      return move("designation-sent");
    case "designation":
      return move("designation-confirmed");
    case "certificates":
      return move("certificates-ready");
    case "tests":
      await move("terms-read");
      await main.getByRole("button", { name: words.run }).click();
      await main.getByText(words.good).waitFor({ timeout: 60_000 });
      await main.getByRole("button", { name: words.reread }).click();
      return main.getByRole("button", { name: words.prove }).click();
    case "request":
      await move("tests-begun-declared");
      await move("tests-ended-declared");
      await main.getByRole("checkbox", { name: /1990000028/ }).check();
      return main.getByRole("button", { name: words.ask }).click();
    case "white-list":
      await noted(page, words.answer, words);
      return main.getByText(words.confirmed, { exact: true }).waitFor();
    case "live":
      return main.getByRole("button", { name: words.read }).click();
    // What is typed for the player is the whole act.
    case "application":
    case "mapping":
    case "identifiers":
      return undefined;
  }
}
