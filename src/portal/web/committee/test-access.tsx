import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { TestAccessView } from "../../test-access/shapes.ts";
import { call } from "../app/api.ts";
import { instantText } from "../app/dates.ts";
import { Unread } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";

/** Asked again so often until the platform has it. */
const askAgainMs = 2_000;

export const testAccessQuery = (journey: string) => ({
  queryKey: ["journeys", journey, "test-access"],
  queryFn: () => call<TestAccessView>("GET", `/api/journeys/${encodeURIComponent(journey)}/test-access`),
});

/** What was granted, and how far the test platform has it; whoever granted it takes it back here. */
export function TestAccess({
  journey,
  takeBack,
}: {
  readonly journey: string;
  /** Absent for those who may not. */
  readonly takeBack?: () => void;
}) {
  const { t, i18n } = useTranslation("committee");
  const { data, error, refetch } = useQuery({
    ...testAccessQuery(journey),
    refetchInterval: ({ state }) =>
      state.data?.setUp != null && state.data.setUp.state !== "done" ? askAgainMs : false,
  });
  if (data === undefined)
    return error === null ? null : <Unread error={error} retry={() => void refetch()} />;
  const { granted, setUp } = data;
  return (
    <>
      {granted !== "none" && (
        <dl className="facts">
          <dt>client_id</dt>
          <dd>{data.clientId}</dd>
          <dt>{t("setUp.subject")}</dt>
          <dd>{granted === "client" ? data.subjectDn : t("setUp.noCertificate")}</dd>
          {granted === "client" && (
            <>
              <dt>{t("setUp.establishments")}</dt>
              <dd>
                {data.idNatStructs.length === 0 ? t("setUp.noEstablishment") : data.idNatStructs.join(", ")}
              </dd>
            </>
          )}
        </dl>
      )}
      <p role="status">
        {!data.platform && t("setUp.byHand")}
        {data.platform && setUp?.state === "queued" && t("setUp.queued")}
        {data.platform && setUp?.state === "done" && t(`setUp.done.${granted}`)}
        {data.platform &&
          setUp?.state === "failed" &&
          t("setUp.failed", {
            reason: setUp.reason,
            attempts: setUp.attempts,
            next: setUp.nextAttemptAt === null ? "" : instantText(languageOf(i18n), setUp.nextAttemptAt),
          })}
      </p>
      {takeBack !== undefined && granted !== "none" && (
        <Button variant="default" onClick={takeBack}>
          {t("setUp.withdraw")}
        </Button>
      )}
    </>
  );
}
