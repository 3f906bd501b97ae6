import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { committeeState } from "../../../domain/journey/decision.ts";
import { conditionsQuery } from "../establishments/queries.ts";
import { languageOf } from "../texts/i18n.ts";
import { type DeskProps, FromAnswer, Signed, viewOf } from "./desk-parts.tsx";

const verdicts = ["met", "not-met"] as const;

/** Each condition in force, as it was judged for this file. */
export function Conditions({ journey, may, declares, mayTakeBack, ask, takeBack }: DeskProps) {
  const { t, i18n } = useTranslation("committee");
  const { data } = useQuery(conditionsQuery);
  const judged = committeeState(journey).conditions;
  const isFrench = languageOf(i18n) === "fr";
  return (
    <>
      <h3>{t("conditions.title")}</h3>
      {data?.conditions.length === 0 && <p>{t("conditions.none")}</p>}
      <ul className="plain">
        {data?.conditions.map((condition) => {
          const text = isFrench ? condition.textFr : condition.textEn;
          const one = judged.get(condition.id);
          const record = one && viewOf(journey, one.record.id);
          const verdict = one === undefined ? undefined : one.met ? "met" : "not-met";
          return (
            <li key={condition.id}>
              <p style={{ margin: 0 }}>{text}</p>
              {verdict === undefined || one === undefined ? (
                <>
                  <span className="pill is-waiting">{t("conditions.open")}</span>
                  <FromAnswer
                    wrap={declares("condition-met") && may("condition-met")}
                    title={t("conditions.received")}
                  >
                    <Group gap="xs">
                      {verdicts
                        .filter((each) => may(`condition-${each}`))
                        .map((each) => (
                          <Button
                            key={each}
                            variant="default"
                            onClick={() =>
                              ask({
                                title: text,
                                move: `condition-${each}`,
                                subject: condition.id,
                                reasonLabel: t("conditions.evidence"),
                              })
                            }
                          >
                            {t("conditions.judge", { verdict: t(`conditions.${each}`) })}
                            <span className="unseen"> {text}</span>
                          </Button>
                        ))}
                    </Group>
                  </FromAnswer>
                </>
              ) : (
                <p style={{ margin: 0 }}>
                  <span className={`pill is-${one.met ? "ok" : "missing"}`}>
                    {t(`conditions.${verdict}`)}
                  </span>{" "}
                  {one.record.reason} {record && <Signed record={record} />}{" "}
                  {may("condition-met") && mayTakeBack(one.record) && (
                    <Button variant="default" onClick={() => takeBack(one.record)}>
                      {t("takeBack")}
                      <span className="unseen"> {text}</span>
                    </Button>
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
