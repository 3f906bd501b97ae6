import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RecordView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import type { StepPageProps } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";

/** A dialog that somebody asked for: a move, or the taking back of one. */
export interface AskedMove {
  readonly title: string;
  readonly move: string;
  readonly subject?: string;
  readonly reasonLabel?: string;
}

/** What each part of the desk works with. */
export interface DeskProps extends StepPageProps {
  /** The move as this person sees it; `false` where the step does not have it. */
  may(move: string): boolean;
  /** True for somebody who declares the move from an uploaded answer instead of deciding it. */
  declares(move: string): boolean;
  mayTakeBack(record: { readonly move: string; readonly declared?: true | undefined }): boolean;
  ask(asked: AskedMove): void;
  takeBack(record: { readonly id: string; readonly move: string }): void;
}

/** Who noted a record, when. */
export function Signed({
  record,
}: {
  readonly record: Pick<RecordView, "byName" | "at" | "date" | "declared">;
}) {
  const { t, i18n } = useTranslation("committee");
  const date = dayText(languageOf(i18n), record.date ?? record.at);
  return (
    <span className="field-note">
      {t(record.declared ? "fromAnswer" : "signed", { name: record.byName, date })}
    </span>
  );
}

/** Puts what the supplier declares from an e-mail behind a line of its own: it is rare, and the list of moves long. */
export function FromAnswer({
  wrap,
  title,
  children,
}: {
  /** False for those who decide: nothing is put behind anything. */
  readonly wrap: boolean;
  readonly title: string;
  readonly children: ReactNode;
}) {
  if (!wrap) return children;
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** The record as the page has it, with the name of its maker. */
export function viewOf(journey: StepPageProps["journey"], id: string): RecordView | undefined {
  return journey.records.find((record) => record.id === id);
}
