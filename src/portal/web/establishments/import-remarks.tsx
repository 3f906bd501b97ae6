import { useTranslation } from "react-i18next";
import type { FileFinding, ImportRead } from "../../establishments/import-shapes.ts";
import { useFindingWords } from "./finding-words.ts";

type Read = Extract<ImportRead, { status: "read" }>;

/** What is to be known about the file itself. */
export function FileRemarks({ read }: { readonly read: Read }) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  return (
    <Remarks
      title={t("import.notes")}
      findings={read.findings}
      leftOut={read.findingsLeftOut}
      say={words.ofFile}
    />
  );
}

/** What the check says of its lines. */
export function LineRemarks({ read }: { readonly read: Read }) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  return (
    <Remarks
      title={t("import.lines")}
      findings={read.lineFindings}
      leftOut={read.lineFindingsLeftOut}
      say={words.ofLine}
    />
  );
}

interface RemarksProps {
  readonly title: string;
  readonly findings: readonly FileFinding[];
  readonly leftOut: number;
  say(finding: FileFinding): string;
}

/** Remarks that fit on a page; the others are counted. */
const shownMax = 40;

function Remarks({ title, findings, leftOut, say }: RemarksProps) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  const more = leftOut + Math.max(0, findings.length - shownMax);
  const place = ({ row, column }: FileFinding): string =>
    [row === null ? t("read.file") : t("read.row", { row }), column === null ? "" : words.columnName(column)]
      .filter((part) => part !== "")
      .join(", ");
  return (
    <section>
      <h3>{title}</h3>
      {findings.length === 0 ? (
        <p>{t("import.fine")}</p>
      ) : (
        <ul className="plain">
          {findings.slice(0, shownMax).map((finding) => (
            <li key={JSON.stringify(finding)} className={`cell-said is-${finding.severity}`}>
              <strong>
                {finding.severity === "error" ? `✕ ${t("row.error")}` : `⚠ ${t("row.warning")}`}
              </strong>{" "}
              {place(finding)} : {say(finding)}
            </li>
          ))}
          {more > 0 && <li>{t("import.leftOut", { count: more })}</li>}
        </ul>
      )}
    </section>
  );
}
