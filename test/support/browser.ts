import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

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

/**
 * Runs `use` with Debian's chromium and closes it afterwards. Fails, rather than passing unseen, where it is not
 * installed.
 */
export async function withBrowser<Result>(use: (browser: Browser) => Promise<Result>): Promise<Result> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `This test needs Debian's chromium at ${executablePath}: apt-get install chromium (listed in .ci/debian-packages).`,
    );
  }
  const browser = await chromium.launch({ executablePath, args: launchArguments });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}
