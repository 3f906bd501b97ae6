import type { Kysely } from "kysely";
import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import { isoText } from "../../domain/time/stamp.ts";
import { deliveryCodes } from "../../runtime/errors/codes-delivery.ts";
import type { ErrorText } from "../../runtime/errors/error-text.ts";
import { parseKeyText } from "../indicators/canonical-key.ts";
import {
  type DeliveryLogTable,
  type DeliveryTables,
  deliveryHandle,
  type ForeignRowTable,
  type IndicatorTable,
  type TaskTable,
} from "../store/delivery-tables.ts";
import { foreignRows } from "../store/foreign-rows.ts";
import { readPlace } from "../store/places.ts";

/** `in-doubt`: sent, and whether the ROR took it is not known. */
export type IndicatorStatus = "confirmed" | "wanted" | "in-doubt" | "held" | "refused" | "deleted";

export interface BoardRow {
  readonly indicatorId: string;
  readonly key: IndicatorKey;
  readonly status: IndicatorStatus;
  /** `null`: the row should not exist in the ROR. */
  readonly wantedCount: number | null;
  /** `null`: the ROR is not known to hold the row. */
  readonly confirmedCount: number | null;
  /** Date of the information that is wanted. */
  readonly wantedUpdatedAtMs: number;
  readonly confirmedUpdatedAtMs: number | null;
  readonly confirmedAtMs: number | null;
  /** Age of the information that the ROR shows; `null` when it shows none. */
  readonly ageMs: number | null;
  readonly attempts: number;
  readonly reason: Reason | null;
}

/** A code with its words in both languages. */
export interface Reason extends Pick<ErrorText, "kind" | "clause" | "fr" | "en" | "adviceFr" | "adviceEn"> {
  readonly code: string;
}

export interface BoardPlace {
  readonly placeId: string;
  readonly target: string;
  readonly establishment: string;
  readonly externalId: string;
  readonly revision: number;
  readonly state: "open" | "parked";
  readonly reason: Reason | null;
  /** When waiting ends by itself; 0 when nothing is waited for. */
  readonly nextAtMs: number;
  readonly rows: readonly BoardRow[];
}

export interface BoardCall {
  readonly atMs: number;
  readonly target: string;
  readonly placeId: string;
  readonly indicatorId: string;
  readonly operation: "replace" | "add" | "delete";
  readonly status: number | null;
  readonly result: string;
  readonly reason: Reason | null;
  readonly issues: unknown;
  readonly durationMs: number;
  readonly requestPath: string | null;
  readonly requestBody: string | null;
  readonly answerBody: string | null;
}

export interface BoardTask {
  readonly id: string;
  readonly reason: Reason;
  readonly kind: TaskTable["kind"];
  readonly placeId: string | null;
  readonly establishment: string | null;
  readonly target: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly recipients: unknown;
  readonly subjectFr: string;
  readonly subjectEn: string;
  readonly messageFr: string;
  readonly messageEn: string;
  readonly detail: unknown;
}

/** A row of somebody else. Instants are ISO texts. */
export interface BoardForeignRow {
  readonly key: string;
  readonly count: number | null;
  readonly sourceType: string;
  readonly updatedAt: string | null;
  readonly firstSeenAt: string;
  readonly decision: "open" | "keep";
  readonly decidedBy: string | null;
}

export interface BoardTarget {
  readonly target: string;
  readonly state: "open" | "paused" | "broken";
  readonly reason: Reason | null;
  readonly sinceMs: number;
  readonly notBeforeMs: number;
}

/** What screens, `explain` and health read about deliveries. Reads only. */
export interface DeliveryBoard {
  /** Places by id after `afterPlaceId`, at most `limit`; or one place. */
  places(query: {
    readonly nowMs: number;
    readonly limit: number;
    readonly afterPlaceId?: string;
    readonly placeId?: string;
  }): Promise<readonly BoardPlace[]>;
  /** The last calls, newest first. */
  calls(limit: number, placeId?: string): Promise<readonly BoardCall[]>;
  /** The last calls that failed, newest first, with request and answer. */
  refusals(limit: number, placeId?: string): Promise<readonly BoardCall[]>;
  /** Newest first; open ones only unless `closedToo`. */
  tasks(limit: number, closedToo?: boolean): Promise<readonly BoardTask[]>;
  /** Targets that ever were shut. */
  targets(): Promise<readonly BoardTarget[]>;
  /** Rows of a place that the ROR showed at the last reading and that Raccord does not feed; `undefined`: no such place. */
  foreignRows(placeId: string): Promise<readonly BoardForeignRow[] | undefined>;
  /** Indicators not known to be in the ROR as wanted, by target. */
  differing(): Promise<ReadonlyMap<string, number>>;
}

