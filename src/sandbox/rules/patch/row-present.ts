import { LIST_EXPRESSION } from "../expressions.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { operationIn } from "../patch-facts.ts";

/**
 * A `replace` or a `delete` finds its row (ror-api §5.5, §5.6 row 1). The expression is a plain string here, and
 * only here: so it is published.
 */
export const rowPresent: PatchCheck = (facts) => {
  const operation = operationIn(facts);
  return !operation || operation.type === "add" || facts.rows.length > 0
    ? nothing
    : [
        finding("sandbox.row-missing", {
          status: 404,
          issueCode: "not-found",
          diagnostics:
            "Les données fournies ne permettent pas de déterminer l'indicateur à mettre à jour: Aucun indicateur présent en base ne correspond",
          expression: LIST_EXPRESSION,
        }),
      ];
};
