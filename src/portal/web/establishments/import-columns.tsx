import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { establishmentColumns } from "../../../domain/establishments/columns.ts";
import type { ReadColumnView } from "../../establishments/import-shapes.ts";
import { useFindingWords } from "./finding-words.ts";

interface ColumnMappingProps {
  readonly columns: readonly ReadColumnView[];
  readonly firstRow: number;
  again(mapping: { readonly columns: readonly (string | null)[]; readonly firstRow: number }): void;
}

/** What each column of the file is for: as recognised, to be said or corrected by the person. */
export function ColumnMapping({ columns, firstRow, again }: ColumnMappingProps) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  const [meanings, setMeanings] = useState(() => columns.map(({ meaning }): string | null => meaning));
  const [first, setFirst] = useState(firstRow);
  const choices = [
    { value: "", label: t("import.unused") },
    ...establishmentColumns.map((value) => ({ value, label: words.columnName(value) })),
  ];
  const isKnown = columns.some(({ meaning }) => meaning !== null);
  return (
    <details open={!isKnown || columns.some(({ meaning, filled }) => meaning === null && filled > 0)}>
      <summary>{t("import.columns")}</summary>
      <ul className="rows">
        {columns.map(({ number, heading, examples }, at) => (
          <li key={number}>
            <NativeSelect
              label={`${heading === "" ? t("import.columnBare", { number }) : t("import.column", { number, heading })} ${t("import.meaning")}`}
              description={
                examples.length === 0 ? undefined : t("import.examples", { examples: examples.join(" · ") })
              }
              data={choices}
              value={meanings[at] ?? ""}
              onChange={(event) => {
                const chosen = event.currentTarget.value || null;
                setMeanings(meanings.map((one, index) => (index === at ? chosen : one)));
              }}
            />
          </li>
        ))}
      </ul>
      <NumberInput
        label={t("import.firstRow")}
        min={1}
        value={first}
        hideControls
        onChange={(value) => setFirst(Number(value) || 1)}
      />
      <Button mt="sm" variant="default" onClick={() => again({ columns: meanings, firstRow: first })}>
        {t("import.again")}
      </Button>
    </details>
  );
}
