import { useTranslation } from "react-i18next";
import type { VerdictView } from "../../certificates/shapes.ts";
import { languageOf } from "../texts/i18n.ts";

const pillOf = { passed: "ok", warned: "warning", failed: "missing", "could-not-check": "quiet" } as const;

/** The twelve checks: the verdict of each, what was found and what to do. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly VerdictView[] }) {
  const { t, i18n } = useTranslation("step-07");
  const language = languageOf(i18n);
  const count = (result: VerdictView["result"]): number =>
    verdicts.filter((one) => one.result === result).length;
  const summary = t("certificate.summary", {
    passed: count("passed"),
    warned: count("warned"),
    failed: count("failed"),
    unchecked: count("could-not-check"),
  });
  return (
    <details open={count("failed") + count("warned") > 0}>
      <summary>
        {t("certificate.checks")} {summary}
      </summary>
      <ol className="plain">
        {verdicts.map(({ check, result, title, text, advice, detail }) => (
          <li key={check}>
            <span className={`pill is-${pillOf[result]}`}>{t(`result.${result}`)}</span>{" "}
            <strong>
              {check}. {title[language]}
            </strong>
            {text[language] !== "" && (
              <p style={{ margin: 0, overflowWrap: "anywhere" }}>
                {sentence(text[language], detail)} {advice[language]}
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The catalogue begins English words small: they follow a code there. */
function sentence(text: string, detail: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return detail === "" ? `${begun}.` : `${begun} (${detail}).`;
}
