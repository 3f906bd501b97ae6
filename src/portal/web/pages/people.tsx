import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Role, supplierRoles } from "../../../domain/journey/roles.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import type { JourneyPeople } from "../../people/shapes.ts";
import { call } from "../app/api.ts";
import { PageTitle } from "../app/page-title.tsx";
import { Unread } from "../app/unread.tsx";
import { useGrantText } from "../people/grant-text.ts";
import { Holders } from "../people/holders.tsx";
import { Invitations } from "../people/invitations.tsx";
import { InviteForm } from "../people/invite-form.tsx";
import { JourneyNav } from "../shell/journey-nav.tsx";
import { Loading } from "../shell/loading.tsx";
import { JourneyPart } from "./journey-part.tsx";

const roles: readonly Role[] = [...supplierRoles, "establishment-contact"];

/** `/journeys/$journeyId/people`: who works on a journey, and inviting more. */
export function PeopleRoute() {
  const { journeyId } = useParams({ from: "/column/journeys/$journeyId/people" });
  return <JourneyPart id={journeyId}>{(journey) => <People journey={journey} />}</JourneyPart>;
}

function People({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation("people");
  const queryKey = ["journeys", journey.id, "people"];
  const path = `/api/journeys/${encodeURIComponent(journey.id)}`;
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => call<JourneyPeople>("GET", `${path}/people`),
  });
  return (
    <>
      <JourneyNav journey={journey} />
      <PageTitle tab={t("documentTitle", { journey: journey.name })}>
        {t("title", { journey: journey.name })}
      </PageTitle>
      <p>{t("intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && <Organisation people={data} path={path} queryKey={queryKey} />}
    </>
  );
}

interface OrganisationProps {
  readonly people: JourneyPeople;
  readonly path: string;
  readonly queryKey: readonly string[];
}

function Organisation({ people, path, queryKey }: OrganisationProps) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const say = useGrantText();
  const { mayChange } = people;
  return (
    <>
      <section className="panel" aria-labelledby="people-now">
        <h2 id="people-now">{t("now", { organisation: people.organisation })}</h2>
        <Holders
          holders={people.people}
          say={say}
          queryKey={queryKey}
          {...(mayChange ? { path: `${path}/people/revoke` } : {})}
        />
      </section>
      <section className="panel" aria-labelledby="people-waiting">
        <h2 id="people-waiting">{t("invitations")}</h2>
        <Invitations
          invitations={people.invitations}
          say={say}
          queryKey={queryKey}
          {...(mayChange ? { path: `${path}/invitations` } : {})}
        />
      </section>
      <section className="panel" aria-labelledby="people-invite">
        <h2 id="people-invite">{t("invite.title")}</h2>
        {mayChange ? (
          <div className="forms">
            <InviteForm
              roles={roles}
              invite={async (email, grant) => {
                const { role } = grant;
                const body =
                  role === "establishment-contact" ? { email, role, finess: grant.finess } : { email, role };
                await call("POST", `${path}/invitations`, body);
                await client.invalidateQueries({ queryKey });
              }}
            />
          </div>
        ) : (
          <p>{t("invite.notYours")}</p>
        )}
      </section>
    </>
  );
}
