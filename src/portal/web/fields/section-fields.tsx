import { Loader, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Unread } from "../app/unread.tsx";
import type { SavedSection } from "../drafts/use-section.ts";
import { stepOfSection, useStepTexts } from "../step/step-texts.ts";
import { SavedField } from "./saved-fields.tsx";
import { SavedTable } from "./saved-table.tsx";

interface SectionFieldsProps {
  readonly section: SavedSection;
  readonly readOnly?: boolean;
  /** Fields to show, in order; all of them when left out. */
  readonly only?: readonly string[];
  /** Columns that may be written where the rest of the table may only be read. */
  readonly editable?: readonly string[];
  readonly children?: ReactNode;
}

/** A whole section under its heading: all its fields, or its table of rows. */
export function SectionFields({ section, readOnly = false, only, editable, children }: SectionFieldsProps) {
  const { t } = useTranslation("fields");
  const { name, rows, fields } = section.definition;
  const texts = useStepTexts(stepOfSection(name));
  const names = only ?? Object.keys(fields);
  const help = texts.text(`sections.${name}.help`);
  return (
    <section className="panel" aria-labelledby={`section-${name}`}>
      <h2 id={`section-${name}`}>{texts.text(`sections.${name}.title`)}</h2>
      {help !== "" && <p>{help}</p>}
      {readOnly && <p>{t("readOnly")}</p>}
      {section.error !== null && <Unread error={section.error} retry={section.retry} />}
      {!section.ready && section.error === null && <Loader size="sm" role="presentation" />}
      {rows === "many" ? (
        <SavedTable
          section={section}
          columns={names}
          readOnly={readOnly}
          {...(editable === undefined ? {} : { editable })}
        />
      ) : (
        <Stack gap="sm">
          {names.map((field) => (
            <SavedField key={field} section={section} field={field} readOnly={readOnly} />
          ))}
        </Stack>
      )}
      {children}
    </section>
  );
}
