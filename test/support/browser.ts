import { existsSync } from "node:fs";
import { after } from "node:test";
import { type Browser, chromium, errors, type Locator } from "playwright-core";

const executablePath = "/usr/bin/chromium";

const launchArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser of this test file: starting one costs two seconds of processor, a window of its own almost nothing. */
let started: Promise<Browser> | undefined;
after(async () => {
  await (await started)?.close();
});

/**
 * Runs `use` with Debian's chromium and closes every window that it opened. Tests of one file share the browser, one
 * after the other; windows share nothing. Fails, rather than passing unseen, where chromium is not installed.
 */
export async function withBrowser<Result>(use: (browser: Browser) => Promise<Result>): Promise<Result> {
  started ??= start();
  const browser = await started;
  try {
    return await use(browser);
  } finally {
    for (const context of browser.contexts()) await context.close();
  }
}

async function start(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `This test needs Debian's chromium at ${executablePath}: apt-get install chromium (listed in .ci/debian-packages).`,
    );
  }
  const browser = await chromium.launch({ executablePath, args: launchArguments });
  await lookOften(browser);
  return browser;
}

type WaitFor = Locator["waitFor"];

/** A wait of up to 2.5 s looks at the page every 100 ms, a longer one every 500 ms. */
const sliceMs = 2_000;
const waitMaxMs = 30_000;

/**
 * Makes every `waitFor` see the page within 100 ms instead of 500, which was most of what the stories waited for: a long
 * wait is made of short ones, with the same bound and the same error at its end.
 */
async function lookOften(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  const prototype: { waitFor: WaitFor } = Object.getPrototypeOf(page.locator("html"));
  await page.close();
  const { waitFor } = prototype;
  prototype.waitFor = async function inSlices(
    this: Locator,
    options: Parameters<WaitFor>[0] = {},
  ): Promise<void> {
    const { timeout = waitMaxMs } = options;
    const endMs = performance.now() + timeout;
    for (;;) {
      const leftMs = endMs - performance.now();
      try {
        return await waitFor.call(this, { ...options, timeout: Math.max(1, Math.min(sliceMs, leftMs)) });
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
        if (leftMs <= sliceMs)
          throw new errors.TimeoutError(error.message.replace(/Timeout \d+ms/, `Timeout ${timeout}ms`));
      }
    }
  };
}
