import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { MappingAuthors } from "../../mapping/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import type { SavedSection } from "../drafts/use-section.ts";
import { languageOf } from "../texts/i18n.ts";

function authorsQuery(journey: string, revisions: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "mapping-authors", revisions],
    queryFn: () =>
      call<MappingAuthors>("GET", `/api/journeys/${encodeURIComponent(journey)}/mapping/authors`),
    placeholderData: (before: MappingAuthors | undefined) => before,
  });
}

/** Who typed what the GRADeS answers: the GRADeS itself, or the supplier as a declaration. */
export function Authors({ journey, section }: { readonly journey: string; readonly section: SavedSection }) {
  const { t, i18n } = useTranslation("step-mapping");
  // Read anew whenever an answer was saved.
  const revisions = section.rows
    .map(({ fields }) => `${fields["external-id"]?.revision ?? 0}.${fields["assigned-on"]?.revision ?? 0}`)
    .join();
  const { data } = useQuery(authorsQuery(journey, revisions));
  const cells = data?.cells ?? [];
  const number = (row: string): number => section.rows.findIndex(({ id }) => id === row) + 1;
  return (
    <section className="panel" aria-labelledby="mapping-authors">
      <h2 id="mapping-authors">{t("authors.title")}</h2>
      {cells.length === 0 ? (
        <p>{t("authors.none")}</p>
      ) : (
        <ul className="plain">
          {cells.map(({ row, field, byName, as, at }) => (
            <li key={`${row} ${field}`}>
              {t("authors.line", {
                row: number(row),
                field: t(`sections.mapping.fields.${field === "assigned-on" ? field : "external-id"}.label`),
                as: t(`authors.${as}`),
                name: byName,
                date: dayText(languageOf(i18n), at),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
