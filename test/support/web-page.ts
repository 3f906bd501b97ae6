import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screenshots = fileURLToPath(new URL("../../test-results/screenshots", import.meta.url));

/** Violations of WCAG 2.2 A and AA and of good practice, as short texts. */
export async function violations(page: Page): Promise<string[]> {
  // Colours are judged once nothing moves any more.
  await page.evaluate(
    "Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => 0))).then(() => 0)",
  );
  // Half a megabyte of source is read once a document, not once a look.
  if (!(await page.evaluate<boolean>(`typeof axe === "object"`))) await page.evaluate(axeSource);
  const found = await page.evaluate<AxeResults["violations"]>(
    // What passes is neither described nor sent here: on a page with a large table that took longer than the looking.
    `axe.run(document, { resultTypes: ["violations"], selectors: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((results) => results.violations)`,
  );
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}

/** `violations` of a page that is shown in French, in French and then in English; it is in French again afterwards. */
export async function violationsInBothLanguages(page: Page): Promise<string[]> {
  const found = await violations(page);
  for (const [name, code] of [
    ["English", "en"],
    ["Français", "fr"],
  ] as const) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.locator(`html[lang="${code}"]`).waitFor({ state: "attached" });
    if (code === "en") found.push(...(await violations(page)));
  }
  return found;
}

/** Width that the page takes, which is that of the window unless something must be pushed sideways. */
export async function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth");
}

/**
 * Keeps a picture of the page in `test-results/screenshots`, which git ignores, for people who asked for pictures with
 * `RACCORD_SCREENSHOTS=1`: nothing reads them, and they cost as much as looking for faults.
 */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env.RACCORD_SCREENSHOTS !== "1") return;
  await mkdir(screenshots, { recursive: true });
  // A tall page as PNG takes a second to write.
  await page.screenshot({ path: `${screenshots}/${name}.jpg`, type: "jpeg", quality: 70, fullPage: true });
}

/** A browser's window with what the pages complained about in it. */
export interface WatchedContext {
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** Opens a context; faults of pages and refusals of their content policy are collected. */
export async function watchedContext(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<WatchedContext> {
  const context = await browser.newContext(options);
  // The pages are French until somebody chooses: a context of another language has chosen before.
  if (!(options.locale ?? "fr").startsWith("fr"))
    await context.addInitScript(
      // The empty page that a window begins with has no storage.
      'try { localStorage.getItem("raccord.language") ?? localStorage.setItem("raccord.language", "en"); } catch {}',
    );
  const complaints: string[] = [];
  context.on("page", (page) => {
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // Answers that are not 200 are told by the browser as errors; what the pages make of them is tested.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
        complaints.push(message.text());
    });
  });
  return { context, complaints };
}

/** Signs in as one of the invented people of the embedded provider, and ends on `path`. */
export async function signIn(page: Page, url: string, person: RegExp, path = "/journeys"): Promise<void> {
  await page.goto(`${url}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole("button", { name: person }).click();
  await page.waitForURL(url + path);
}
