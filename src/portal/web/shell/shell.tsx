import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../app/queries.ts";
import { OutboxProvider } from "../drafts/outbox-context.tsx";
import { Banners } from "./banners.tsx";
import { Loading } from "./loading.tsx";
import { Masthead } from "./masthead.tsx";

/** Only the demonstration has a story: nobody else loads its guide. */
const ActOutGuide = lazy(async () => ({ default: (await import("../act-out/guide.tsx")).ActOutGuide }));

/** What stands around every page. */
export function Shell() {
  const { t } = useTranslation("shell");
  const { data } = useQuery(sessionQuery);
  return (
    <OutboxProvider>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <Masthead />
      <Banners />
      {data?.demonstration === true && (
        <Suspense fallback={null}>
          <ActOutGuide />
        </Suspense>
      )}
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      {data?.demonstration === true && <footer className="footnote">{t("demonstration")}</footer>}
    </OutboxProvider>
  );
}

/** Width and margins of the pages; the live page takes the whole window instead. */
export function PageColumn() {
  return (
    <div className="page">
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </div>
  );
}
