import { useTranslation } from "react-i18next";
import { CopyButton } from "./copy-button.tsx";

/** One line of a form: its name there, and what the file of the journey says. */
export interface SheetRow {
  readonly label: string;
  readonly value: string;
}

interface FormSheetProps {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly SheetRow[];
}

/** What to write into an official form, filled from what was typed, ready to be copied. */
export function FormSheet({ id, title, rows }: FormSheetProps) {
  const { t } = useTranslation("step");
  const text = rows.map(({ label, value }) => `${label} : ${value}`).join("\n");
  return (
    <section className="panel" aria-labelledby={`sheet-${id}`}>
      <h2 id={`sheet-${id}`}>{title}</h2>
      <dl className="facts">
        {rows.map(({ label, value }) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
              {value === "" ? <em>{t("sheet.empty")}</em> : value}
            </dd>
          </div>
        ))}
      </dl>
      <p style={{ marginBottom: 0 }}>
        <CopyButton text={text} label={t("sheet.copy")} />
      </p>
    </section>
  );
}
