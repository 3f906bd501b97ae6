import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { systemClock } from "../../../runtime/clock.ts";
import { type Ask, type Browser, locationOf, openBrowser, type Reply } from "./browser.ts";

/**
 * Glewlwyd, an OpenID Connect provider written in C by others, as a process of its own on loopback. Users sign in with
 * a password by the calls that its own login page makes.
 */
export interface Glewlwyd {
  readonly issuer: string;
  readonly discoveryUrl: string;
  addUser(user: GlewlwydUser): Promise<void>;
  addClient(client: GlewlwydClient): Promise<void>;
  /** Signs a browser in and grants the scopes; returns the address of the portal that it is sent back to. */
  signIn(browser: Browser, authorizationUrl: string, user: GlewlwydUser): Promise<string>;
}

export interface GlewlwydUser {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly email: string;
  readonly emailChecked: boolean;
}

export interface GlewlwydClient {
  readonly id: string;
  readonly redirectUri: string;
  readonly method: "client_secret_basic" | "client_secret_post" | "private_key_jwt";
  readonly secret?: string;
  readonly publicKeyPem?: string;
}

const schema = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3";
const modules = "/usr/lib/glewlwyd";
const scope = "openid";
const startMaxMs = 20_000;
const lookEveryMs = 20;
const saidMaxLength = 5_000;
const json = { "content-type": "application/json" };

export async function startGlewlwyd(t: TestContext): Promise<Glewlwyd> {
  if (!existsSync(schema) || !existsSync(modules)) {
    throw new Error("the Debian package glewlwyd is not installed: see .ci/debian-packages");
  }
  const folder = mkdtempSync(join(tmpdir(), "raccord-glewlwyd-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const database = new DatabaseSync(join(folder, "glewlwyd.db"));
  database.exec(readFileSync(schema, "utf8"));
  database.close();
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, "glewlwyd.conf"), configuration(root, port, folder));
  const child = spawn("glewlwyd", [`--config-file=${join(folder, "glewlwyd.conf")}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => ended(child));
  await untilStarted(child, root);

  const admin = openBrowser();
  t.after(() => admin.close());
  const call = async (path: string, method: Ask["method"], body: unknown): Promise<void> => {
    const reply = await admin.ask(`${root}/api/${path}`, {
      method: method ?? "POST",
      headers: json,
      body: JSON.stringify(body),
    });
    if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${reply.body}`);
  };
  // The first password of every new installation; this one lasts as long as the test.
  await call("auth/", "POST", { username: "admin", password: "password" });
  await call("mod/user/database", "PUT", {
    display_name: "users",
    parameters: {
      "use-glewlwyd-connection": true,
      "data-format": { "email-checked": { multiple: false, read: true, write: true } },
    },
  });
  await call("mod/user/database/reset/", "PUT", {});
  const issuer = `${root}/api/oidc`;
  await call("mod/plugin/", "POST", {
    module: "oidc",
    name: "oidc",
    display_name: "oidc",
    parameters: parameters(issuer),
  });
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    addUser: ({ username, password, name, email, emailChecked }) =>
      call("user/", "POST", {
        username,
        password,
        name,
        email,
        enabled: true,
        scope: [scope, "g_profile"],
        "email-checked": emailChecked ? "yes" : "no",
      }),
    addClient: ({ id, redirectUri, method, secret, publicKeyPem }) =>
      call("client/", "POST", {
        client_id: id,
        name: id,
        enabled: true,
        confidential: true,
        redirect_uri: [redirectUri],
        authorization_type: ["code"],
        token_endpoint_auth_method: [method],
        scope: [],
        ...(secret === undefined ? {} : { password: secret, client_secret: secret }),
        ...(publicKeyPem === undefined ? {} : { pubkey: publicKeyPem }),
      }),
    async signIn(browser, authorizationUrl, { username, password }) {
      const asked = await browser.ask(authorizationUrl);
      const login = locationOf(asked);
      if (!new URL(login).pathname.endsWith("/login.html")) throw new Error(`no login page: ${login}`);
      const post = (path: string, method: "POST" | "PUT", body: unknown): Promise<Reply> =>
        browser.ask(`${root}/api/${path}`, { method, headers: json, body: JSON.stringify(body) });
      const entered = await post("auth/", "POST", { username, password });
      if (entered.status !== 200) throw new Error(`login: ${entered.status} ${entered.body}`);
      const clientId = new URL(authorizationUrl).searchParams.get("client_id") ?? "";
      const granted = await post(`auth/grant/${clientId}`, "PUT", { scope });
      if (granted.status !== 200) throw new Error(`grant: ${granted.status} ${granted.body}`);
      // The mark that the login page puts on the way back.
      return locationOf(await browser.ask(`${authorizationUrl}&g_continue`));
    },
  };
}

