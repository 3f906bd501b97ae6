import { expressionsOf, rewriteIssues } from "./answers.ts";
import type { Fault } from "./fault.ts";

/** FHIR R4 has a list where one published answer has a plain string (ror-api §13 row 19). */
export const expressionList: Fault = {
  name: "expression-list",
  endpoints: ["patch", "read"],
  recovery: "at-once",
  fr: "les expressions des issues sont des listes, comme FHIR le veut",
  en: "the expressions of the issues are lists, as FHIR wants",
  effect: {
    kind: "rewrite",
    rewrite: rewriteIssues(({ expression, ...issue }) => {
      const list = expressionsOf(expression);
      return list.length === 0 ? issue : { ...issue, expression: list };
    }),
  },
};
