import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageTitle } from "../app/page-title.tsx";
import { signInAddress, usePerson } from "../app/session.ts";
import { useOutboxSnapshot } from "../drafts/outbox-context.tsx";
import { useKeptLines } from "../establishments/kept-lines.ts";
import { Loading } from "./loading.tsx";

/**
 * Shows a page to somebody who is signed in. A page whose session has just ended stays in sight while something on it
 * is not saved yet; the banner above says what to do.
 */
export function SignedInOnly({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("shell");
  const person = usePerson();
  const { drafts } = useOutboxSnapshot();
  const lines = useKeptLines();
  if (person === undefined) return <Loading />;
  if (person !== null || drafts.length + lines > 0) return children;
  return (
    <>
      <PageTitle tab={t("signInNeeded.title")}>{t("signInNeeded.title")}</PageTitle>
      <p>{t("signInNeeded.text")}</p>
      <Button component="a" href={signInAddress()}>
        {t("signIn")}
      </Button>
    </>
  );
}
