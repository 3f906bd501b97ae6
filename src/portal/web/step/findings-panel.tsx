import { useTranslation } from "react-i18next";
import type { StepId } from "../../../domain/journey/step.ts";
import type { StepView } from "../../journey/shapes.ts";
import { fieldId } from "../fields/use-field.ts";
import { useStepTexts } from "./step-texts.ts";

type Finding = StepView["findings"][number];

const severities = ["missing", "ask", "warning", "ok"] as const;

/** A finding in words: the step's own text for its code, else the one that all steps share. */
export function useFindingText(id: StepId): (finding: Finding) => string {
  const { t, i18n } = useTranslation("steps");
  const texts = useStepTexts(id);
  const field = ({ at }: Finding): string =>
    at === undefined ? "" : texts.text(`sections.${at.section}.fields.${at.field}.label`) || at.field;
  return (finding) => {
    const params = { ...finding.params, field: field(finding) };
    if (finding.code === "move-missing") {
      const move = String(finding.params?.["move"] ?? "");
      return t("findings.move-missing", { move: texts.text(`moves.${move}`) || move });
    }
    const own = `findings.${finding.code}`;
    if (texts.has(own)) return texts.text(own, params);
    return i18n.exists(own, { ns: "steps" })
      ? String(t(own as "findings.card-expired", params))
      : finding.code;
  };
}

/** What is missing, each leading to its field, and what else the portal found. */
export function FindingsPanel({ step }: { readonly step: StepView }) {
  const { t } = useTranslation(["step", "steps"]);
  const say = useFindingText(step.id);
  const missing = step.findings.filter(({ severity }) => severity === "missing");
  const others = severities
    .filter((severity) => severity !== "missing")
    .flatMap((severity) => step.findings.filter((finding) => finding.severity === severity));
  return (
    <>
      <section className="panel" aria-labelledby="step-missing">
        <h2 id="step-missing">{t("step:missing")}</h2>
        {missing.length === 0 ? (
          <p>{t("step:nothingMissing")}</p>
        ) : (
          <ul className="plain">
            {missing.map((finding) => (
              <li key={keyOf(finding)}>
                <FindingText finding={finding} text={say(finding)} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="panel" aria-labelledby="step-checked">
        <h2 id="step-checked">{t("step:checked")}</h2>
        {others.length === 0 ? (
          <p>{t("step:nothingChecked")}</p>
        ) : (
          <ul className="plain">
            {others.map((finding) => (
              <li key={keyOf(finding)}>
                <span className={`pill is-${finding.severity}`}>
                  {t(`steps:severity.${finding.severity}`)}
                </span>{" "}
                <FindingText finding={finding} text={say(finding)} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function FindingText({ finding, text }: { readonly finding: Finding; readonly text: string }) {
  const { at } = finding;
  if (at === undefined) return <span>{text}</span>;
  const id = fieldId(at.section, at.row, at.field);
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        focusField(id);
      }}
    >
      {text}
    </a>
  );
}

/** Puts the person into a field: the input itself, or the first choice of a group. */
function focusField(id: string): void {
  const element = document.getElementById(id);
  const target =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
      ? element
      : element?.querySelector<HTMLElement>("input, textarea, select");
  target?.focus();
  target?.scrollIntoView({ block: "center" });
}

function keyOf({ code, at, params }: Finding): string {
  return JSON.stringify([code, at, params]);
}
