import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { waits } from "../../../domain/journey/delays.ts";
import type { StepView } from "../../journey/shapes.ts";
import { delaysQuery } from "./delays-panel.tsx";

/** Where people wait: what is published about the wait, and what the files of this portal recorded. */
export function StepDelays({ step }: { readonly step: StepView }) {
  return step.state === "waiting" && waits.some((wait) => wait.step === step.id) ? (
    <Delays step={step.id} />
  ) : null;
}

function Delays({ step }: { readonly step: StepView["id"] }) {
  const { t } = useTranslation("overview");
  const { data } = useQuery(delaysQuery);
  const own = data?.waits.filter((wait) => wait.step === step) ?? [];
  if (own.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="step-delays">
      <h2 id="step-delays">{t("delays.title")}</h2>
      <dl className="facts">
        {own.map(({ name, files, days, publishedWorkingDays }) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{t(`delays.waits.${name}` as "delays.waits.opinion")}</dt>
            <dd>
              {publishedWorkingDays !== null &&
                `${t("delays.workingDays", { count: publishedWorkingDays })} ; `}
              {days === null
                ? t("delays.few", { count: files })
                : t("delays.days", { count: files, ...days })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
