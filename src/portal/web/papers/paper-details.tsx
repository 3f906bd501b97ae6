import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaperView } from "../../papers/shapes.ts";
import type { Language } from "../app/language.ts";
import { Unread } from "../app/unread.tsx";
import { CopyButton } from "../step/copy-button.tsx";
import { formFieldsQuery, messageQuery } from "./queries.ts";

interface PaperDetailsProps {
  readonly journey: string;
  readonly paper: PaperView;
  readonly language: Language;
}

/** The covering e-mail as a text, read when somebody opens it. */
export function MessageText({ journey, paper, language }: PaperDetailsProps) {
  const { t } = useTranslation("papers");
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...messageQuery(journey, paper, language), enabled: open });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("message")}</summary>
      {error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <p style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {[
              t("to", { to: data.to || t("toUnknown") }),
              ...(data.cc === "" ? [] : [t("cc", { cc: data.cc })]),
              data.subject,
              "",
              data.text,
            ].join("\n")}
          </p>
          <p>{t("attached", { names: data.attachments.map(({ name }) => name).join(", ") })}</p>
          <CopyButton text={`${data.subject}\n\n${data.text}`} label={t("copy")} />
        </>
      )}
    </details>
  );
}

/** How the fields of the official form were understood, read when somebody opens it. */
export function FormReading({ journey, paper, language }: PaperDetailsProps) {
  const { t } = useTranslation("papers");
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...formFieldsQuery(journey, paper, language), enabled: open });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("formReading")}</summary>
      {error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <ul>
          {data.filled.map(({ field, value }) => (
            <li key={field}>{t("formFilled", { field, value })}</li>
          ))}
          {data.unknown.map((field) => (
            <li key={field}>{t("formUnknown", { field })}</li>
          ))}
          {data.left.map((label) => (
            <li key={label}>{t("formLeft", { label })}</li>
          ))}
        </ul>
      )}
    </details>
  );
}
