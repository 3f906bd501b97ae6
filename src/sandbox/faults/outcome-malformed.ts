import { bodyText } from "../http/answer.ts";
import type { Fault } from "./fault.ts";

/** The body stops in the middle of its JSON, in an answer that is otherwise whole. The status tells the truth. */
export const outcomeMalformed: Fault = {
  name: "outcome-malformed",
  endpoints: ["patch", "read", "token"],
  recovery: "people",
  fr: "le corps de la réponse n'est pas du JSON lisible",
  en: "the body of the answer is not readable JSON",
  effect: {
    kind: "rewrite",
    rewrite: (answer) => {
      const text = bodyText(answer) ?? "{}";
      return { ...answer, raw: text.slice(0, Math.ceil(text.length / 2)) };
    },
  },
};
