import { useTranslation } from "react-i18next";
import { committeeMembers } from "../../../domain/journey/roles.ts";

const profiles = ["p0", "p1", "p2", "p3", "p4", "p5"] as const;

/** Who the committee is, what comes back, and what the access profiles read (onboarding §3.1). */
export function CommitteePanel() {
  const { t } = useTranslation("establishments");
  return (
    <section className="panel" aria-labelledby="establishments-committee">
      <h2 id="establishments-committee">{t("committee.title")}</h2>
      <p>{t("committee.intro")}</p>
      <dl className="facts">
        {committeeMembers.map((member) => (
          <div key={member} style={{ display: "contents" }}>
            <dt>{member}</dt>
            <dd>{t(`committee.members.${member}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("committee.answer")}</p>
      <h3>{t("committee.reading")}</h3>
      <p>{t("committee.readingHelp")}</p>
      <table className="profiles">
        <caption>{t("committee.profiles")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("committee.profile")}</th>
            <th scope="col">{t("committee.reads")}</th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((profile) => (
            <tr key={profile}>
              <th scope="row">{profile.slice(1)}</th>
              <td>{t(`committee.profileReads.${profile}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t("committee.circle")}</p>
      <p>{t("committee.third")}</p>
    </section>
  );
}
