import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { dayText } from "../app/dates.ts";
import { libraryQuery } from "../files/queries.ts";
import { languageOf } from "../texts/i18n.ts";

/** The blank forms of step 03 and the charter: from the library, or whom to ask for them. */
export function BlankForms() {
  const { t, i18n } = useTranslation("establishments");
  const { data } = useQuery(libraryQuery);
  const kinds = (data?.kinds ?? []).filter(({ step }) => step === "03");
  return (
    <>
      <p>{t("forms.help")}</p>
      <h3>{t("forms.blank")}</h3>
      <ul>
        {kinds.map(({ kind, current, askAt }) => {
          const name = t(`forms.kinds.${kind as "charter"}`, { defaultValue: kind });
          return (
            <li key={kind} style={{ overflowWrap: "anywhere" }}>
              {current?.file ? (
                <>
                  <a href={`/api/library/${encodeURIComponent(current.id)}/file`} download>
                    {name}
                  </a>{" "}
                  {t("forms.current", {
                    version: current.version,
                    date: dayText(languageOf(i18n), current.date),
                  })}
                </>
              ) : (
                `${name} : ${t("forms.askAt", { address: askAt })}`
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
