import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageTitle } from "../app/page-title.tsx";

/** An address behind which there is nothing. */
export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <>
      <PageTitle tab={t("notFound.title")}>{t("notFound.title")}</PageTitle>
      <p>{t("notFound.text")}</p>
      <p>
        <Link to="/journeys">{t("notFound.home")}</Link>
      </p>
    </>
  );
}
