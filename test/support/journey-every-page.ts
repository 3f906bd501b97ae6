import type { Browser, Page } from "playwright-core";
import { stepIds } from "../../src/domain/journey/step.ts";
import { keepScreenshot, signIn, violations, watchedContext, widthOf } from "./web-page.ts";

/** Every page of the portal as the router names it; one file of `test/browser` looks at those that are not a file's. */
export const pagesElsewhere: Readonly<Record<string, string>> = {
  "/": "live-page.test.ts",
  "/journeys": "portal-shell.test.ts",
  "/library": "documents-pages.test.ts",
  "/admin": "documents-pages.test.ts",
  "/queue": "committee-pages.test.ts",
};

/**
 * Steps that look the same in a full file as in those of the tests named here, which look at them in both languages and
 * widths.
 */
export const stepsElsewhere: Readonly<Record<string, string>> = {
  "01": "preparation-pages.test.ts",
  "02": "preparation-pages.test.ts",
  "go-live": "preparation-pages.test.ts",
  completed: "preparation-pages.test.ts",
};

/** Pages of a file that are looked at here, after its own address. */
export const pagesOfFile: readonly string[] = [
  "",
  ...stepIds.filter((id) => !Object.hasOwn(stepsElsewhere, id)).map((id) => `/${id}`),
  "/documents",
  "/people",
  "/trail",
];

const widths = [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
] as const;
const languages = [
  ["fr", "Français"],
  ["en", "English"],
] as const;

/**
 * Looks at every page of one file in both languages and widths, and answers with what is wrong: faults of
 * accessibility, pages wider than the window, names of texts instead of texts, complaints of the browser.
 */
export async function faultsOfEveryPage(
  browser: Browser,
  url: string,
  person: RegExp,
  file: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const options = { viewport: widths[0], locale: "fr-FR", reducedMotion: "reduce" } as const;
  const { context, complaints } = await watchedContext(browser, options);
  const page = await context.newPage();
  await signIn(page, url, person);
  for (const address of pagesOfFile) {
    await page.goto(file + address);
    await page.waitForLoadState("networkidle");
    for (const [language, button] of languages) {
      await page.getByRole("button", { name: button, exact: true }).click();
      await page.locator(`html[lang="${language}"]`).waitFor();
      for (const viewport of widths) {
        await page.setViewportSize(viewport);
        await settled(page);
        const name = `file${address.replace("/", "-") || "-overview"}-${viewport.width}-${language}`;
        await keepScreenshot(page, name);
        faults.push(...(await faultsOf(page, viewport.width)).map((fault) => `${name}: ${fault}`));
      }
    }
  }
  faults.push(...complaints);
  await context.close();
  return faults;
}

/** The heading stands and nothing is being read any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page
    .getByText(/^(Chargement…|Loading…)$/)
    .first()
    .waitFor({ state: "detached" });
}

/** Buttons and fields whose edge is beyond that of the frame around them, but for frames that scroll. */
const stickingOut = `[...document.querySelectorAll("main :is(button, a.mantine-Button-root, input, select, textarea)")]
  .filter((element) => element.closest(".rows-table, .unseen, dialog") === null)
  .flatMap((element) => {
    const frame = element.closest("li, dl, .panel");
    const own = element.getBoundingClientRect();
    return frame === null || own.width === 0 || own.right <= frame.getBoundingClientRect().right + 1
      ? []
      : ["sticks out: " + (element.innerText || element.id)];
  })`;

/** Values of lists of facts that stand letter under letter, because the names beside them took the room. */
const squeezed = `[...document.querySelectorAll("main .facts > dd")]
  .filter((value) => value.innerText.length > 8 && value.getBoundingClientRect().width > 0)
  .filter((value) => value.getBoundingClientRect().width < 60)
  .map((value) => "squeezed: " + value.innerText)`;

async function faultsOf(page: Page, width: number): Promise<readonly string[]> {
  const found = await violations(page);
  const taken = await widthOf(page);
  if (taken !== width) found.push(`${taken} px wide`);
  found.push(...(await page.evaluate<string[]>(stickingOut)));
  found.push(...(await page.evaluate<string[]>(squeezed)));
  // A text that is missing shows its name instead; a value that is missing, its braces.
  const text = await page.locator("main").innerText();
  found.push(
    ...(text.match(/\b(findings|sections|moves|kind|role|of|step)\.[a-z][\w.-]+|\{\{.*?\}\}/g) ?? []),
  );
  return found;
}
