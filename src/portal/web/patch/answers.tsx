import { useTranslation } from "react-i18next";

/** Answers to a capacity PATCH; what the documentation says of each is in ror-api §5.5 to §5.7. */
const answers = [
  { id: "ok", status: "200", documented: true },
  { id: "capacityAbsent", status: "404", documented: true },
  { id: "placeUnknown", status: "404", documented: true },
  { id: "placeTwice", status: "412", documented: true },
  { id: "wrongNature", status: "400", documented: true },
  { id: "wrongValue", status: "400", documented: true },
  { id: "wrongPath", status: "400", documented: true },
  { id: "unauthorised", status: "401", documented: false },
  { id: "forbidden", status: "403", documented: false },
  { id: "tooMany", status: "429", documented: false },
  { id: "serverFault", status: "5xx", documented: false },
] as const;

/** Each answer and what to do with it. */
export function AnswersPanel() {
  const { t } = useTranslation("step-02");
  return (
    <section className="panel" aria-labelledby="answers">
      <h2 id="answers">{t("answers.title")}</h2>
      <p>{t("answers.rule")}</p>
      <ul className="answers">
        {answers.map(({ id, status, documented }) => (
          <li key={id}>
            <strong>
              {status}. {t(`answers.list.${id}.title`)}
            </strong>{" "}
            <span className="field-note">
              {t(documented ? "answers.documented" : "answers.undocumented")}
            </span>
            <p>
              <code>{t(`answers.list.${id}.sign`)}</code>
            </p>
            <p>{t(`answers.list.${id}.act`)}</p>
          </li>
        ))}
      </ul>
      <p>{t("answers.expression")}</p>
    </section>
  );
}
