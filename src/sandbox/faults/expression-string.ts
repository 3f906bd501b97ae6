import { expressionsOf, rewriteIssues } from "./answers.ts";
import type { Fault } from "./fault.ts";

/** One published answer has a plain string where FHIR R4 has a list (ror-api §5.5, §13 row 19). */
export const expressionString: Fault = {
  name: "expression-string",
  endpoints: ["patch", "read"],
  recovery: "at-once",
  fr: "les expressions des issues sont de simples chaînes",
  en: "the expressions of the issues are plain strings",
  effect: {
    kind: "rewrite",
    rewrite: rewriteIssues(({ expression, ...issue }) => {
      const [first] = expressionsOf(expression);
      return first === undefined ? issue : { ...issue, expression: first };
    }),
  },
};
