import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  calculatePKCECodeChallenge,
  clockSkew,
  clockTolerance,
  customFetch,
  getValidatedIdTokenClaims,
  type IDToken,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processUserInfoResponse,
  userInfoRequest,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from "oauth4webapi";
import { type Clock, systemClock } from "../../runtime/clock.ts";
import type { HttpClient } from "../../runtime/http-client.ts";
import type { Attempt } from "./attempts.ts";
import { fetchThrough } from "./client-fetch.ts";
import type { ClientIdentity } from "./client-identity.ts";
import { identityOf } from "./identity-of.ts";
import type { Identity } from "./people.ts";
import { asSignInFault, SignInFault } from "./sign-in-fault.ts";

export interface ProviderClientSettings {
  readonly discoveryUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly identity: ClientIdentity;
  readonly scopes: string;
  readonly acrValues: readonly string[];
  readonly emailsAreVerified: boolean;
  readonly clockSkewMaxSeconds: number;
  readonly requestTimeoutMs: number;
}

/** One OpenID Connect provider, seen by its client. Every method throws SignInFault, nothing else. */
export interface ProviderClient {
  /** Where to send the browser: authorization code, PKCE, state and nonce (RFC 9700 §2.1.1). */
  authorizationUrl(attempt: Attempt, redirectUri: string, language: string): Promise<string>;
  /** Redeems what the browser brought back; tells who signed in only after every check of the answer. */
  redeem(query: URLSearchParams, attempt: Attempt, redirectUri: string): Promise<SignedInAtProvider>;
  /** Where to sign out of the provider too; `undefined` when it offers no such thing. */
  logoutUrl(idToken: string, afterwards: string): Promise<string | undefined>;
}

export interface SignedInAtProvider {
  readonly identity: Identity;
  readonly idToken: string;
}

/** What the provider says of itself is asked for again after so long. */
const metadataKeptMs = 3_600_000;

export function createProviderClient(
  settings: ProviderClientSettings,
  http: HttpClient,
  clock: Clock,
): ProviderClient {
  const transport = {
    [customFetch]: fetchThrough(http, settings.requestTimeoutMs),
    // Settings take plain http on loopback only.
    [allowInsecureRequests]: settings.discoveryUrl.startsWith("http:"),
  };
  let kept: { readonly server: AuthorizationServer; readonly sinceMs: number } | undefined;
  const discover = async (): Promise<AuthorizationServer> => {
    if (kept && clock.nowMs() - kept.sinceMs < metadataKeptMs) return kept.server;
    const get = { method: "GET", headers: { accept: "application/json" }, body: undefined } as const;
    const response = await transport[customFetch](settings.discoveryUrl, get);
    if (response.status !== 200) {
      throw new SignInFault("portal.sign-in-provider-unreachable", `discovery: ${response.status}`);
    }
    const server = await processDiscoveryResponse(new URL(settings.issuer), response);
    kept = { server, sinceMs: clock.nowMs() };
    return server;
  };
  /** oauth4webapi reads the system's time; ours may be another one. */
  const client = (): Client => ({
    client_id: settings.clientId,
    [clockSkew]: Math.round((clock.nowMs() - systemClock.nowMs()) / 1000),
    [clockTolerance]: settings.clockSkewMaxSeconds,
  });
  return {
    authorizationUrl: (attempt, redirectUri, language) =>
      asSignInFault(async () => {
        const { authorization_endpoint: endpoint } = await discover();
        if (endpoint === undefined) {
          throw new SignInFault("portal.sign-in-answer-not-trusted", "no authorization endpoint");
        }
        const url = new URL(endpoint);
        const query = {
          client_id: settings.clientId,
          redirect_uri: redirectUri,
          response_type: "code",
          scope: settings.scopes,
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await calculatePKCECodeChallenge(attempt.pkceVerifier),
          code_challenge_method: "S256",
          ui_locales: language,
          ...(settings.acrValues.length === 0 ? {} : { acr_values: settings.acrValues.join(" ") }),
        };
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
        return url.href;
      }),
    redeem: (query, attempt, redirectUri) =>
      asSignInFault(async () => {
        const server = await discover();
        const own = client();
        const answer = validateAuthResponse(server, own, query, attempt.state);
        const identity = settings.identity(server);
        const response = await authorizationCodeGrantRequest(
          server,
          own,
          identity,
          answer,
          redirectUri,
          attempt.pkceVerifier,
          transport,
        );
        refuseUnreadable(response);
        const tokens = await processAuthorizationCodeResponse(server, own, response, {
          expectedNonce: attempt.nonce,
          requireIdToken: true,
        });
        await validateApplicationLevelSignature(server, response, transport);
        const claims = getValidatedIdTokenClaims(tokens);
        if (claims === undefined || tokens.id_token === undefined) {
          throw new SignInFault("portal.sign-in-answer-not-trusted", "no ID token");
        }
        checkLevel(settings.acrValues, claims);
        const more =
          server.userinfo_endpoint === undefined
            ? {}
            : await processUserInfoResponse(
                server,
                own,
                claims.sub,
                await userInfoRequest(server, own, tokens.access_token, transport),
              );
        return {
          identity: identityOf(server.issuer, { ...claims, ...more }, settings.emailsAreVerified),
          idToken: tokens.id_token,
        };
      }),
    logoutUrl: (idToken, afterwards) =>
      asSignInFault(async () => {
        const { end_session_endpoint: endpoint } = await discover();
        if (endpoint === undefined) return undefined;
        const url = new URL(endpoint);
        url.searchParams.set("id_token_hint", idToken);
        url.searchParams.set("client_id", settings.clientId);
        url.searchParams.set("post_logout_redirect_uri", afterwards);
        return url.href;
      }),
  };
}

/** A provider may ignore `acr_values` (OpenID Connect Core 1.0 §3.1.2.1): what was done must be looked at. */
function checkLevel(wanted: readonly string[], claims: IDToken): void {
  if (wanted.length === 0 || wanted.includes(String(claims["acr"]))) return;
  throw new SignInFault("portal.sign-in-answer-not-trusted", "acr is none of those asked for");
}

/** Servers and proxies that refuse a client without the error that RFC 6749 §5.2 asks for. */
function refuseUnreadable(response: Response): void {
  const { status } = response;
  if (status >= 500) throw new SignInFault("portal.sign-in-provider-unreachable", `token: ${status}`);
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  if (status >= 400 && !isJson) throw new SignInFault("portal.sign-in-provider-refused", `token: ${status}`);
}
