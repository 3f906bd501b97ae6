import { useTranslation } from "react-i18next";
import { dayText } from "../app/dates.ts";
import { ListPanel } from "../step/list-panel.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";

/** Step 09: what is sent to ANS for this kind of supplier, what comes back, and by when. */
export function Page({ journey, step }: StepPageProps) {
  const { t, i18n } = useTranslation("step-09");
  const isProprietary = journey.kind === "proprietary";
  const due = step.findings.find(({ code }) => code === "white-list-due")?.params?.["date"];
  return (
    <StepPage journey={journey} step={step}>
      <ListPanel
        id="what-to-send"
        title={t("send.title")}
        items={t(isProprietary ? "send.proprietary" : "send.shared", { returnObjects: true })}
      >
        <h3>{t("send.get")}</h3>
        <p>{t(isProprietary ? "send.getProprietary" : "send.getShared")}</p>
        <p style={{ marginBottom: 0 }}>
          {due === undefined
            ? t("send.delay")
            : t("send.due", { date: dayText(languageOf(i18n), String(due)) })}
        </p>
      </ListPanel>
    </StepPage>
  );
}
