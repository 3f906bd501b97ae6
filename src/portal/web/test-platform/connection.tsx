import { useTranslation } from "react-i18next";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import type { TestPlatformView } from "../../test-platform/shapes.ts";
import { dayText } from "../app/dates.ts";
import { languageOf } from "../texts/i18n.ts";

/** Everything that a client needs to connect; what nobody noted yet is to be asked of ANS. */
export function ConnectionPanel({ connection }: Pick<TestPlatformView, "connection">) {
  const { t, i18n } = useTranslation("step-08");
  const { source, tokenUrl, apiUrl, clientId, subjectDns } = connection;
  const date = dayText(languageOf(i18n), publishedVersions.readOn);
  const known = (value: string | null) => (
    <dd style={{ overflowWrap: "anywhere" }}>{value ?? t("addresses.askAns")}</dd>
  );
  return (
    <section className="panel" aria-labelledby="connect">
      <h2 id="connect">{t("addresses.title")}</h2>
      <dl className="facts">
        <dt>{t("addresses.token")}</dt>
        {known(tokenUrl)}
        <dt>{t("addresses.fhir")}</dt>
        {known(apiUrl)}
        <dt>client_id</dt>
        {known(clientId)}
        <dt>{t("addresses.subject")}</dt>
        {known(subjectDns.length === 0 ? null : subjectDns.join(" ; "))}
      </dl>
      <p>
        {t("addresses.status")}{" "}
        <a href="https://status.esante.gouv.fr" rel="noreferrer" target="_blank">
          status.esante.gouv.fr
        </a>
      </p>
      <p className="field-note">
        {source === "documentation" ? t("addresses.source", { date }) : t("addresses.fromPortal")}
      </p>
    </section>
  );
}
