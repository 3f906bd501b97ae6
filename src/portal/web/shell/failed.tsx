import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageTitle } from "../app/page-title.tsx";

/** A page that broke: in words, with the detail for support, and a way on. */
export function Failed({ error }: { readonly error: unknown }) {
  const { t } = useTranslation("shell");
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert">
      <PageTitle tab={t("failed.title")}>{t("failed.title")}</PageTitle>
      <p>{t("failed.text")}</p>
      <p>
        <Button onClick={() => location.reload()}>{t("failed.reload")}</Button>
      </p>
      <p className="field-note">{t("failed.detail", { detail })}</p>
    </div>
  );
}
