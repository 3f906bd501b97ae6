import { useTranslation } from "react-i18next";
import type { EstablishmentColumn } from "../../../domain/establishments/columns.ts";

interface Said {
  readonly code: string;
  readonly column: EstablishmentColumn | null;
  readonly params: Readonly<Record<string, string | number>>;
}

type Say = (key: string, params: Readonly<Record<string, string | number>>) => string;

/** Remarks of the check and of the reading of a file in words; a code that this version does not know stays as it is. */
export function useFindingWords() {
  const { t, i18n } = useTranslation("establishments");
  const say = t as unknown as Say;
  const columnName = (column: EstablishmentColumn): string => t(`columns.${column}`);
  const words = (family: "finding" | "read", { code, column, params }: Said): string => {
    const key = family === "finding" ? `finding.${code}` : `read.${code}`;
    const plural = i18n.exists(`establishments:${key}_other`);
    if (!plural && !i18n.exists(`establishments:${key}`)) return code;
    return say(key, { ...(column === null ? {} : { column: columnName(column) }), ...params });
  };
  return {
    columnName,
    /** A remark about a line; `numbers` turns the identifiers of other lines into their numbers. */
    ofLine(finding: Said, numbers?: ReadonlyMap<string, number>): string {
      const { others } = finding.params;
      if (others === undefined || numbers === undefined) return words("finding", finding);
      const named = String(others)
        .split(" ")
        .map((id) => numbers.get(id) ?? "?");
      return words("finding", { ...finding, params: { ...finding.params, others: named.join(", ") } });
    },
    ofFile: (finding: Said): string => words("read", finding),
  };
}
