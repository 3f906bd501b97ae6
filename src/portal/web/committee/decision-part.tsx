import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { committeeState, decisionObstaclesIn, decisions } from "../../../domain/journey/decision.ts";
import { usePerson } from "../app/session.ts";
import { conditionsQuery } from "../establishments/queries.ts";
import { AccessForm } from "./access-form.tsx";
import { type DeskProps, Signed, viewOf } from "./desk-parts.tsx";
import { TestAccess } from "./test-access.tsx";

/** The decision, what stands against a favourable one, and the access that follows it. */
export function DecisionPart({ journey, step, may, declares, mayTakeBack, ask, takeBack }: DeskProps) {
  const { t } = useTranslation("committee");
  const person = usePerson();
  const { data } = useQuery(conditionsQuery);
  const { decision, granted, sent } = committeeState(journey);
  const record = decision && viewOf(journey, decision.record.id);
  const grant = granted && viewOf(journey, granted.id);
  const byRole = (move: string): boolean =>
    step.moves.some(({ name, why }) => name === move && why !== "role");
  const obstacles =
    data === undefined || sent === undefined || decision !== undefined || !byRole("decision-favourable")
      ? []
      : decisionObstaclesIn(journey, data.conditions);
  const isAns = person?.grants.some(({ role }) => role === "ans-operator") ?? false;
  const favourable = ["decision-favourable", "opinion-favourable"].some((move) =>
    journey.records.some(
      (one) => one.move === move && one.withdrawnAt === null && one.closedBy === undefined,
    ),
  );
  const received = step.moves.some(({ name, why }) => name === "access-granted" && why === "recorded");
  return (
    <>
      <h3>{t("decision.title")}</h3>
      {decision === undefined ? (
        <p>{t("decision.none")}</p>
      ) : (
        <p>
          <strong>{t(`decision.made.${decision.decision}`)}</strong>
          {decision.record.reason !== null && ` : ${decision.record.reason}`}{" "}
          {record && <Signed record={record} />}
        </p>
      )}
      {decision !== undefined && decision.decision !== "favourable" && <p>{t("decision.reopened")}</p>}
      {obstacles.length > 0 && (
        <>
          <p style={{ marginBottom: 0 }}>{t("decision.obstacles")}</p>
          <ul>
            {obstacles.map((obstacle) => (
              <li key={obstacle}>{t(`decision.obstacle.${obstacle}`)}</li>
            ))}
          </ul>
        </>
      )}
      <Group gap="xs">
        {decisions
          .filter((one) => may(`decision-${one}`) && !declares(`decision-${one}`))
          .map((one) => (
            <Button
              key={one}
              variant="default"
              onClick={() =>
                ask({
                  title: t(`decision.${one}`),
                  move: `decision-${one}`,
                })
              }
            >
              {t(`decision.${one}`)}
            </Button>
          ))}
        {decision !== undefined && granted === undefined && mayTakeBack(decision.record) && (
          <Button variant="default" onClick={() => takeBack(decision.record)}>
            {t("takeBack")}
            <span className="unseen"> {t("decision.title")}</span>
          </Button>
        )}
      </Group>
      {(grant !== undefined || (isAns && favourable && !received)) && (
        <h3 id="committee-access">{t("access.title")}</h3>
      )}
      {grant !== undefined && (
        <p>
          <span className="pill is-ok">{t("access.granted")}</span> <Signed record={grant} />
        </p>
      )}
      {journey.records.some(({ move }) => move === "access-granted") && (
        <TestAccess
          journey={journey.id}
          {...(isAns && grant !== undefined ? { takeBack: () => takeBack(grant) } : {})}
        />
      )}
      {isAns && favourable && !received && <AccessForm journey={journey.id} />}
    </>
  );
}
