import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { JourneyView } from "../../journey/shapes.ts";

const pages = ["documents", "people", "trail"] as const;

/** Ways to what a journey has besides its steps. */
export function JourneyNav({ journey }: { readonly journey: Pick<JourneyView, "id"> }) {
  const { t } = useTranslation("documents");
  return (
    <nav aria-label={t("nav.label")}>
      <ul className="inline">
        <li>
          <Link to="/journeys/$journeyId" params={{ journeyId: journey.id }} activeOptions={{ exact: true }}>
            {t("nav.overview")}
          </Link>
        </li>
        {pages.map((page) => (
          <li key={page}>
            <Link to={`/journeys/$journeyId/${page}`} params={{ journeyId: journey.id }}>
              {t(`nav.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
