import { Anchor, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languageOf } from "../texts/i18n.ts";
import { ApiError, faultBehind } from "./api.ts";
import { signInAddress } from "./session.ts";

/** In words, why something could not be read, and what to do. */
export function Unread({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { t } = useTranslation("shell");
  const fault = faultBehind(error);
  const words = useProblemWords(error);
  return (
    <div className="panel" role="alert">
      <p>{words}</p>
      {fault === "signed-out" ? (
        <Anchor href={signInAddress()}>{t("signInAgain")}</Anchor>
      ) : (
        <Button variant="default" onClick={retry}>
          {t("unread.retry")}
        </Button>
      )}
    </div>
  );
}

/** The server's own words in the language of the page, or ours for this kind of fault. */
export function useProblemWords(error: unknown): string {
  const { t, i18n } = useTranslation("shell");
  const problem = error instanceof ApiError ? error.problem : null;
  if (problem !== null) return languageOf(i18n) === "fr" ? problem.messageFr : problem.messageEn;
  return t(`unread.${faultBehind(error)}`);
}
