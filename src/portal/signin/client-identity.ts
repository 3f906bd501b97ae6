import { readFileSync } from "node:fs";
import { importPKCS8 } from "jose";
import {
  type AuthorizationServer,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  modifyAssertion,
  PrivateKeyJwt,
} from "oauth4webapi";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { ProviderSettings } from "./settings.ts";

/** How the portal proves to a provider that it is the client. */
export type ClientIdentity = (server: AuthorizationServer) => ClientAuth;

/**
 * A client with a secret: sent as the settings say, else as the provider prefers, Basic when it says nothing (OpenID
 * Connect Core 1.0 §9).
 */
export function secretIdentity(secret: string, method?: ProviderSettings["secretMethod"]): ClientIdentity {
  return (server) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const preferred = methods.includes("client_secret_basic") ? "client_secret_basic" : "client_secret_post";
    switch (method ?? preferred) {
      case "client_secret_basic":
        return ClientSecretBasic(secret);
      case "client_secret_post":
        return ClientSecretPost(secret);
    }
  };
}

/** The identity that the settings name. Throws RaccordError `portal.sign-in-client-file`. */
export async function clientIdentity(settings: ProviderSettings): Promise<ClientIdentity> {
  const { secretFile, secretMethod, keyFile, keyAlgorithm, keyAudience, keyId } = settings;
  if (keyFile === undefined) return secretIdentity(readText(secretFile ?? "").trim(), secretMethod);
  const pem = readText(keyFile);
  try {
    const key = await importPKCS8(pem, keyAlgorithm);
    const withId = { key, ...(keyId === undefined ? {} : { kid: keyId }) };
    return (server) =>
      PrivateKeyJwt(withId, {
        [modifyAssertion]: (_header, payload) => {
          if (keyAudience === "token-endpoint") payload["aud"] = server.token_endpoint;
        },
      });
  } catch (error) {
    throw new RaccordError("portal.sign-in-client-file", keyFile, { cause: error });
  }
}

/** Text of a file of the settings. Throws RaccordError `portal.sign-in-client-file` when it is absent or empty. */
export function readText(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new RaccordError("portal.sign-in-client-file", path, { cause: error });
  }
  if (text.trim() === "") throw new RaccordError("portal.sign-in-client-file", `${path} is empty`);
  return text;
}
