import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WhiteListView } from "../../white-list/shapes.ts";
import { instantText } from "../app/dates.ts";
import { languageOf } from "../texts/i18n.ts";
import { whiteListPath } from "./queries.ts";

interface OpenLinesProps {
  readonly journey: string;
  readonly view: WhiteListView;
}

const pills = { queued: "waiting", failed: "missing", done: "ok" } as const;

/** The white list as it stands, what connector and ANS take from it, and how far the platform is. */
export function OpenLines({ journey, view }: OpenLinesProps) {
  const { t, i18n } = useTranslation("step-09");
  const open = view.certificates.filter((one) => one.open.length > 0);
  const changes = (format: "csv" | "json"): string => whiteListPath(journey, `/changes?format=${format}`);
  return (
    <>
      {open.length === 0 && <p>{t("open.none")}</p>}
      <ul className="plain">
        {open.map((one) => (
          <li key={one.fingerprint} style={{ overflowWrap: "anywhere" }}>
            <strong>{one.subjectDn}</strong>
            <ul>
              {one.open.map(({ idNatStruct, name }) => (
                <li key={idNatStruct}>{`${name} (${idNatStruct})`}</li>
              ))}
            </ul>
            <Anchor
              underline="always"
              href={whiteListPath(journey, `/target?fingerprint=${encodeURIComponent(one.fingerprint)}`)}
            >
              {t("open.target")}
            </Anchor>
          </li>
        ))}
      </ul>
      {view.requests.length > 0 && (
        <p>
          {t("open.changes")}{" "}
          <Anchor underline="always" href={changes("csv")}>
            CSV
          </Anchor>
          ,{" "}
          <Anchor underline="always" href={changes("json")}>
            JSON
          </Anchor>
        </p>
      )}
      {view.platform === null ? (
        <p className="field-note">{t("open.noPlatform")}</p>
      ) : (
        <ul className="plain">
          {view.platform.map((change) => (
            <li key={change.id} style={{ overflowWrap: "anywhere" }}>
              <span className={`pill is-${pills[change.state]}`}>{t(`open.platform.${change.state}`)}</span>{" "}
              {change.subjectDn}
              {change.reason !== "" && ` : ${change.reason}`}
              {change.nextAttemptAt !== null &&
                `. ${t("open.next", { at: instantText(languageOf(i18n), change.nextAttemptAt) })}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
