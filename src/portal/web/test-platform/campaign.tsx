import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { reportFormats } from "../../../domain/journey/campaign/report-formats.ts";
import type { CampaignView } from "../../test-platform/campaign-shapes.ts";
import { ApiError, call } from "../app/api.ts";
import { instantText } from "../app/dates.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { languageOf } from "../texts/i18n.ts";
import { campaignQuery, journeyPath, testPlatformQuery } from "./queries.ts";

type Campaign = NonNullable<CampaignView["campaign"]>;

/** The campaign of tests that the connector runs with its own client: begun here, watched here, with its report. */
export function CampaignPanel({ journey, mayRun }: { readonly journey: string; readonly mayRun: boolean }) {
  const { t } = useTranslation("step-08");
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(campaignQuery(journey));
  const state = data?.campaign?.state.kind;
  useEffect(() => {
    // What it sent stands in the journal.
    if (state === "ended") void client.invalidateQueries({ queryKey: testPlatformQuery(journey).queryKey });
  }, [state, client, journey]);
  if (error instanceof ApiError && error.fault === "forbidden") return null;
  if (!mayRun && (data === undefined || data.campaign === null)) return null;
  return (
    <section className="panel" aria-labelledby="campaign">
      <h2 id="campaign">{t("campaign.title")}</h2>
      <p>{t("campaign.intro")}</p>
      {data === undefined && error === null && <Loading />}
      {error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && mayRun && <Targets journey={journey} view={data} />}
      {data?.campaign && (
        <Progressing journey={journey} campaign={data.campaign} inAll={data.scenariosInAll} />
      )}
    </section>
  );
}

function Targets({ journey, view }: { readonly journey: string; readonly view: CampaignView }) {
  const { t, i18n } = useTranslation("step-08");
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: (target: string) => call("POST", journeyPath(journey, "/campaign"), { target }),
    onSettled: () => client.invalidateQueries({ queryKey: campaignQuery(journey).queryKey }),
  });
  const reason = useProblemWords(start.error);
  const isRunning = view.campaign?.state.kind === "running";
  if (view.targets.length === 0) return <p>{t("campaign.noTarget")}</p>;
  return (
    <>
      <ul className="plain">
        {view.targets.map(({ name, refusal }) => (
          <li key={name}>
            <Button
              disabled={refusal !== null || isRunning}
              loading={start.isPending}
              aria-describedby={refusal === null ? undefined : `no-campaign-${name}`}
              onClick={() => start.mutate(name)}
            >
              {t("campaign.run", { target: name })}
            </Button>
            {refusal !== null && (
              <p className="field-note" id={`no-campaign-${name}`} style={{ margin: 0 }}>
                {languageOf(i18n) === "fr" ? refusal.messageFr : refusal.messageEn}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div role="alert">{start.isError && <p>{reason}</p>}</div>
    </>
  );
}

interface ProgressingProps {
  readonly journey: string;
  readonly campaign: Campaign;
  readonly inAll: number;
}

function Progressing({ journey, campaign, inAll }: ProgressingProps) {
  const { t, i18n } = useTranslation("step-08");
  const language = languageOf(i18n);
  const isFrench = language === "fr";
  const { scenarios, state } = campaign;
  const stateText = (): string => {
    switch (state.kind) {
      case "running":
        return t("campaign.running", { done: scenarios.length, inAll });
      case "ended":
        return t(state.good ? "campaign.good" : "campaign.notGood", {
          at: instantText(language, state.endedAt),
        });
      case "broken-off":
        return isFrench ? state.problem.messageFr : state.problem.messageEn;
    }
  };
  return (
    <>
      <h3>
        {t("campaign.of", {
          target: campaign.target,
          name: campaign.by,
          at: instantText(language, campaign.startedAt),
        })}
      </h3>
      <p role="status">{stateText()}</p>
      {state.kind === "running" && (
        <Progress value={(100 * scenarios.length) / inAll} aria-label={t("campaign.progress")} />
      )}
      <ol>
        {scenarios.map((one) => (
          <li key={one.id}>
            <span className={`pill is-${verdictPills[one.verdict]}`}>
              {t(`campaign.verdict.${one.verdict}`)}
            </span>{" "}
            {isFrench ? one.titleFr : one.titleEn}
            {one.verdict !== "passed" && (
              <p className="field-note" style={{ margin: 0 }}>
                {isFrench ? `${one.fr} ${one.adviceFr}` : `${one.en} ${one.adviceEn}`} ({one.clause})
              </p>
            )}
          </li>
        ))}
      </ol>
      {state.kind === "ended" && (
        <p>
          {t("campaign.report")}{" "}
          {reportFormats.map((format) => (
            <span key={format}>
              <a
                href={journeyPath(journey, `/campaign/report?format=${format}`)}
                download={`campaign.${format}`}
              >
                {format.toUpperCase()}
              </a>{" "}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

const verdictPills = { passed: "ok", failed: "missing", "not-produced": "warning" } as const;
