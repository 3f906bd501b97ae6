import { useTranslation } from "react-i18next";
import type { Difference } from "../../establishments/shapes.ts";
import { useFindingWords } from "./finding-words.ts";

type Line = Difference["added"][number];

const kinds = ["added", "removed", "changed"] as const;
const marks = { added: "＋", removed: "－", changed: "≠" } as const;

/** What happened between two lists: in words and signs, colours only beside them. */
export function DifferenceView({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  const { addedCount: added, removedCount: removed, changedCount: changed } = difference;
  if (added + removed + changed === 0) return <p>{t("difference.none")}</p>;
  const counts = { added, removed, changed };
  const shown = (text: string): string => (text === "" ? t("row.empty") : text);
  const linesOf = (kind: (typeof kinds)[number]): { line: Line; said: readonly string[] }[] =>
    kind === "changed"
      ? difference.changed.map(({ before, after, columns }) => ({
          line: after,
          said: columns.map((column) =>
            t("difference.was", {
              column: words.columnName(column),
              before: shown(before[column]),
              after: shown(after[column]),
            }),
          ),
        }))
      : difference[kind].map((line) => ({ line, said: [] }));
  return (
    <>
      <p>{t("difference.counts", counts)}</p>
      <ul className="plain difference">
        {kinds.flatMap((kind) => [
          ...linesOf(kind).map(({ line, said }) => (
            <li key={`${kind}-${line.id}`} className={`is-${kind}`}>
              <strong>
                <span aria-hidden="true">{marks[kind]}</span> {t(`difference.${kind}`)}
              </strong>{" "}
              {shown(line.name)} {line.finessEg !== "" && `(EG ${line.finessEg})`}
              {said.length > 0 && (
                <ul>
                  {said.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              )}
            </li>
          )),
          ...(counts[kind] > linesOf(kind).length
            ? [
                <li key={`${kind}-more`}>
                  {t(`difference.${kind}`)} :{" "}
                  {t("difference.more", { count: counts[kind] - linesOf(kind).length })}
                </li>,
              ]
            : []),
        ])}
      </ul>
    </>
  );
}
