import { useTranslation } from "react-i18next";
import { Conditions } from "../admin/conditions.tsx";
import { Everybody } from "../admin/everybody.tsx";
import { Regions } from "../admin/regions.tsx";
import { TrailCheck } from "../admin/trail-check.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { usePerson } from "../app/session.ts";
import { AllMessages } from "../messages/message-list.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";

/** `/admin`: what is kept for every journey. Everybody reads conditions and regions; the rest is for administrators. */
export function AdminRoute() {
  return (
    <SignedInOnly>
      <Admin />
    </SignedInOnly>
  );
}

function Admin() {
  const { t } = useTranslation("admin");
  const person = usePerson();
  const isAdministrator = person?.grants.some(({ role }) => role === "administrator") ?? false;
  return (
    <>
      <PageTitle tab={t("title")}>{t("title")}</PageTitle>
      <p>{t(isAdministrator ? "intro" : "introReader")}</p>
      <Conditions />
      <Regions />
      {isAdministrator && <Everybody />}
      {isAdministrator && <AllMessages />}
      {isAdministrator && <TrailCheck />}
    </>
  );
}
