import { type ErrorCode, errorCatalogue } from "../../runtime/errors/catalogue.ts";
import type { ConnectorDatabase } from "../store/tables.ts";
import { iso, type TwoLanguages } from "./shapes.ts";

/** What was refused on the way in: messages or lines of sheets, counted by code. */
interface RefusedLine {
  readonly at: string;
  readonly kind: "message" | "sheet";
  readonly place: null;
  readonly code: string;
  readonly text: TwoLanguages;
  readonly advice: TwoLanguages;
  readonly count: number;
}

/** Everything refused on the way in: messages, then lines of the newest sheets. */
export async function refusedOnTheWayIn(database: ConnectorDatabase): Promise<RefusedLine[]> {
  return [...(await refusedMessages(database)), ...(await refusedSheets(database))];
}

/** Refused frames by code, with their number and the newest time. */
async function refusedMessages(database: ConnectorDatabase): Promise<RefusedLine[]> {
  const rows = await database
    .selectFrom("refused_frame")
    .select([
      "code",
      (e) => e.fn.countAll<number>().as("count"),
      (e) => e.fn.max("received_at_ms").as("newest"),
    ])
    .groupBy("code")
    .execute();
  return rows.map((row) => {
    const text = errorCatalogue[row.code as ErrorCode];
    return {
      at: iso(Number(row.newest)),
      kind: "message",
      place: null,
      code: row.code,
      text: { fr: text?.fr ?? row.code, en: text?.en ?? row.code },
      advice: { fr: text?.adviceFr ?? "", en: text?.adviceEn ?? "" },
      count: Number(row.count),
    };
  });
}

/** Refused lines of the newest sheets, by kind of sheet and code. */
async function refusedSheets(database: ConnectorDatabase): Promise<RefusedLine[]> {
  const rows = await database
    .selectFrom("sheet_issue")
    .select([
      "code",
      "kind",
      (e) => e.fn.countAll<number>().as("count"),
      (e) => e.fn.min("line").as("line"),
      (e) => e.fn.max("received_at_ms").as("newest"),
    ])
    .where("severity", "=", "refused")
    .groupBy(["code", "kind"])
    .execute();
  return rows.map((row) => {
    const text = errorCatalogue[row.code as ErrorCode];
    const line = Number(row.line);
    return {
      at: iso(Number(row.newest)),
      kind: "sheet",
      place: null,
      code: row.code,
      text: {
        fr: `${text?.fr ?? row.code}${line > 0 ? ` (ligne ${line})` : ""}`,
        en: `${text?.en ?? row.code}${line > 0 ? ` (line ${line})` : ""}`,
      },
      advice: { fr: text?.adviceFr ?? "", en: text?.adviceEn ?? "" },
      count: Number(row.count),
    };
  });
}
