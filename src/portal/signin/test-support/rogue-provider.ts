import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { TestContext } from "node:test";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";

/** What a rogue or broken provider does, one thing at a time; everything else it does right. */
export interface Misdeeds {
  /** Members of the ID token that it writes otherwise. */
  claims?: JWTPayload;
  /** Members that it leaves out. */
  without?: readonly string[];
  signature?: "none" | "another-key" | "shared-secret" | "cut";
  /** Subject that its userinfo tells. */
  userinfoSub?: string;
  /** Issuer that its discovery document tells. */
  discoveryIssuer?: string;
  /** Status that the token endpoint answers with, with an HTML page. */
  tokenStatus?: number;
}

/** A provider in this process that signs in whoever comes, with faults to order. */
export interface RogueProvider {
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly secret: string;
  /** The nonce of the last authorization request that `codeFor` was given. */
  misdeeds: Misdeeds;
  /** What the browser brings back for this authorization request. */
  wayBack(authorizationUrl: string, changes?: Readonly<Record<string, string>>): string;
  /** How often its token endpoint was asked. */
  readonly tokensAsked: () => number;
}

const clientId = "raccord";
const secret = "rogue0secret";

export async function startRogueProvider(t: TestContext, nowMs: () => number): Promise<RogueProvider> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const other = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const nonces = new Map<string, string>();
  const state: { misdeeds: Misdeeds; asked: number; codes: number } = { misdeeds: {}, asked: 0, codes: 0 };
  let issuer = "";

  const idToken = async (nonce: string): Promise<string> => {
    const { claims = {}, without = [], signature } = state.misdeeds;
    const now = Math.floor(nowMs() / 1000);
    const right = { iss: issuer, aud: clientId, sub: "s-1", iat: now, exp: now + 300, nonce };
    const payload = Object.fromEntries(
      Object.entries({ ...right, ...claims }).filter(([name]) => !without.includes(name)),
    );
    const signed = (alg: string, key: CryptoKey | Uint8Array): Promise<string> =>
      new SignJWT(payload).setProtectedHeader({ alg, kid: "one" }).sign(key);
    switch (signature) {
      case "none":
        return new UnsecuredJWT(payload).encode();
      case "another-key":
        return signed("RS256", other.privateKey);
      case "shared-secret":
        return signed("HS256", new TextEncoder().encode(secret.repeat(4)));
      case "cut":
        return `${(await signed("RS256", privateKey)).split(".").slice(0, 2).join(".")}.`;
      default:
        return signed("RS256", privateKey);
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const send = (body: unknown): void => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    switch (new URL(request.url ?? "/", issuer).pathname) {
      case "/.well-known/openid-configuration":
        send({
          issuer: state.misdeeds.discoveryIssuer ?? issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ["code"],
          id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
        });
        return;
      case "/jwks":
        send({ keys: [jwk] });
        return;
      case "/userinfo":
        send({
          sub: state.misdeeds.userinfoSub ?? "s-1",
          name: "Rogue",
          email: "r@x.example",
          email_verified: true,
        });
        return;
      case "/token": {
        state.asked += 1;
        if (state.misdeeds.tokenStatus !== undefined) {
          response.writeHead(state.misdeeds.tokenStatus, { "content-type": "text/html" }).end("<p>no</p>");
          return;
        }
        const form = new URLSearchParams(await bodyOf(request));
        const token = await idToken(nonces.get(form.get("code") ?? "") ?? "");
        send({ access_token: "access", token_type: "Bearer", expires_in: 60, id_token: token });
        return;
      }
      default:
        response.writeHead(404).end();
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  issuer = `http://127.0.0.1:${address.port}`;
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId,
    secret,
    get misdeeds() {
      return state.misdeeds;
    },
    set misdeeds(misdeeds) {
      state.misdeeds = misdeeds;
    },
    wayBack(authorizationUrl, changes = {}) {
      const asked = new URL(authorizationUrl).searchParams;
      state.codes += 1;
      const code = `code-${state.codes}`;
      nonces.set(code, asked.get("nonce") ?? "");
      const back = new URL(asked.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({ code, state: asked.get("state") ?? "", ...changes }).toString();
      return back.href;
    },
    tokensAsked: () => state.asked,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
