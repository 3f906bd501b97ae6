import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useOutboxSnapshot } from "../drafts/outbox-context.tsx";

/**
 * Says politely, for the whole page, whether what was typed is saved. Each field shows its own state beside this. Once
 * something was typed it goes on saying so: a mark leaves as soon as the page has read the server's answer again.
 */
export function SaveState({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("fields");
  const { drafts, marks } = useOutboxSnapshot();
  const own = drafts.filter((draft) => draft.journey === journey);
  const conflicts = own.filter(({ state }) => state === "conflict").length;
  const [typedIn, setTypedIn] = useState<string>();
  if (typedIn !== journey && (own.length > 0 || marks.some((mark) => mark.journey === journey)))
    setTypedIn(journey);
  return (
    <p role="status" className="field-note">
      {conflicts > 0
        ? t("announce.conflict", { count: conflicts })
        : own.length > 0
          ? t("announce.waiting", { count: own.length })
          : typedIn === journey && t("announce.saved")}
    </p>
  );
}
