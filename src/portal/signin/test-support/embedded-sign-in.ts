import assert from "node:assert/strict";
import type { Browser, Reply } from "./browser.ts";

/** Goes to the embedded provider's page; the reply is that page. */
export async function openChoice(browser: Browser, portal: string, returnPath = "/"): Promise<Reply> {
  const page = await browser.follow(`${portal}/sign-in?return=${encodeURIComponent(returnPath)}`);
  assert.equal(page.status, 200, page.body);
  assert.match(new URL(page.url).pathname, /^\/oidc\/interaction\//);
  return page;
}

/** Chooses a person on that page. Returns where the browser ends. */
export async function choose(browser: Browser, page: Reply, person: string, stopAt?: string): Promise<Reply> {
  const chosen = await browser.ask(page.url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ person }).toString(),
  });
  assert.equal(chosen.status, 303, chosen.body);
  return browser.follow(new URL(String(chosen.headers["location"]), page.url).href, stopAt);
}

/** The whole way. Returns the token that changing calls need. */
export async function signInAs(browser: Browser, portal: string, person: string): Promise<string> {
  await choose(browser, await openChoice(browser, portal), person);
  const session = JSON.parse((await browser.ask(`${portal}/api/session`)).body);
  assert.equal(typeof session.csrfToken, "string", JSON.stringify(session));
  return session.csrfToken;
}