function parameters(issuer: string): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signingKey = { ...privateKey.export({ format: "jwk" }), alg: "PS256", kid: "signing", use: "sig" };
  return {
    iss: issuer,
    "jwks-private": JSON.stringify({ keys: [signingKey] }),
    "default-kid": "signing",
    "access-token-duration": 300,
    "refresh-token-duration": 3600,
    "code-duration": 60,
    "refresh-token-rolling": false,
    "allow-non-oidc": false,
    "auth-type-code-enabled": true,
    "auth-type-code-revoke-replayed": true,
    "auth-type-token-enabled": false,
    "auth-type-id-token-enabled": true,
    "auth-type-none-enabled": false,
    "auth-type-password-enabled": false,
    "auth-type-client-enabled": false,
    "auth-type-refresh-enabled": false,
    "jwks-show": true,
    "pkce-allowed": true,
    "pkce-required": true,
    "pkce-method-plain-allowed": false,
    "oauth-as-iss-id": true,
    "name-claim": "mandatory",
    "email-claim": "mandatory",
    "scope-claim": "no",
    claims: [
      {
        name: "email_verified",
        "user-property": "email-checked",
        type: "boolean",
        "boolean-value-true": "yes",
        "boolean-value-false": "no",
        mandatory: true,
        "on-demand": false,
        scope: [],
      },
    ],
    "request-parameter-allow": true,
    "request-maximum-exp": 3600,
    "client-pubkey-parameter": "pubkey",
    "session-management-allowed": true,
    "session-cookie-name": "GLEWLWYD_OIDC",
    "session-cookie-expiration": 3600,
  };
}

function configuration(root: string, port: number, folder: string): string {
  return [
    `port=${port}`,
    'bind_address="127.0.0.1"',
    `external_url="${root}"`,
    'login_url="login.html"',
    'api_prefix="api"',
    'log_mode="console"',
    'log_level="WARNING"',
    "cookie_secure=0",
    "session_expiration=3600",
    'session_key="GLEWLWYD2_SESSION_ID"',
    'admin_scope="g_admin"',
    'profile_scope="g_profile"',
    `user_module_path="${modules}/user"`,
    `client_module_path="${modules}/client"`,
    `user_auth_scheme_module_path="${modules}/scheme"`,
    `plugin_module_path="${modules}/plugin"`,
    'hash_algorithm="SHA512"',
    `database = { type = "sqlite3"; path = "${join(folder, "glewlwyd.db")}"; };`,
    "",
  ].join("\n");
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}

/** Waits until it answers: the line that it is started comes a moment too early. */
async function untilStarted(child: ChildProcess, root: string): Promise<void> {
  let said = "";
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString("utf8")).slice(-saidMaxLength);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const failed = new Promise<never>((_resolve, reject) => child.once("error", reject));
  const endMs = systemClock.nowMs() + startMaxMs;
  while (!(await Promise.race([answers(root), failed]))) {
    if (child.exitCode !== null || systemClock.nowMs() > endMs)
      throw new Error(`glewlwyd is not up: ${said}`);
    await new Promise<void>((resolve) => systemClock.after(lookEveryMs, resolve));
  }
}

async function answers(root: string): Promise<boolean> {
  const browser = openBrowser();
  try {
    return (await browser.ask(`${root}/api/`)).status < 500;
  } catch {
    return false;
  } finally {
    await browser.close();
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await over;
}
