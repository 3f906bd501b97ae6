import type { Fault } from "./fault.ts";

/** The connection closes although the request was carried out: the client cannot tell (ror-api §14, point 4). */
export const cutAfterCommit: Fault = {
  name: "cut-after-commit",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "connexion coupée après l'exécution",
  en: "connection cut after the request was carried out",
  effect: { kind: "transport", committed: true, transport: () => ({ kind: "cut" }) },
};
