import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { startSignInRig } from "../../src/portal/signin/test-support/rig.ts";
import { withBrowser } from "../support/browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = [360, 1440];
const sides = [
  { locale: "fr-FR", choose: "Choisir une personne", failed: "La connexion n'a pas abouti" },
  { locale: "en-GB", choose: "Choose a person", failed: "You are not signed in" },
] as const;

async function openPage(browser: Browser, locale: string, width: number): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** Violations of WCAG 2.2 A and AA and of good practice, as short texts. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results: AxeResults = await page.evaluate(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  );
  return results.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}

test("the pages of the sign-in are accessible in both languages and at both widths, and keep their policy", async (t) => {
  const rig = await startSignInRig(t);
  await withBrowser(async (browser) => {
    for (const { locale, choose, failed } of sides) {
      for (const width of widths) {
        const page = await openPage(browser, locale, width);
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (message.type() === "error" && !message.text().includes("400")) complaints.push(message.text());
        });
        for (const [path, title] of [
          ["/sign-in", choose],
          ["/sign-in/callback?state=x", failed],
        ] as const) {
          await page.goto(rig.url + path);
          await page.getByRole("heading", { level: 1, name: title }).waitFor();
          assert.deepEqual(await violations(page), [], `${path} ${locale} ${width}`);
          assert.equal(await page.evaluate<number>("document.documentElement.scrollWidth"), width);
        }
        // The browser asks for an icon by itself, which this rig does not have.
        assert.deepEqual(
          complaints.filter((one) => !one.includes("404")),
          [],
        );
        await page.context().close();
      }
    }
  });
});

test("with the keyboard alone a person is chosen, in a real browser that keeps the cookies and the policy", async (t) => {
  const rig = await startSignInRig(t);
  await withBrowser(async (browser) => {
    const page = await openPage(browser, "fr-FR", 1440);
    await page.goto(`${rig.url}/sign-in?return=/journeys/7`);
    await page.keyboard.press("Tab");
    const first = page.getByRole("button", { name: /Ada Essai.*Cheffe de projet/ });
    assert.equal(await first.evaluate((button) => button === button.ownerDocument.activeElement), true);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${rig.url}/journeys/7`);
    assert.match(await page.locator("body").innerText(), /Ada Essai/);
    const cookies = await page.context().cookies();
    const session = cookies.find((one) => one.name === "raccord-session");
    assert.deepEqual([session?.httpOnly, session?.sameSite, session?.path], [true, "Lax", "/"]);
    assert.equal(await page.evaluate<string>("document.cookie"), "", "no script reads a cookie");
  });
});
