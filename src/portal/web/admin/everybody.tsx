import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { roles } from "../../../domain/journey/roles.ts";
import type { People } from "../../people/shapes.ts";
import { call } from "../app/api.ts";
import { Unread } from "../app/unread.tsx";
import { useGrantText } from "../people/grant-text.ts";
import { Holders } from "../people/holders.tsx";
import { Invitations } from "../people/invitations.tsx";
import { InviteForm } from "../people/invite-form.tsx";
import { Loading } from "../shell/loading.tsx";

const queryKey = ["people"];

/** Everybody with a role, invitations that wait, and inviting to any role. */
export function Everybody() {
  const { t } = useTranslation("admin");
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => call<People>("GET", "/api/people") });
  return (
    <section className="panel" aria-labelledby="everybody">
      <h2 id="everybody">{t("people.title")}</h2>
      <p>{t("people.intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && <Known people={data} />}
    </section>
  );
}

function Known({ people }: { readonly people: People }) {
  const { t } = useTranslation("admin");
  const client = useQueryClient();
  const organisations = useMemo(
    () => new Map(people.organisations.map(({ id, name }) => [id, name])),
    [people.organisations],
  );
  const say = useGrantText(organisations);
  const holders = people.people.flatMap(({ grants, ...person }) =>
    grants.map((one) => ({ ...person, ...one })),
  );
  return (
    <>
      <Holders holders={holders} say={say} queryKey={queryKey} path="/api/people/revoke" />
      <h3>{t("people.waiting")}</h3>
      <Invitations invitations={people.invitations} say={say} queryKey={queryKey} path="/api/invitations" />
      <h3>{t("people.invite")}</h3>
      <div className="forms">
        <InviteForm
          roles={roles}
          organisations={people.organisations}
          invite={async (email, grant) => {
            await call("POST", "/api/invitations", { email, grant });
            await client.invalidateQueries({ queryKey });
          }}
        />
      </div>
    </>
  );
}
