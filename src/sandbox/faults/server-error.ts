import { outcomeAnswer } from "./answers.ts";
import type { Fault } from "./fault.ts";

/** The service fails by itself; faults carry an OperationOutcome (ror-api §11). */
export const serverError: Fault = {
  name: "server-error",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "le service échoue : 500",
  en: "the service fails: 500",
  effect: { kind: "instead", answer: () => outcomeAnswer(500, "exception", "Erreur interne du serveur") },
};
