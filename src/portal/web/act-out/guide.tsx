import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActOutView } from "../../act-out/shapes.ts";
import { call } from "../app/api.ts";
import { useProblemWords } from "../app/unread.tsx";
import { gesturePanels } from "./gestures.ts";
import { actOutQuery } from "./query.ts";
import { showPanel } from "./show-panel.ts";
import "./guide.css";

type Begun = Extract<ActOutView, { state: "begun" }>;

/** Pages where the story is offered while nobody plays it. */
const offeredOn: ReadonlySet<string> = new Set(["/", "/journeys"]);

/** The guide of the story, above the page: which act, whose it is, what to do; nothing outside the demonstration. */
export function ActOutGuide() {
  const { data } = useQuery(actOutQuery);
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (data === undefined || data.state === "none") return null;
  if (data.state === "offered" && !offeredOn.has(path)) return null;
  return <Guide view={data} path={path} />;
}

/** Its texts come only where there is a story. */
function Guide({
  view,
  path,
}: {
  readonly view: Exclude<ActOutView, { state: "none" }>;
  readonly path: string;
}) {
  const { t } = useTranslation("act-out");
  return (
    <aside className="act-out" aria-label={t("label")}>
      {view.state === "offered" ? <Offer count={view.acts} /> : <Story story={view} path={path} />}
    </aside>
  );
}

function Offer({ count }: { readonly count: number }) {
  const { t } = useTranslation("act-out");
  const begin = useMutation({
    mutationFn: () => call<{ next: string }>("POST", "/api/act-out"),
    // Another person, another token: the page begins anew.
    onSuccess: ({ next }) => location.assign(`${next}/00`),
  });
  return (
    <>
      <p>{t("offer.text", { count })}</p>
      <Button onClick={() => begin.mutate()} loading={begin.isPending || begin.isSuccess}>
        {t("offer.begin")}
      </Button>
      <Failure error={begin.error} />
    </>
  );
}

function Story({ story, path }: { readonly story: Begun; readonly path: string }) {
  const { t } = useTranslation("act-out");
  const act = story.current === null ? undefined : story.acts[story.current];
  if (act === undefined) return <Over story={story} path={path} />;
  const page = `/journeys/${story.journey}/${act.page}`;
  const title = t(`acts.${act.id}.title`);
  return (
    <>
      <p className="act-out-title">
        <strong>{t("act", { number: (story.current ?? 0) + 1, count: story.acts.length, title })}</strong>{" "}
        <span>{t(act.person === story.you ? "you" : "turn", { name: act.personName })}</span>
      </p>
      <p>
        {t(`acts.${act.id}.note`)} <strong>{t(`acts.${act.id}.todo`)}</strong>
      </p>
      {act.person !== story.you ? (
        <Become person={act.person} name={act.personName} page={page} />
      ) : (
        <Own story={story} page={page} act={act.id} away={path !== page} />
      )}
    </>
  );
}

function Become({
  person,
  name,
  page,
}: {
  readonly person: string;
  readonly name: string;
  readonly page: string;
}) {
  const { t } = useTranslation("act-out");
  const become = useMutation({
    mutationFn: () => call("POST", "/api/act-out/role", { person }),
    onSuccess: () => location.assign(page),
  });
  return (
    <>
      <Button onClick={() => become.mutate()} loading={become.isPending || become.isSuccess}>
        {t("become", { name })}
      </Button>
      <Failure error={become.error} />
    </>
  );
}

function Own({
  story,
  page,
  act,
  away,
}: {
  readonly story: Begun;
  readonly page: string;
  readonly act: Begun["acts"][number]["id"];
  readonly away: boolean;
}) {
  const { t } = useTranslation("act-out");
  const fill = useMutation({
    mutationFn: () => call("POST", "/api/act-out/fill", { act }),
    // Fields of the page show what was typed for the player only when they are read anew.
    onSuccess: () => location.assign(page),
  });
  return (
    <>
      {story.fillable && (
        <Button onClick={() => fill.mutate()} loading={fill.isPending || fill.isSuccess}>
          {t("fill")}
        </Button>
      )}
      {away && !story.fillable && (
        <Button component="a" href={page} variant="default">
          {t("go")}
        </Button>
      )}
      {!away && !story.fillable && <ShowWhere key={act} panels={gesturePanels[act]} />}
      <Failure error={fill.error} />
    </>
  );
}

/** Goes to the panel of the next gesture at each press: pages are long. */
function ShowWhere({ panels }: { readonly panels: readonly string[] }) {
  const { t } = useTranslation("act-out");
  const [next, setNext] = useState(0);
  if (panels.length === 0) return null;
  return (
    <Button
      variant="default"
      onClick={() => {
        for (let tried = 0; tried < panels.length; tried += 1) {
          const at = (next + tried) % panels.length;
          if (!showPanel(panels[at] ?? "")) continue;
          setNext(at + 1);
          return;
        }
      }}
    >
      {t("show")}
    </Button>
  );
}

function Over({ story, path }: { readonly story: Begun; readonly path: string }) {
  const { t } = useTranslation("act-out");
  return (
    <>
      <p className="act-out-title">
        <strong>{t("over")}</strong>
      </p>
      <p>{t("overText")}</p>
      <Button component="a" href={path === "/" ? `/journeys/${story.journey}` : "/"}>
        {t(path === "/" ? "seeFile" : "seeBeds")}
      </Button>
    </>
  );
}

function Failure({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation("act-out");
  const reason = useProblemWords(error);
  return <div role="alert">{error !== null && <p>{t("failed", { reason })}</p>}</div>;
}
