import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { regionOfLine } from "../../../domain/establishments/summary.ts";
import type { EstablishmentFact } from "../../../domain/journey/facts.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import type { RegionList } from "../../references/shapes.ts";
import { dayText } from "../app/dates.ts";
import { Unread } from "../app/unread.tsx";
import { useSection } from "../drafts/use-section.ts";
import { SavedField } from "../fields/saved-fields.tsx";
import { languageOf } from "../texts/i18n.ts";
import { regionsQuery } from "./queries.ts";
import { ReadyLetter } from "./ready-letter.tsx";
import type { WorkingList } from "./use-list.ts";

interface RegionsPanelProps {
  readonly journey: JourneyView;
  readonly list: WorkingList;
  readonly readOnly: boolean;
}

const contactFields = ["grades-contacted-on", "grades-contact", "note"] as const;
/** What the supplier declares from an e-mail, as long as the region has not recorded it itself. */
const declaredFields = ["modality-said", "modality-said-on"] as const;

/** How each region of the list feeds, as recorded with date and proof; an EAI region leads to its GRADeS. */
export function RegionsPanel({ journey, list, readOnly }: RegionsPanelProps) {
  const { t } = useTranslation("establishments");
  const { data, error, refetch } = useQuery(regionsQuery);
  const byRegion = useMemo(() => Map.groupBy(list.lines, regionOfLine), [list.lines]);
  const without = byRegion.get("")?.length ?? 0;
  const listed = (data?.regions ?? []).filter(({ code }) => byRegion.has(code));
  return (
    <section className="panel" aria-labelledby="establishments-regions">
      <h2 id="establishments-regions">{t("regions.title")}</h2>
      <p>{t("regions.help")}</p>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {list.lines.length === 0 && <p>{t("regions.none")}</p>}
      {listed.map((region) => (
        <Region
          key={region.code}
          journey={journey}
          region={region}
          lines={byRegion.get(region.code) ?? []}
          readOnly={readOnly}
        />
      ))}
      {without > 0 && (
        <>
          <h3>{t("regions.unknown")}</h3>
          <p>{t("regions.unknownHelp", { count: without })}</p>
        </>
      )}
    </section>
  );
}

interface RegionProps extends Omit<RegionsPanelProps, "list"> {
  readonly region: RegionList["regions"][number];
  readonly lines: readonly EstablishmentFact[];
}

/** Establishments named in the message; mail programs take no long address. */
const namedMax = 12;

function Region({ journey, region, lines, readOnly }: RegionProps) {
  const { t, i18n } = useTranslation("establishments");
  const section = useSection(journey.id, "regions");
  const { modality, date, proof } = region;
  const viaEai = modality === "eai";
  const named = lines.slice(0, namedMax).map(({ name, finessEg }) => `- ${name} (FINESS EG ${finessEg})`);
  const rest = lines.length - named.length;
  const params = {
    journey: journey.name,
    region: region.name,
    lines: [...named, ...(rest > 0 ? [t("regions.andMore", { count: rest })] : [])].join("\n"),
  };
  return (
    <section aria-labelledby={`region-${region.code}`}>
      <h3 id={`region-${region.code}`}>
        {region.name} ({t("regions.count", { count: lines.length })})
      </h3>
      <p>
        <span className={`pill is-${{ direct: "ok", eai: "warning", "to-be-confirmed": "ask" }[modality]}`}>
          {t(`regions.modality.${modality}`)}
        </span>{" "}
        {date !== null && proof !== null
          ? t("regions.recorded", { date: dayText(languageOf(i18n), date), proof })
          : t("regions.notRecorded")}
      </p>
      {viaEai && <p>{t(journey.kind === "regional-eai" ? "regions.eaiOwn" : "regions.eaiTodo")}</p>}
      <p>
        {t("regions.grades")} {region.grades?.name ?? t("regions.gradesUnknown")}. {t("regions.noAddress")}
      </p>
      <ReadyLetter
        title={`${t("regions.letter")} (${region.name})`}
        to=""
        subject={t("regions.subject", params)}
        body={t(viaEai ? "regions.bodyEai" : "regions.bodyAsk", params)}
      />
      <Stack gap="xs" mt="sm">
        {[...contactFields, ...(modality === "to-be-confirmed" ? declaredFields : [])].map((field) => (
          <SavedField key={field} section={section} field={field} row={region.code} readOnly={readOnly} />
        ))}
      </Stack>
    </section>
  );
}
