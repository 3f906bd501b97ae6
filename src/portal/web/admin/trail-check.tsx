import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AuditView } from "../../audit/shapes.ts";
import { call } from "../app/api.ts";
import { useProblemWords } from "../app/unread.tsx";

/** Checks the whole audit trail on demand. */
export function TrailCheck() {
  const { t } = useTranslation("admin");
  const check = useMutation({ mutationFn: () => call<AuditView>("GET", "/api/audit/verify") });
  const problem = useProblemWords(check.error);
  return (
    <section className="panel" aria-labelledby="trail-check">
      <h2 id="trail-check">{t("trail.title")}</h2>
      <p>{t("trail.intro")}</p>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {t("trail.check")}
      </Button>
      <div role="status">
        {check.isError && <p>{problem}</p>}
        {check.data !== undefined && (
          <>
            <p>
              <span className={`pill is-${check.data.faults.length === 0 ? "ok" : "missing"}`}>
                {t(check.data.faults.length === 0 ? "trail.whole" : "trail.broken")}
              </span>{" "}
              {t("trail.lines", { count: check.data.lines })}
            </p>
            <p style={{ overflowWrap: "anywhere" }}>
              {t("trail.head")} <code>{check.data.head}</code>
            </p>
            <ul>
              {check.data.faults.map(({ fault, sequence }) => (
                <li key={`${fault} ${sequence}`}>{t(`trail.fault.${fault}`, { sequence })}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
