import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { committeeState, opinions } from "../../../domain/journey/decision.ts";
import { committeeMembers } from "../../../domain/journey/roles.ts";
import { usePerson } from "../app/session.ts";
import { type DeskProps, FromAnswer, Signed, viewOf } from "./desk-parts.tsx";

/** One opinion per member organisation, given by its own people. */
export function Opinions({ journey, may, declares, mayTakeBack, ask, takeBack }: DeskProps) {
  const { t } = useTranslation("committee");
  const person = usePerson();
  const own = new Set(
    person?.grants.flatMap((grant) => (grant.role === "committee-member" ? [grant.member] : [])),
  );
  const byMail = declares("member-opinion-favourable");
  const state = committeeState(journey);
  const given = new Map(state.opinions.map((one) => [one.member, one]));
  return (
    <>
      <h3>{t("opinions.title")}</h3>
      <dl className="facts">
        {committeeMembers.map((member) => {
          const one = given.get(member);
          const record = one && viewOf(journey, one.record.id);
          return (
            <div key={member} style={{ display: "contents" }}>
              <dt>{member}</dt>
              <dd>
                {one === undefined ? (
                  t("opinions.none")
                ) : (
                  <>
                    <strong>{t(`opinions.${one.opinion}`)}</strong>
                    {` : ${one.record.reason ?? ""} `}
                    {record && <Signed record={record} />}
                  </>
                )}
                {(own.has(member) || (byMail && may("member-opinion-favourable"))) && one === undefined && (
                  <FromAnswer wrap={byMail} title={t("opinions.received", { member })}>
                    <Group gap="xs">
                      {opinions
                        .filter((opinion) => may(`member-opinion-${opinion}`))
                        .map((opinion) => {
                          const title = t("opinions.give", { member, opinion: t(`opinions.${opinion}`) });
                          return (
                            <Button
                              key={opinion}
                              variant="default"
                              onClick={() =>
                                ask({
                                  title,
                                  move: `member-opinion-${opinion}`,
                                  subject: member,
                                })
                              }
                            >
                              {title}
                            </Button>
                          );
                        })}
                    </Group>
                  </FromAnswer>
                )}
                {one !== undefined &&
                  (own.has(member) || byMail) &&
                  mayTakeBack(one.record) &&
                  state.decision === undefined && (
                    <Button variant="default" onClick={() => takeBack(one.record)}>
                      {t("takeBack")}
                      <span className="unseen"> {member}</span>
                    </Button>
                  )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
