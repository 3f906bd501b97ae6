import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { AnswerValue } from "../../../domain/journey/facts.ts";
import type { Section } from "../../../domain/journey/step.ts";
import { sectionOf } from "../../../domain/journey/steps/table.ts";
import { call } from "../app/api.ts";
import { sectionQuery } from "../app/queries.ts";
import { type FieldState, mergeSection, type RowState } from "./merge.ts";
import { useOutbox, useOutboxSnapshot } from "./outbox-context.tsx";

/** A section that is saved as it is typed. */
export interface SavedSection {
  readonly journey: string;
  readonly definition: Section;
  /** Rows with a value, in order. A section filled once has at most the row `""`. */
  readonly rows: readonly RowState[];
  /** False until the server's values are there: typing over what one has not seen would be a conflict. */
  readonly ready: boolean;
  /** Why the section could not be read, or null. */
  readonly error: unknown;
  retry(): void;
  field(row: string, field: string): FieldState;
  type(row: string, field: string, value: AnswerValue): void;
  /** Takes a row out of the table. Resolves to what brings it back; rejects with ApiError when the server did not. */
  removeRow(row: string): Promise<() => Promise<void>>;
  resolve(row: string, field: string, choice: "mine" | "theirs"): void;
}

const untouched: FieldState = { value: null, revision: 0, state: "untouched", theirs: null };

/** One section of a journey: the server's values under what was typed here. Throws RangeError for an unknown section. */
export function useSection(journey: string, section: string): SavedSection {
  const { data, error, refetch } = useQuery(sectionQuery(journey, section));
  const client = useQueryClient();
  const open = useOutbox();
  const snapshot = useOutboxSnapshot();
  useEffect(() => {
    for (const row of data?.rows ?? []) {
      for (const [field, { revision }] of Object.entries(row.fields)) {
        open?.outbox.caughtUp({ journey, section, row: row.id, field }, revision);
      }
    }
  }, [data, open, journey, section]);
  const rows = useMemo(
    () => mergeSection(data, snapshot, journey, section),
    [data, snapshot, journey, section],
  );
  const definition = sectionOf(section)?.section;
  if (definition === undefined) throw new RangeError(`${section} is not a section`);
  const field = (row: string, name: string): FieldState =>
    rows.find(({ id }) => id === row)?.fields[name] ?? untouched;
  return {
    journey,
    definition,
    rows,
    ready: data !== undefined && open !== null,
    error: data === undefined ? error : null,
    retry: () => void refetch(),
    field,
    type: (row, name, value) =>
      open?.outbox.type({ journey, section, row, field: name }, value, field(row, name).revision),
    async removeRow(row) {
      const unsaved = open?.outbox.discardRow({ journey, section, row }) ?? {};
      const stored =
        data?.rows.some(({ id }) => id === row) || snapshot.marks.some((mark) => mark.row === row);
      const mark = async (removed: boolean): Promise<void> => {
        if (stored)
          await call("POST", `/api/journeys/${encodeURIComponent(journey)}/rows`, { section, row, removed });
        if (removed) open?.outbox.forgetMarks({ journey, section, row });
        await client.invalidateQueries({ queryKey: ["journeys", journey] });
      };
      const retype = (): void => {
        for (const [name, value] of Object.entries(unsaved)) {
          open?.outbox.type({ journey, section, row, field: name }, value, field(row, name).revision);
        }
      };
      try {
        await mark(true);
      } catch (error) {
        retype();
        throw error;
      }
      return async () => {
        await mark(false);
        retype();
      };
    },
    resolve: (row, name, choice) => open?.outbox.resolve({ journey, section, row, field: name }, choice),
  };
}
