import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import {
  type MappingRow,
  mappingColumns,
  mappingCsv,
  mappingText,
} from "../../../domain/journey/mapping-sheet.ts";
import { CopyButton } from "../step/copy-button.tsx";

/** The sheet for the GRADeS: as a file for spreadsheets, or to be pasted. */
export function MappingSheet({ rows }: { readonly rows: readonly MappingRow[] }) {
  const { t } = useTranslation("step-mapping");
  const titles = mappingColumns.map((column) => t(`sheet.columns.${column}`));
  return (
    <section className="panel" aria-labelledby="mapping-sheet">
      <h2 id="mapping-sheet">{t("sheet.title")}</h2>
      {rows.length === 0 ? (
        <p>{t("sheet.empty")}</p>
      ) : (
        <>
          <p>{t("sheet.intro")}</p>
          <Group gap="xs">
            <Button onClick={() => download(mappingCsv(rows, titles), t("sheet.fileName"))}>
              {t("sheet.download")}
            </Button>
            <CopyButton text={mappingText(rows, titles)} label={t("sheet.copy")} />
          </Group>
        </>
      )}
    </section>
  );
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
