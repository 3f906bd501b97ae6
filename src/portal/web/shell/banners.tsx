import { useNetwork } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { signInAddress, usePerson } from "../app/session.ts";
import { useOutbox, useOutboxSnapshot } from "../drafts/outbox-context.tsx";
import { useKeptLines } from "../establishments/kept-lines.ts";

/** What stands between the person and the server, and what it means for what was typed. */
export function Banners() {
  const { t } = useTranslation("shell");
  const { online } = useNetwork();
  const { drafts, failing, signedOut } = useOutboxSnapshot();
  const open = useOutbox();
  const person = usePerson();
  const lines = useKeptLines();
  const count = drafts.filter(({ state }) => state === "waiting").length + lines;
  const outside = signedOut || person === null;
  const words = !online
    ? t("offline", { count })
    : outside && count > 0
      ? t("signedOut", { count })
      : failing && count > 0
        ? t("unsent", { count })
        : open?.durable() === false
          ? t("notKept")
          : null;
  return (
    <div role="status">
      {words !== null && (
        <p className="banner" style={{ margin: 0 }}>
          {words} {online && outside && count > 0 && <a href={signInAddress()}>{t("signInAgain")}</a>}
        </p>
      )}
    </div>
  );
}
