import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { request } from "undici";
import { startDemonstration } from "../../src/cli/demonstration/start.ts";
import { type ActId, acts } from "../../src/portal/act-out/acts.ts";
import { gesturePanels } from "../../src/portal/web/act-out/gestures.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { playAct, type Words, wordsIn } from "../support/acted-story.ts";
import { withBrowser } from "../support/browser.ts";
import { temporaryFolder, until } from "../support/rig.ts";
import { keepScreenshot, violations, watchedContext } from "../support/web-page.ts";

const languages = ["fr", "en"] as const;
/** Of the invented hospital: seven places, six figures each. */
const figures = 42;
const bounds = { act: 30_000, live: 60_000 };

/** Looked at by axe: a guide that offers, one that asks for another role, one that types, one that is over. */
const lookedAt: ReadonlySet<ActId> = new Set(["who", "signatures", "tests"]);

interface Played {
  readonly page: Page;
  readonly words: Words;
  readonly language: string;
}

/** Plays one act from whatever page the last one ended on, and waits until the guide is at the next. */
async function play({ page, words, language }: Played, index: number): Promise<void> {
  const act = acts[index];
  assert.ok(act);
  const { guide } = words;
  const aside = page.getByRole("complementary", { name: guide.label });
  const title = (at: number): string => {
    const one = acts[at];
    return one === undefined
      ? guide.over
      : guide.act
          .replace("{{number}}", String(at + 1))
          .replace("{{count}}", String(acts.length))
          .replace("{{title}}", guide.acts[one.id].title);
  };
  await aside.getByText(title(index)).waitFor({ timeout: bounds.act });
  const step = new RegExp(`/${act.page}$`);
  const become = aside.getByRole("button", { name: new RegExp(`^${guide.become.replace("{{name}}", "")}`) });
  const fill = aside.getByRole("button", { name: guide.fill });
  const go = aside.getByRole("link", { name: guide.go });
  const yours = aside.getByText(new RegExp(`^${guide.you.replace("{{name}}.", "")}`));
  await become.or(yours).first().waitFor();
  if ((await become.count()) > 0) {
    if (lookedAt.has(act.id)) assert.deepEqual(await violations(page), [], act.id);
    await become.click();
    await page.waitForURL(step);
    await yours.waitFor();
  }
  if ((await fill.count()) > 0) {
    if (lookedAt.has(act.id)) assert.deepEqual(await violations(page), [], act.id);
    await fill.click();
    await page.waitForURL(step);
    await fill.waitFor({ state: "detached", timeout: bounds.act });
  } else if ((await go.count()) > 0) {
    await go.click();
    await page.waitForURL(step);
  }
  await shown(page, act.id, words);
  await playAct(page, act.id, words);
  await aside.getByText(title(index + 1)).waitFor({ timeout: bounds.act });
  if (index % 6 === 0) await keepScreenshot(page, `act-it-out-${act.id}-${language}`);
}

/** "Show me where" brings the panel of the gesture below the guide, which stays in sight. */
async function shown(page: Page, act: ActId, { guide }: Words): Promise<void> {
  const [first] = gesturePanels[act];
  if (first === undefined) return;
  await page.locator(`#${first}`).waitFor();
  await page.getByRole("button", { name: guide.show }).click();
  const [top, below] = await page.evaluate<[number, number]>(
    `[document.activeElement.getBoundingClientRect().top, document.querySelector(".act-out").getBoundingClientRect().bottom]`,
  );
  assert.equal(await page.evaluate("document.activeElement.id"), first);
  assert.ok(top >= below - 1, `${act}: ${top} px is under the guide, which ends at ${below} px`);
}

/** What production holds of the hospital, by the sandbox's own control API: place, figure and number, without times. */
async function inProduction(control: string, token: string): Promise<readonly string[]> {
  const { body } = await request(`${control}/places?environment=production`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { places } = (await body.json()) as {
    places: { externalId: string; rows: { key: string; nbCapacity: number }[] }[];
  };
  return places.flatMap(({ externalId, rows }) =>
    rows.map(({ key, nbCapacity }) => `${externalId} ${key} ${nbCapacity}`),
  );
}

for (const language of languages) {
  test(`one person plays the whole story, ${language}: every role, and the beds move in production`, async (t) => {
    const folder = temporaryFolder();
    const running = await startDemonstration(
      { stateFolder: folder.path, basePort: 0, seed: 1, speedUp: 500 },
      { clock: systemClock, random: systemRandom, log: () => silentLog },
    );
    t.after(async () => {
      await running.close();
      folder.remove();
    });
    const words = await wordsIn(language);
    const { control } = running.sandbox;
    await withBrowser(async (browser) => {
      const { context, complaints } = await watchedContext(browser, {
        viewport: { width: 1280, height: 900 },
        locale: language === "fr" ? "fr-FR" : "en-GB",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await page.goto(running.portal);
      const offer = page.getByRole("button", { name: words.guide.offer.begin });
      await offer.waitFor();
      assert.deepEqual(await violations(page), [], "offer");
      await offer.click();
      await page.waitForURL(/\/00$/);
      for (const index of acts.keys()) {
        if (acts[index]?.id === "white-list")
          assert.deepEqual(await inProduction(control, running.sandboxControlToken), []);
        await play({ page, words, language }, index);
      }
      const aside = page.getByRole("complementary", { name: words.guide.label });
      assert.deepEqual(await violations(page), [], "over");
      await aside.getByRole("link", { name: words.guide.seeBeds }).click();
      await page.waitForURL(`${running.portal}/`);
      // From then on only movements change what production holds.
      let held: readonly string[] = [];
      await until(
        "production holds every figure of the hospital",
        async () => {
          held = await inProduction(control, running.sandboxControlToken);
          return held.length === figures;
        },
        bounds.live,
      );
      await until(
        "the beds move in production",
        async () => {
          const now = await inProduction(control, running.sandboxControlToken);
          return now.length === figures && now.some((one) => !held.includes(one));
        },
        bounds.live,
      );
      await keepScreenshot(page, `act-it-out-live-${language}`);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  });
}