export function deliveryBoard<Tables extends DeliveryTables>(db: Kysely<Tables>): DeliveryBoard {
  const handle = deliveryHandle(db);
  const calls = async (limit: number, placeId: string | undefined, failed: boolean): Promise<BoardCall[]> => {
    let query = handle.selectFrom("delivery_log").selectAll();
    if (placeId !== undefined) query = query.where("place_id", "=", placeId);
    if (failed) query = query.where("reason", "is not", null);
    const rows = await query.orderBy("at_ms", "desc").orderBy("turn", "desc").limit(limit).execute();
    return rows.map(boardCall);
  };
  return {
    async places({ nowMs, limit, afterPlaceId = "", placeId }) {
      let query = handle.selectFrom("place_delivery").selectAll().where("place_id", ">", afterPlaceId);
      if (placeId !== undefined) query = query.where("place_id", "=", placeId);
      const places = await query.orderBy("place_id").limit(limit).execute();
      if (places.length === 0) return [];
      const rows = await handle
        .selectFrom("indicator")
        .selectAll()
        .where("place_id", ">=", places[0]?.place_id ?? "")
        .where("place_id", "<=", places.at(-1)?.place_id ?? "")
        .orderBy("indicator_key")
        .execute();
      const byPlace = Map.groupBy(rows, (row) => row.place_id);
      return places.map((place) => ({
        placeId: place.place_id,
        target: place.target,
        establishment: place.establishment,
        externalId: place.external_id,
        revision: place.revision,
        state: place.state,
        reason: reasonOf(place.parked_reason),
        nextAtMs: place.next_at_ms,
        rows: (byPlace.get(place.place_id) ?? []).map((row) => boardRow(row, nowMs)),
      }));
    },
    calls: (limit, placeId) => calls(limit, placeId, false),
    refusals: (limit, placeId) => calls(limit, placeId, true),
    async tasks(limit, closedToo = false) {
      let query = handle.selectFrom("task").selectAll();
      if (!closedToo) query = query.where("closed_at_ms", "is", null);
      const rows = await query.orderBy("opened_at_ms", "desc").orderBy("id").limit(limit).execute();
      return rows.map(boardTask);
    },
    async targets() {
      const rows = await handle.selectFrom("target_state").selectAll().orderBy("target").execute();
      return rows.map((row) => ({
        target: row.target,
        state: row.state,
        reason: reasonOf(row.reason),
        sinceMs: row.since_ms,
        notBeforeMs: row.not_before_ms,
      }));
    },
    async foreignRows(placeId) {
      if (!(await readPlace(handle, placeId))) return undefined;
      return (await foreignRows(handle, placeId)).map(boardForeignRow);
    },
    async differing() {
      const rows = await handle
        .selectFrom("place_delivery as place")
        .leftJoin("indicator as row", (join) =>
          join.onRef("row.place_id", "=", "place.place_id").on("row.differs", "=", 1),
        )
        .select((select) => ["place.target", select.fn.count<number>("row.indicator_key").as("count")])
        .groupBy("place.target")
        .execute();
      return new Map(rows.map((row) => [row.target, Number(row.count)]));
    },
  };
}

function statusOf(row: IndicatorTable): IndicatorStatus {
  if (row.hold !== "none") return row.hold;
  if (row.in_doubt === 1) return "in-doubt";
  if (row.differs === 1) return "wanted";
  return row.wanted_deleted === 1 ? "deleted" : "confirmed";
}

function boardRow(row: IndicatorTable, nowMs: number): BoardRow {
  const shown = row.remote_holds === "yes" ? row.confirmed_updated_at_ms : null;
  return {
    indicatorId: row.indicator_id,
    key: parseKeyText(row.indicator_key),
    status: statusOf(row),
    wantedCount: row.wanted_deleted === 1 ? null : row.wanted_count,
    confirmedCount: row.confirmed_count,
    wantedUpdatedAtMs: row.wanted_updated_at_ms,
    confirmedUpdatedAtMs: row.confirmed_updated_at_ms,
    confirmedAtMs: row.confirmed_at_ms,
    ageMs: shown === null ? null : Math.max(0, nowMs - shown),
    attempts: row.attempts,
    reason: reasonOf(row.last_error),
  };
}

function boardCall(row: DeliveryLogTable): BoardCall {
  return {
    atMs: row.at_ms,
    target: row.target,
    placeId: row.place_id,
    indicatorId: row.indicator_id,
    operation: row.operation,
    status: row.status,
    result: row.result,
    reason: reasonOf(row.reason),
    issues: JSON.parse(row.issues_json) as unknown,
    durationMs: row.duration_ms,
    requestPath: row.request_path,
    requestBody: row.request_body,
    answerBody: row.answer_body,
  };
}

function boardForeignRow(row: ForeignRowTable): BoardForeignRow {
  return {
    key: row.indicator_key,
    count: row.count,
    sourceType: row.source_type,
    updatedAt: row.updated_at_ms === null ? null : isoText(row.updated_at_ms),
    firstSeenAt: isoText(row.first_seen_at_ms),
    decision: row.decision,
    decidedBy: row.decided_by,
  };
}

function boardTask(row: TaskTable): BoardTask {
  return {
    id: row.id,
    reason: reasonOf(row.reason) ?? unnamed(row.reason),
    kind: row.kind,
    placeId: row.place_id,
    establishment: row.establishment,
    target: row.target,
    openedAtMs: row.opened_at_ms,
    closedAtMs: row.closed_at_ms,
    recipients: JSON.parse(row.recipients_json) as unknown,
    subjectFr: row.subject_fr,
    subjectEn: row.subject_en,
    messageFr: row.message_fr,
    messageEn: row.message_en,
    detail: JSON.parse(row.detail_json) as unknown,
  };
}

const texts: Readonly<Record<string, ErrorText>> = deliveryCodes;

function reasonOf(code: string | null): Reason | null {
  if (code === null) return null;
  const text = texts[code];
  return text ? { code, ...text } : unnamed(code);
}

/** A code that an earlier version of the product wrote. */
function unnamed(code: string): Reason {
  return { code, kind: "ours", clause: "", fr: code, en: code, adviceFr: "", adviceEn: "" };
}
