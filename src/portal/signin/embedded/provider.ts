import { Provider } from "oidc-provider";
import type { Clock } from "../../../runtime/clock.ts";
import type { Log } from "../../../runtime/log.ts";
import type { EmbeddedKeys } from "./keys.ts";
import type { InventedPerson } from "./person.ts";
import { embeddedStorage } from "./storage.ts";

export interface EmbeddedSettings {
  readonly issuer: string;
  readonly redirectUri: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly people: readonly InventedPerson[];
  readonly keys: EmbeddedKeys;
  readonly clock: Clock;
  readonly log: Log;
}

const codeSeconds = 60;
const interactionSeconds = 900;
const tokenSeconds = 300;
const sessionSeconds = 3_600;

/** The OpenID Connect provider of the demonstration: one client, the portal itself, and people without passwords. */
export function embeddedProvider(settings: EmbeddedSettings): Provider {
  const { issuer, redirectUri, client, people, keys, clock, log } = settings;
  const provider = new Provider(issuer, {
    adapter: embeddedStorage(clock),
    jwks: { keys: [keys.signingKey] },
    cookies: {
      keys: keys.cookieKeys,
      long: { signed: true, httpOnly: true, sameSite: "lax" },
      short: { signed: true, httpOnly: true, sameSite: "lax" },
    },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_basic",
        id_token_signed_response_alg: "ES256",
      },
    ],
    responseTypes: ["code"],
    pkce: { required: () => true },
    scopes: ["openid"],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    ttl: {
      AuthorizationCode: codeSeconds,
      AccessToken: tokenSeconds,
      IdToken: tokenSeconds,
      Interaction: interactionSeconds,
      Session: sessionSeconds,
      Grant: sessionSeconds,
    },
    interactions: { url: (_context, interaction) => `/oidc/interaction/${interaction.uid}` },
    findAccount: (_context, id) => {
      const person = people.find((one) => one.id === id);
      if (person === undefined) return undefined;
      const { name, email } = person;
      return { accountId: id, claims: () => ({ sub: id, name, email, email_verified: true }) };
    },
    // The portal asks for nothing that its own provider could hold back: nobody is asked to consent.
    async loadExistingGrant(context) {
      const { client: asking, session } = context.oidc;
      if (asking === undefined || session?.accountId === undefined) return undefined;
      const grant = new context.oidc.provider.Grant({
        clientId: asking.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
    renderError(context, out) {
      context.type = "text/plain; charset=utf-8";
      context.body = `${out.error}\n`;
    },
  });
  provider.on("server_error", (_context, error) => log.error({ err: error }, "embedded provider failed"));
  return provider;
}
