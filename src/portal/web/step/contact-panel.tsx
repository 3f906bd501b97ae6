import { Anchor, Button, Group } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { mailAddress, type StepContact } from "./contacts.ts";

interface ContactPanelProps {
  readonly contact: StepContact | undefined;
  readonly subject: string;
  readonly body: string;
  /** What to say where no address is known; that nobody is needed, unless given. */
  readonly none?: string;
}

/** Whom to write to, with the message ready: in the mail program, or to be copied. */
export function ContactPanel({ contact, subject, body, none = "" }: ContactPanelProps) {
  const { t } = useTranslation("step");
  const clipboard = useClipboard({ timeout: 5_000 });
  const message = `${subject}\n\n${body}`;
  return (
    <section className="panel" aria-labelledby="step-contact">
      <h2 id="step-contact">{t("contact.title")}</h2>
      {contact === undefined ? (
        <p>{none === "" ? t("contact.none") : none}</p>
      ) : (
        <>
          <dl className="facts">
            <dt>{t("contact.to")}</dt>
            <dd style={{ overflowWrap: "anywhere" }}>{contact.to}</dd>
            {contact.cc !== undefined && (
              <>
                <dt>{t("contact.cc")}</dt>
                <dd style={{ overflowWrap: "anywhere" }}>{contact.cc}</dd>
              </>
            )}
          </dl>
          {subject !== "" && (
            <>
              <Group gap="xs" mt="sm">
                <Button component="a" href={mailAddress(contact, subject, body)}>
                  {t("contact.write")}
                </Button>
                <Button variant="default" onClick={() => clipboard.copy(message)}>
                  {t("contact.copy")}
                </Button>
              </Group>
              <p role="status" style={{ marginBottom: 0 }}>
                {clipboard.copied && t("contact.copied")}
                {clipboard.error !== null && t("contact.copyFailed")}
              </p>
              <details>
                <summary>{t("contact.ready")}</summary>
                <p style={{ whiteSpace: "pre-wrap" }}>{message}</p>
              </details>
            </>
          )}
        </>
      )}
      {contact !== undefined && subject === "" && (
        <Anchor href={`mailto:${contact.to}`}>{t("contact.write")}</Anchor>
      )}
    </section>
  );
}
