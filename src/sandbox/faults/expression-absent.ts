import { rewriteIssues } from "./answers.ts";
import type { Fault } from "./fault.ts";

/** An answer may carry no expression at all (ror-api §5.6, row 6): the next step cannot be decided. */
export const expressionAbsent: Fault = {
  name: "expression-absent",
  endpoints: ["patch", "read"],
  recovery: "people",
  fr: "les issues ne portent pas d'''expression",
  en: "the issues carry no expression",
  effect: {
    kind: "rewrite",
    rewrite: rewriteIssues(({ expression: _expression, ...issue }) => issue),
  },
};
