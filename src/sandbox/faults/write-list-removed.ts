import type { Fault } from "./fault.ts";

/** The certificate has lost its lines of the write list (ror-api §3, preconditions). */
export const writeListRemoved: Fault = {
  name: "write-list-removed",
  endpoints: ["patch"],
  recovery: "people",
  fr: "le certificat n'a plus de droit d'écriture",
  en: "the certificate has no right to write any more",
  effect: { kind: "facts", change: (facts) => ({ ...facts, writable: new Set<string>() }) },
};
