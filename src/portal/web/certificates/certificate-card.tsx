import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CertificateView } from "../../certificates/shapes.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { useProblemWords } from "../app/unread.tsx";
import { mailAddress, stepContacts } from "../step/contacts.ts";
import { CopyButton } from "../step/copy-button.tsx";
import { MoveDialog } from "../step/move-dialog.tsx";
import { languageOf } from "../texts/i18n.ts";
import { certificatesPath } from "./queries.ts";
import { Verdicts } from "./verdicts.tsx";

interface CertificateCardProps {
  readonly journey: JourneyView;
  readonly certificate: CertificateView;
  readonly writable: boolean;
}

/** One uploaded certificate: its subject to send, its public file, its verdicts. */
export function CertificateCard({ journey, certificate, writable }: CertificateCardProps) {
  const { t, i18n } = useTranslation("step-07");
  const language = languageOf(i18n);
  const { id, subjectDn, environment, role } = certificate;
  const words = {
    journey: journey.name,
    environment: t(`environment.${environment}`),
    role: t(`role.${role}`),
    subject: subjectDn,
  };
  const contact = stepContacts["07"];
  return (
    <div className="certificate">
      <dl className="facts" style={{ gridTemplateColumns: "minmax(0, 1fr)" }}>
        <dt>{t("certificate.subject")}</dt>
        <dd>
          <code style={{ overflowWrap: "anywhere" }}>{subjectDn}</code>
        </dd>
        <dt>{t("certificate.until")}</dt>
        <dd>{dayText(language, certificate.notAfter)}</dd>
        <dt>{t("certificate.fingerprint")}</dt>
        <dd>
          <code style={{ overflowWrap: "anywhere" }}>{certificate.fingerprint}</code>
        </dd>
        <dt>{t("certificate.uploaded")}</dt>
        <dd>
          {t("certificate.by", {
            name: certificate.uploadedByName,
            date: dayText(language, certificate.uploadedAt),
          })}
          . {t("certificate.checked", { date: dayText(language, certificate.checkedAt) })}.
        </dd>
      </dl>
      <Group gap="xs" my="sm">
        <CopyButton text={subjectDn} label={t("certificate.copy")} />
        {contact !== undefined && (
          <Button
            component="a"
            variant="default"
            href={mailAddress(contact, t("certificate.mailSubject", words), t("certificate.mailBody", words))}
          >
            {t("certificate.write")}
          </Button>
        )}
        <Button component="a" variant="default" href={certificatesPath(journey.id, id, "public")} download>
          {t("certificate.public")}
        </Button>
      </Group>
      <Verdicts verdicts={certificate.verdicts} />
      {writable && <Actions journey={journey.id} id={id} />}
    </div>
  );
}

function Actions({ journey, id }: { readonly journey: string; readonly id: string }) {
  const { t } = useTranslation("step-07");
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const again = useMutation({
    mutationFn: () => call("POST", certificatesPath(journey, id, "check")),
    onSuccess: () => client.invalidateQueries({ queryKey: ["journeys", journey] }),
  });
  const words = useProblemWords(again.error);
  return (
    <Group gap="xs" mt="sm">
      <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
        {t("certificate.again")}
      </Button>
      <Button variant="default" onClick={() => setRemoving(true)}>
        {t("certificate.remove")}
      </Button>
      <span role="alert">{again.isError && words}</span>
      {removing && (
        <MoveDialog
          title={t("certificate.removeTitle")}
          path={certificatesPath(journey, id, "remove")}
          fixed={{}}
          asks={{ reason: true }}
          documents={[]}
          close={() => setRemoving(false)}
        />
      )}
    </Group>
  );
}
