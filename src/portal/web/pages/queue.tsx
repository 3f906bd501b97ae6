import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { regionByCode } from "../../../domain/regions/regions.ts";
import type { Queue } from "../../queue/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { Unread } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";
import { languageOf } from "../texts/i18n.ts";

/** `/queue`: what waits for whoever decides: the committee, ANS, a GRADeS. */
export function QueueRoute() {
  return (
    <SignedInOnly>
      <QueuePage />
    </SignedInOnly>
  );
}

function QueuePage() {
  const { t } = useTranslation("queue");
  const { data, error, refetch } = useQuery({
    queryKey: ["journeys", "queue"],
    queryFn: () => call<Queue>("GET", "/api/queue"),
    staleTime: 0,
  });
  return (
    <>
      <PageTitle tab={t("title")}>{t("title")}</PageTitle>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data?.committee && <CommitteeFiles files={data.committee} />}
      {data?.whiteList && <WhiteListRequests requests={data.whiteList} />}
      {data?.regions && <RegionFiles files={data.regions} />}
    </>
  );
}

function CommitteeFiles({ files }: { readonly files: NonNullable<Queue["committee"]> }) {
  const { t, i18n } = useTranslation(["queue", "steps"]);
  return (
    <section className="panel" aria-labelledby="queue-committee">
      <h2 id="queue-committee">{t("queue:committee.title")}</h2>
      {files.length === 0 && <p>{t("queue:committee.none")}</p>}
      <ul className="plain">
        {files.map((file) => (
          <li key={file.id}>
            <h3 style={{ margin: 0 }}>
              <FileLink id={file.id} step="03" name={file.name} />
            </h3>
            <p style={{ margin: 0 }}>
              <span className={`pill is-${file.turn === "supplier" ? "waiting" : "in-progress"}`}>
                {t(`queue:committee.turn.${file.turn}`)}
              </span>{" "}
              {t("queue:committee.since", { date: dayText(languageOf(i18n), file.since) })}.{" "}
              {t(`steps:kind.${file.kind}`)}.
            </p>
            <p style={{ margin: 0 }}>
              {file.opinions.length === 0
                ? t("queue:committee.noOpinions")
                : t("queue:committee.opinions", {
                    list: file.opinions
                      .map(({ member, opinion }) => `${member} ${t(`queue:committee.opinion.${opinion}`)}`)
                      .join(", "),
                  })}
              .
              {file.openQuestions > 0 && ` ${t("queue:committee.questions", { count: file.openQuestions })}.`}
            </p>
            {file.ownMissing.length > 0 && (
              <p style={{ margin: 0 }}>
                <strong>{t("queue:committee.yours", { members: file.ownMissing.join(", ") })}</strong>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhiteListRequests({ requests }: { readonly requests: NonNullable<Queue["whiteList"]> }) {
  const { t, i18n } = useTranslation(["queue", "steps"]);
  const day = (text: string): string => dayText(languageOf(i18n), text);
  return (
    <section className="panel" aria-labelledby="queue-white-list">
      <h2 id="queue-white-list">{t("queue:whiteList.title")}</h2>
      {requests.length === 0 && <p>{t("queue:whiteList.none")}</p>}
      <ul className="plain">
        {requests.map((one) => (
          <li key={one.request} style={{ overflowWrap: "anywhere" }}>
            <h3 style={{ margin: 0 }}>
              <FileLink id={one.id} step="09" name={one.name} />
            </h3>
            <p style={{ margin: 0 }}>
              <span className={`pill is-${one.overdue ? "missing" : "waiting"}`}>
                {t(one.overdue ? "queue:whiteList.overdue" : `queue:whiteList.state.${one.state}`)}
              </span>{" "}
              {t("queue:whiteList.days", { on: day(one.on), due: day(one.due) })}.{" "}
              {t("queue:whiteList.counts", { add: one.add, remove: one.remove })}.
            </p>
            <p style={{ margin: 0 }}>{one.subject}</p>
            {one.shared > 0 && (
              <p style={{ margin: 0 }}>
                <strong>{t("queue:whiteList.shared", { count: one.shared })}</strong>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function RegionFiles({ files }: { readonly files: NonNullable<Queue["regions"]> }) {
  const { t, i18n } = useTranslation(["queue", "steps"]);
  const names = (codes: readonly string[]): string =>
    codes.map((code) => regionByCode(code)?.name ?? code).join(", ");
  return (
    <section className="panel" aria-labelledby="queue-regions">
      <h2 id="queue-regions">{t("queue:regions.title")}</h2>
      {files.length === 0 && <p>{t("queue:regions.none")}</p>}
      <ul className="plain">
        {files.map((file) => (
          <li key={file.id}>
            <h3 style={{ margin: 0 }}>
              <FileLink id={file.id} step="mapping" name={file.name} />
            </h3>
            <p style={{ margin: 0 }}>
              {names(file.regions)}. {t(`steps:kind.${file.kind}`)},{" "}
              {t(file.sent ? "queue:regions.sent" : "queue:regions.unsent")}.
            </p>
            <p style={{ margin: 0 }}>
              {file.since === null
                ? t("queue:regions.nothing")
                : t("queue:regions.mapping", {
                    count: file.mappingAsked,
                    date: dayText(languageOf(i18n), file.since),
                  })}
            </p>
            {file.modalityOpen.length > 0 && (
              <p style={{ margin: 0 }}>
                <Link to="/admin">{t("queue:regions.modality", { regions: names(file.modalityOpen) })}</Link>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FileLink({ id, step, name }: { readonly id: string; readonly step: string; readonly name: string }) {
  return (
    <Link to="/journeys/$journeyId/$stepId" params={{ journeyId: id, stepId: step }}>
      {name}
    </Link>
  );
}
