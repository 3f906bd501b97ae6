import type { Fault } from "./fault.ts";

/** The connection closes and nothing was done. */
export const cutBeforeCommit: Fault = {
  name: "cut-before-commit",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "connexion coupée avant l'exécution",
  en: "connection cut before the request is carried out",
  effect: { kind: "transport", committed: false, transport: () => ({ kind: "cut" }) },
};
