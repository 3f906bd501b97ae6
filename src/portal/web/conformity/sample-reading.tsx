import { useTranslation } from "react-i18next";
import type { Sample } from "../../samples/shapes.ts";

type Reading = Exclude<Sample["reading"], { kind: "unknown" }>;

/** What was understood of one sample, in counts and codes of units: nothing of a patient is in it. */
export function SampleReadingText({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation("step-01");
  const refused = reading.kind === "hl7" ? reading.refused : reading.issues;
  const units = reading.units.slice(0, 12).join(", ");
  return (
    <dl className="facts">
      <dt>{t("reading.kind")}</dt>
      <dd>
        {reading.kind === "hl7"
          ? t("reading.hl7", { count: reading.accepted, messages: reading.messages })
          : t("reading.sheet", {
              count: reading.records,
              sheet: t(`reading.sheets.${reading.sheet}`),
            })}
      </dd>
      {reading.kind === "hl7" && (
        <>
          <dt>{t("reading.events")}</dt>
          <dd>{reading.events.map(({ name, count }) => `${name} × ${count}`).join(", ") || "–"}</dd>
          <dt>{t("reading.tells")}</dt>
          <dd>{reading.traits.map((trait) => t(`reading.traits.${trait}`)).join(", ") || "–"}</dd>
        </>
      )}
      <dt>{t("reading.units", { count: reading.units.length })}</dt>
      <dd>{reading.units.length > 12 ? `${units}…` : units || "–"}</dd>
      {refused.length > 0 && (
        <>
          <dt>{t("reading.refused")}</dt>
          <dd>{refused.map(({ name, count }) => `${name} × ${count}`).join(", ")}</dd>
        </>
      )}
    </dl>
  );
}
