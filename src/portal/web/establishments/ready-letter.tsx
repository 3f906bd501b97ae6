import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { mailAddress } from "../step/contacts.ts";
import { CopyButton } from "../step/copy-button.tsx";

interface ReadyLetterProps {
  readonly title: string;
  /** Empty when no address is published. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** A message that is ready: to be opened in the mail program, or copied. */
export function ReadyLetter({ title, to, subject, body }: ReadyLetterProps) {
  const { t } = useTranslation("establishments");
  return (
    <details>
      <summary>{title}</summary>
      <p style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {to === "" ? subject : `${to}\n${subject}`}
        {"\n\n"}
        {body}
      </p>
      <Group gap="xs">
        <Button component="a" variant="default" href={mailAddress({ to }, subject, body)}>
          {t("regions.write")}
        </Button>
        <CopyButton text={`${subject}\n\n${body}`} label={t("regions.copy")} />
      </Group>
    </details>
  );
}
