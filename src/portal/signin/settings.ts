import { z } from "zod";

const minuteMs = 60_000;
const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Credentials and codes pass there: in clear only on this machine. */
const providerUrl = z.url({ protocol: /^https?$/, abort: true }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || loopbackHosts.has(hostname);
}, "https is needed, but for a provider on this machine");

const realProvider = z
  .strictObject({
    kind: z.literal("openid-connect"),
    /** The whole address of the discovery document, as the provider gives it. */
    discoveryUrl: providerUrl,
    /** Name of the provider in its tokens; unless said, the address up to `/.well-known/`. */
    issuer: providerUrl.optional(),
    clientId: z.string().min(1).max(200),
    /** File with the client's secret. */
    secretFile: z.string().min(1).optional(),
    /** How the secret is sent; unless said, as the provider prefers. Some providers read only one of them right. */
    secretMethod: z.enum(["client_secret_basic", "client_secret_post"]).optional(),
    /** File with the client's private key (PKCS#8 PEM), for `private_key_jwt`. */
    keyFile: z.string().min(1).optional(),
    keyAlgorithm: z.enum(["RS256", "PS256", "ES256", "EdDSA"]).default("RS256"),
    /** Whom the signed statement is made to; older providers want their token endpoint there (RFC 7523 §3). */
    keyAudience: z.enum(["issuer", "token-endpoint"]).default("issuer"),
    /** `kid` that the provider knows the key by. */
    keyId: z.string().min(1).max(200).optional(),
    /** Pro Santé Connect: `openid scope_all`. */
    scopes: z
      .string()
      .regex(/^(\S+ )*openid( \S+)*$/, "scopes are separated by spaces and hold openid")
      .default("openid profile email"),
    /** Asked for, and the ID token must tell one of them. Pro Santé Connect: `eidas1`. */
    acrValues: z.array(z.string().regex(/^\S+$/)).max(5).default([]),
    /** The provider checks e-mail addresses even where it does not say `email_verified`. */
    emailsAreVerified: z.boolean().default(false),
    /** How far the provider's clock may be from ours. */
    clockSkewMaxSeconds: z.int().min(0).max(300).default(30),
    /** PEM file of the authorities to trust instead of those of the system. */
    authorityFile: z.string().min(1).optional(),
    requestTimeoutMs: z.int().min(100).max(60_000).default(10_000),
  })
  .refine(
    (provider) => (provider.secretFile === undefined) !== (provider.keyFile === undefined),
    "give secretFile or keyFile, one of them",
  );

/** Who signs people in, and how long that holds. Unknown members are refused. */
export const signInSettings = z.strictObject({
  provider: z.union([z.strictObject({ kind: z.literal("embedded") }), realProvider]).prefault({
    kind: "embedded",
  }),
  /** People with one of these verified e-mail addresses are administrators, without being invited. */
  administrators: z.array(z.email()).max(50).default([]),
  sessionIdleMaxMinutes: z.int().min(1).max(1440).default(120),
  sessionMaxHours: z.int().min(1).max(72).default(12),
  /** How long somebody may take at the provider. */
  attemptMaxMinutes: z.int().min(1).max(60).default(15),
  attemptsMax: z.int().min(10).max(100_000).default(5_000),
  /** Sign-ins of one address. */
  signInsPerMinuteMax: z.int().min(1).max(100_000).default(30),
  /** Calls of one session, or of one address without a session. */
  callsPerMinuteMax: z.int().min(1).max(1_000_000).default(1_200),
});

/** Settings as written by people, before defaults. */
export type SignInSettings = z.input<typeof signInSettings>;
export type ProviderSettings = z.output<typeof realProvider>;

/** Limits in the unit that the code counts in. */
export function limitsOf(settings: z.output<typeof signInSettings>) {
  return {
    session: {
      idleMaxMs: settings.sessionIdleMaxMinutes * minuteMs,
      lifeMaxMs: settings.sessionMaxHours * 60 * minuteMs,
    },
    attempt: { lifeMaxMs: settings.attemptMaxMinutes * minuteMs, countMax: settings.attemptsMax },
  };
}
