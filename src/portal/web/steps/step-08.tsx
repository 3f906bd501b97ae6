import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError } from "../app/api.ts";
import { Unread } from "../app/unread.tsx";
import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { Loading } from "../shell/loading.tsx";
import { ListPanel } from "../step/list-panel.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { CampaignPanel } from "../test-platform/campaign.tsx";
import { ConnectionPanel } from "../test-platform/connection.tsx";
import { testPlatformQuery } from "../test-platform/queries.ts";
import { ReportPanel } from "../test-platform/report.tsx";
import { JournalPanel } from "../test-platform/scenarios.tsx";

/** Step 08: how to connect to the test platform, what was shown there, the campaign, and the proof of the tests. */
export function Page({ journey, step }: StepPageProps) {
  const { t } = useTranslation("step-08");
  const access = useSection(journey.id, "test-platform");
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields section={access} readOnly={!step.writable} />
      <PlatformPanels journey={journey} step={step} />
      <ListPanel
        id="step-waiting"
        title={t("waiting.title")}
        items={t("waiting.list", { returnObjects: true })}
      />
    </StepPage>
  );
}

function PlatformPanels({ journey, step }: StepPageProps) {
  const { data, error, refetch } = useQuery(testPlatformQuery(journey.id));
  // Who has no part in it does not see it; the rest of the step can be read.
  if (error instanceof ApiError && error.fault === "forbidden") return null;
  if (data === undefined)
    return error === null ? <Loading /> : <Unread error={error} retry={() => void refetch()} />;
  return (
    <>
      <ConnectionPanel connection={data.connection} />
      <JournalPanel
        journey={journey.id}
        view={data}
        isDone={step.state === "done"}
        reread={() => void refetch()}
      />
      {data.connection.clientId !== null && <CampaignPanel journey={journey.id} mayRun={data.mayRun} />}
      {data.mayProve && <ReportPanel journey={journey.id} />}
    </>
  );
}
