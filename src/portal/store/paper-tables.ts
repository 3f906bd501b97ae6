/** A paper as it was when it was sent: never changed. */
export interface PaperVersionTable {
  journey_id: string;
  paper: string;
  /** Code of the region of a letter to a GRADeS; empty for other papers. */
  region: string;
  /** 1, 2, … within the paper. */
  number: number;
  /** The record that declares the sending; empty when somebody declared it on the page. */
  record_id: string;
  /** The day of sending, as declared; YYYY-MM-DD. */
  day: string;
  /** JSON of what it said, in each language (`papers/content.ts`). */
  content_fr: string;
  content_en: string;
  by_person: string;
  at_ms: number;
  /** Set when the record was taken back: it was not sent after all. */
  withdrawn_at_ms: number | null;
}

export type PaperTables = { paper_version: PaperVersionTable };
