import { decodeProtectedHeader, type JWK, jwtVerify, SignJWT } from "jose";
import type { HeldClient } from "../gate/registry.ts";
import { SIGNING_ALGORITHM, type SigningKeys } from "./signing-keys.ts";

/** What the `Authorization` header of an API call turns out to be. */
export type BearerReading =
  | { readonly kind: "missing" }
  | { readonly kind: "invalid" }
  | { readonly kind: "expired" }
  | { readonly kind: "unknown-client"; readonly clientId: string }
  | { readonly kind: "caller"; readonly client: HeldClient };

/** The same before the client is looked up. */
export type TokenReading =
  | { readonly kind: "missing" | "invalid" | "expired" }
  | { readonly kind: "valid"; readonly clientId: string };

/** Makes and reads the access tokens of one environment. */
export interface AccessTokens {
  /** A JWT for that client, from `nowMs` on. `identifier` makes it unique. */
  issue(clientId: string, nowMs: number, lifetimeSeconds: number, identifier: string): Promise<string>;
  read(authorization: string | undefined, nowMs: number): Promise<TokenReading>;
  /** Public key set, as the server publishes it. */
  keySet(): { readonly keys: readonly JWK[] };
  /** Signs with a new key from now on; the one before still verifies. Returns the name of the new one. */
  rotate(nowMs: number): Promise<string>;
}

const bearerForm = /^Bearer +([A-Za-z0-9._~+/=-]{1,10000})$/i;

/**
 * Tokens shaped after those of the documented authorisation server: JWT, RS256 (ror-api §3). A signing key older
 * than `keyLifeMs` is replaced when the next token is made.
 */
export function accessTokens(keys: SigningKeys, issuer: () => string, keyLifeMs: number): AccessTokens {
  const verified = recentTokens();
  return {
    async issue(clientId, nowMs, lifetimeSeconds, identifier) {
      if (nowMs - keys.current().createdMs > keyLifeMs) await keys.rotate(nowMs);
      const { kid, privateKey } = keys.current();
      const now = Math.floor(nowMs / 1000);
      return new SignJWT({ typ: "Bearer", azp: clientId, client_id: clientId, scope: "profile email" })
        .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: "JWT", kid })
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeSeconds)
        .setIssuer(issuer())
        .setSubject(`service-account-${clientId}`)
        .setJti(identifier)
        .sign(privateKey);
    },
    async read(authorization, nowMs) {
      if (authorization === undefined) return { kind: "missing" };
      const known = verified.get(authorization);
      if (known && keys.byKid(known.kid)) return readingOf(known, nowMs);
      const token = bearerForm.exec(authorization)?.[1];
      const fresh = token === undefined ? undefined : await verify(token, keys, issuer());
      if (fresh) verified.set(authorization, fresh);
      return fresh ? readingOf(fresh, nowMs) : { kind: "invalid" };
    },
    keySet: () => keys.published(),
    rotate: (nowMs) => keys.rotate(nowMs),
  };
}

/** What a good signature vouches for. Whether the token is still good is asked at each call. */
interface VerifiedToken {
  readonly kid: string;
  readonly clientId: string;
  /** End of its life, epoch seconds. */
  readonly endsSeconds: number;
}

/** Headers whose signature was checked already: checking one costs more than all the rest of a call. */
const VERIFIED_MAX = 10_000;

function recentTokens(): Pick<Map<string, VerifiedToken>, "get" | "set"> {
  const held = new Map<string, VerifiedToken>();
  return {
    get: (header) => held.get(header),
    set(header, verified) {
      const [oldest] = held.size >= VERIFIED_MAX ? held.keys() : [];
      if (oldest !== undefined) held.delete(oldest);
      return held.set(header, verified);
    },
  };
}

/** The token has ended at the very second of its `exp` (RFC 7519 §4.1.4). */
function readingOf({ clientId, endsSeconds }: VerifiedToken, nowMs: number): TokenReading {
  return Math.floor(nowMs / 1000) < endsSeconds ? { kind: "valid", clientId } : { kind: "expired" };
}

/** Signature and claims, without the time; undefined when the token is none of ours. */
async function verify(token: string, keys: SigningKeys, issuer: string): Promise<VerifiedToken | undefined> {
  try {
    const key = keys.byKid(decodeProtectedHeader(token).kid);
    if (!key) return undefined;
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: [SIGNING_ALGORITHM],
      currentDate: new Date(0),
      requiredClaims: ["exp", "iat", "azp"],
      issuer,
    });
    const { azp, exp } = payload;
    if (typeof azp !== "string" || exp === undefined) return undefined;
    return { kid: key.kid, clientId: azp, endsSeconds: exp };
  } catch {
    return undefined;
  }
}
