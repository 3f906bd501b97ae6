import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { summarise } from "../../../domain/establishments/summary.ts";
import { regionByCode } from "../../../domain/regions/regions.ts";
import { severityOf } from "./list-row.tsx";
import type { WorkingList } from "./use-list.ts";

/** The list in figures. */
export function Summary({ list }: { readonly list: WorkingList }) {
  const { t } = useTranslation("establishments");
  const figures = useMemo(() => summarise(list.lines), [list.lines]);
  const severities = useMemo(() => [...list.findings.values()].map(severityOf), [list.findings]);
  const count = (wanted: string): number => severities.filter((one) => one === wanted).length;
  const regions = [...figures.byRegion].map(
    ([code, lines]) => `${regionByCode(code)?.name ?? t("summary.noRegion")} (${lines})`,
  );
  const rows = [
    [t("summary.lines"), figures.lines],
    [t("summary.establishments"), figures.establishments],
    [t("summary.legalEntities"), figures.legalEntities],
    [t("summary.places"), figures.places],
    [t("summary.regions"), regions.join(", ") || "–"],
    [t("summary.errors"), count("error")],
    [t("summary.warnings"), count("warning")],
  ] as const;
  return (
    <>
      <h3>{t("summary.title")}</h3>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
