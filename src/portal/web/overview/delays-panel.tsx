import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Delays } from "../../journey/shapes.ts";
import { call } from "../app/api.ts";
import { Unread } from "../app/unread.tsx";

export const delaysQuery = queryOptions({
  queryKey: ["delays"],
  queryFn: () => call<Delays>("GET", "/api/delays"),
});

/** Usual delays: what is published, and what the files of this portal recorded, never one of them alone. */
export function DelaysPanel() {
  const { t } = useTranslation("overview");
  const { data, error, refetch } = useQuery(delaysQuery);
  return (
    <section className="panel" aria-labelledby="delays">
      <h2 id="delays">{t("delays.title")}</h2>
      <p>{t("delays.text")}</p>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
        <div className="rows-table" role="group" tabIndex={0} aria-label={t("delays.title")}>
          <table>
            <caption className="unseen">{t("delays.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("delays.wait")}</th>
                <th scope="col">{t("delays.published")}</th>
                <th scope="col">{t("delays.recorded")}</th>
              </tr>
            </thead>
            <tbody>
              {data.waits.map(({ name, files, days, publishedWorkingDays }) => (
                <tr key={name}>
                  <th scope="row">{t(`delays.waits.${name}` as "delays.waits.opinion")}</th>
                  <td>
                    {publishedWorkingDays === null
                      ? t("delays.unpublished")
                      : t("delays.workingDays", { count: publishedWorkingDays })}
                  </td>
                  <td>
                    {days === null
                      ? t("delays.few", { count: files })
                      : t("delays.days", { count: files, ...days })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
