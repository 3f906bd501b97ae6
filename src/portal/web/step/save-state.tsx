import { useTranslation } from "react-i18next";
import { useOutboxSnapshot } from "../drafts/outbox-context.tsx";

/** Says politely, for the whole page, whether what was typed is saved. Each field shows its own state beside this. */
export function SaveState({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("fields");
  const { drafts, marks } = useOutboxSnapshot();
  const own = drafts.filter((draft) => draft.journey === journey);
  const conflicts = own.filter(({ state }) => state === "conflict").length;
  const saved = own.length === 0 && marks.some((mark) => mark.journey === journey);
  return (
    <p role="status" className="field-note">
      {conflicts > 0
        ? t("announce.conflict", { count: conflicts })
        : own.length > 0
          ? t("announce.waiting", { count: own.length })
          : saved && t("announce.saved")}
    </p>
  );
}
