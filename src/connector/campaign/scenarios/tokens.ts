import { CampaignStopped } from "../bench.ts";
import { callsText, failed, notProduced, passed, type Scenario } from "./outcome.ts";

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A token by the certificate alone (ror-api §3). Nothing can follow without it. */
export const tokenGiven: Scenario = async ({ client }) => {
  const token = await client.token();
  switch (token.kind) {
    case "token":
      return passed("Jeton obtenu.", "token obtained.");
    case "fault":
      if (token.reason === "delivery.credential-fault") {
        return failed(`Jeton refusé : ${token.detail}.`, `token refused: ${token.detail}.`);
      }
      throw new CampaignStopped(
        `Le serveur de jetons n'est pas digne de confiance ou le certificat est illisible : ${token.detail}`,
        `the token server is not trusted or the certificate cannot be read: ${token.detail}`,
        true,
      );
    case "unavailable":
      throw new CampaignStopped(
        `Le serveur de jetons ne répond pas : ${token.detail}`,
        `the token server does not answer: ${token.detail}`,
        true,
      );
  }
};

/** Another client_id with our certificate. Only where nobody can be locked out by it. */
export const tokenRefused: Scenario = async ({ client, settings, target }) => {
  if (!settings.wrongClient && !loopback.has(new URL(target.tokenUrl).hostname)) {
    return notProduced(
      "Non tenté ici sans le réglage campaign.wrongClient : un serveur peut bloquer qui insiste.",
      "not tried here without the setting campaign.wrongClient: a server may lock out who insists.",
    );
  }
  const token = await client.tokenAs(`${target.clientId}-inconnu`);
  switch (token.kind) {
    case "fault":
      return passed(`Refus compris : ${token.detail}.`, `refusal understood: ${token.detail}.`);
    case "token":
      return failed(
        "Un jeton a été donné à un client_id inventé.",
        "a token was given to an invented client_id.",
      );
    case "unavailable":
      return notProduced(`Pas de réponse : ${token.detail}.`, `no answer: ${token.detail}.`);
  }
};

/** Characters at the end of a token that are changed: part of its signature when it is a JWT. */
const damagedCharacters = 12;

/** 401: a new token once, then the same request (DESIGN §4). */
export const tokenRejected: Scenario = async (bench) => {
  const token = await bench.client.token();
  if (token.kind !== "token") {
    throw new CampaignStopped(`Plus de jeton : ${token.detail}`, `no token any more: ${token.detail}`, true);
  }
  const exchange = await bench.send(bench.row(bench.indicators[0], 2), { firstToken: damaged(token.value) });
  const text = callsText(exchange.calls);
  const [first, ...after] = exchange.calls;
  if (first.status !== 401) {
    return notProduced(
      `Un jeton abîmé n'a pas donné 401 : ${text}.`,
      `a damaged token did not give 401: ${text}.`,
    );
  }
  const once = after.every((call) => call.status !== 401);
  return once && exchange.decision.kind === "confirmed"
    ? passed(`Renouvelé une fois, puis passé : ${text}.`, `renewed once, then passed: ${text}.`)
    : failed(`Après le 401 : ${text}.`, `after the 401: ${text}.`);
};

/** The token with other characters at its end. */
export function damaged(token: string): string {
  const end = token.slice(-damagedCharacters);
  return token.slice(0, -damagedCharacters) + [...end].map((it) => (it === "A" ? "B" : "A")).join("");
}
