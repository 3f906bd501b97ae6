import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { confirmationsIn, listsFiness } from "../../../domain/journey/confirmation.ts";
import { usePerson } from "../app/session.ts";
import { Signed, viewOf } from "../committee/desk-parts.tsx";
import { MoveDialog } from "../step/move-dialog.tsx";
import type { StepPageProps } from "../step/step-page.tsx";
import type { WorkingList } from "./use-list.ts";

type Open =
  | { readonly act: "confirm" | "dispute"; readonly finess: string }
  | { readonly act: "takeBack"; readonly record: string }
  | null;

/**
 * What the establishments say of the file that their vendor made: their contacts confirm it, or say what is wrong. The
 * others read it.
 */
export function Confirmations({ journey, step, list }: StepPageProps & { readonly list: WorkingList }) {
  const { t } = useTranslation("establishments");
  const person = usePerson();
  const [open, setOpen] = useState<Open>(null);
  const establishments = list.lines;
  const listed = (finess: string): boolean => listsFiness({ establishments }, finess);
  const said = new Map(confirmationsIn(journey).map((one) => [one.finess, one]));
  const own = (person?.grants ?? []).flatMap((grant) =>
    grant.role === "establishment-contact" && grant.organisationId === journey.organisationId
      ? [grant.finess]
      : [],
  );
  const numbers = [...new Set([...own, ...said.keys()])];
  const may = step.moves.some(({ name, why }) => name === "establishment-confirmed" && why !== "role");
  const path = `/api/journeys/${encodeURIComponent(journey.id)}/moves`;
  const nameOf = (finess: string): string =>
    establishments.find(({ finessEg }) => finessEg === finess)?.name ??
    establishments.find(({ finessEj }) => finessEj === finess)?.legalEntityName ??
    "";
  return (
    <section className="panel" aria-labelledby="confirmations">
      <h2 id="confirmations">{t("confirmations.title")}</h2>
      <p>{t("confirmations.intro")}</p>
      {numbers.length === 0 && <p>{t("confirmations.none")}</p>}
      <ul className="plain">
        {numbers.map((finess) => {
          const one = said.get(finess);
          const record = one && viewOf(journey, one.record.id);
          const mine = may && own.includes(finess);
          return (
            <li key={finess}>
              <p style={{ margin: 0 }}>
                <strong>
                  {finess} {nameOf(finess)}
                </strong>{" "}
                {one === undefined
                  ? t(listed(finess) ? "confirmations.unsaid" : "confirmations.unlisted")
                  : t(one.confirmed ? "confirmations.confirmed" : "confirmations.disputed")}
                {one?.confirmed === false && ` : ${one.record.reason ?? ""}`}{" "}
                {record && <Signed record={record} />}
              </p>
              {mine && one === undefined && listed(finess) && (
                <Group gap="xs">
                  <Button onClick={() => setOpen({ act: "confirm", finess })}>
                    {t("confirmations.confirm")}
                    <span className="unseen"> {finess}</span>
                  </Button>
                  <Button variant="default" onClick={() => setOpen({ act: "dispute", finess })}>
                    {t("confirmations.dispute")}
                    <span className="unseen"> {finess}</span>
                  </Button>
                </Group>
              )}
              {mine && one !== undefined && (
                <Button variant="default" onClick={() => setOpen({ act: "takeBack", record: one.record.id })}>
                  {t("confirmations.takeBack")}
                  <span className="unseen"> {finess}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {open !== null && (
        <MoveDialog
          title={t(`confirmations.${open.act}`)}
          path={open.act === "takeBack" ? `${path}/${encodeURIComponent(open.record)}/withdraw` : path}
          fixed={
            open.act === "takeBack"
              ? {}
              : {
                  move: open.act === "confirm" ? "establishment-confirmed" : "establishment-disputed",
                  subject: open.finess,
                  ...(open.act === "confirm" ? { date: new Date().toISOString().slice(0, 10) } : {}),
                }
          }
          asks={{ reason: open.act !== "confirm" }}
          {...(open.act === "dispute" ? { reasonLabel: t("confirmations.wrong") } : {})}
          documents={[]}
          close={() => setOpen(null)}
        />
      )}
    </section>
  );
}
