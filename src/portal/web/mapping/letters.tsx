import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type MappingRow, mappingByRegion, type RegionRows } from "../../../domain/journey/mapping-sheet.ts";
import { CopyButton } from "../step/copy-button.tsx";

interface LettersProps {
  readonly journey: string;
  readonly rows: readonly MappingRow[];
}

/** Longest message that mail programs take from a link; a longer one is copied. */
const mailMaxCharacters = 1_800;

/** One letter to the GRADeS of each region that has a place in the mapping. */
export function Letters({ journey, rows }: LettersProps) {
  const { t } = useTranslation("step-mapping");
  return (
    <section className="panel" aria-labelledby="mapping-letters">
      <h2 id="mapping-letters">{t("letter.title")}</h2>
      {rows.length === 0 ? (
        <p>{t("sheet.empty")}</p>
      ) : (
        mappingByRegion(rows).map((group) => (
          <Letter key={group.region?.code ?? ""} journey={journey} group={group} />
        ))
      )}
    </section>
  );
}

function Letter({ journey, group }: { readonly journey: string; readonly group: RegionRows }) {
  const { t } = useTranslation("step-mapping");
  const { region, rows } = group;
  const count = rows.length;
  const title =
    region === undefined
      ? t("letter.unknown", { count })
      : t("letter.to", { grades: region.grades?.name ?? t("letter.ars"), region: region.name, count });
  const lines = rows.map((row) =>
    t("letter.line", {
      unit: row.unit,
      place: row.placeName,
      finess: row.finessEg,
      id: row.externalId === "" ? t("letter.wanted") : t("letter.proposed", { id: row.externalId }),
    }),
  );
  const subject = t("letter.subject", { journey });
  const body = t("letter.body", { journey, lines: lines.join("\n") });
  const address = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  return (
    <div>
      <h3>{title}</h3>
      <Group gap="xs">
        {address.length <= mailMaxCharacters && (
          <Button component="a" href={address}>
            {t("letter.write")}
          </Button>
        )}
        <CopyButton text={`${subject}\n\n${body}`} label={t("letter.copy")} />
      </Group>
      <details>
        <summary>{subject}</summary>
        <p style={{ whiteSpace: "pre-wrap" }}>{body}</p>
      </details>
    </div>
  );
}
