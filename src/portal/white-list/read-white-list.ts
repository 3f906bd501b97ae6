import { z } from "zod";
import type { MoveRecord } from "../../domain/journey/facts.ts";
import type {
  AcceptedPatch,
  ListedEstablishment,
  OtherSupplier,
  Takeover,
  WhiteListAnswer,
  WhiteListFacts,
  WhiteListRequest,
} from "../../domain/journey/white-list/facts.ts";
import { whiteListLines } from "../../domain/journey/white-list/lines.ts";
import { isOpen, judgedRequests } from "../../domain/journey/white-list/state.ts";
import type { PortalDatabase } from "../store/tables.ts";

const refusedShape = z.array(z.strictObject({ idNatStruct: z.string(), reason: z.string() }));

/** How the records of a journey are read, those of rounds that ended marked. */
export type RecordsOf = (database: PortalDatabase, journeyId: string) => Promise<readonly MoveRecord[]>;

/** What is needed besides the journey itself. */
export interface WhiteListReading {
  readonly recordsOf: RecordsOf;
  /** Establishments of its working list. */
  readonly listed: readonly ListedEstablishment[];
  /** Today in Paris, YYYY-MM-DD. */
  readonly today: string;
}

/** The white list of a journey as it is stored, with what other files say of the same establishments. */
export async function readWhiteList(
  database: PortalDatabase,
  journeyId: string,
  { recordsOf, listed, today }: WhiteListReading,
): Promise<WhiteListFacts> {
  const own = await readOwn(database, journeyId);
  const named = new Map(
    [...own.requests.flatMap(({ add }) => add), ...listed].map((one) => [one.idNatStruct, one.name]),
  );
  const ids = [...named.keys()];
  const takeovers = await readTakeovers(database, journeyId, ids);
  const accepted = await readAccepted(database, journeyId);
  const others = await readOthers(database, journeyId, named, { recordsOf, today });
  return { ...own, takeovers, others, accepted };
}

async function readOwn(
  database: PortalDatabase,
  journeyId: string,
): Promise<Pick<WhiteListFacts, "requests" | "answers">> {
  const rows = await database
    .selectFrom("white_list_request")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("sequence")
    .execute();
  if (rows.length === 0) return { requests: [], answers: [] };
  const changes = await database
    .selectFrom("white_list_change")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("position")
    .execute();
  const byRequest = Map.groupBy(changes, ({ request_id }) => request_id);
  const requests = rows.map((row): WhiteListRequest => {
    const of = (change: "add" | "remove"): ListedEstablishment[] =>
      (byRequest.get(row.id) ?? [])
        .filter((one) => one.change === change)
        .map(({ id_nat_struct, name }) => ({ idNatStruct: id_nat_struct, name }));
    return {
      id: row.id,
      certificate: { subjectDn: row.subject_dn, fingerprint: row.fingerprint },
      instance: row.instance,
      add: of("add"),
      remove: of("remove"),
      replaces:
        row.replaces_fingerprint === ""
          ? null
          : { subjectDn: row.replaces_dn, fingerprint: row.replaces_fingerprint },
      takeoverOn: row.takeover_on,
    };
  });
  const answers = await database
    .selectFrom("white_list_answer")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .execute();
  return {
    requests,
    answers: answers.map(
      (row): WhiteListAnswer => ({
        recordId: row.record_id,
        feedingUrl: row.feeding_url,
        tokenUrl: row.token_url,
        clientId: row.client_id,
        refused: refusedShape.parse(JSON.parse(row.refused)),
      }),
    ),
  };
}

/** Establishments in one question: far below what both databases bind at once. */
const idsAtOnce = 1_000;

async function readTakeovers(
  database: PortalDatabase,
  journeyId: string,
  ids: readonly string[],
): Promise<readonly Takeover[]> {
  const found: Takeover[] = [];
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await database
      .selectFrom("white_list_change as change")
      .innerJoin("white_list_request as request", "request.id", "change.request_id")
      .innerJoin("move_record as record", (join) =>
        join.onRef("record.subject", "=", "request.id").onRef("record.journey_id", "=", "request.journey_id"),
      )
      .innerJoin("white_list_answer as answer", "answer.record_id", "record.id")
      .innerJoin("journey", "journey.id", "request.journey_id")
      .select([
        "change.id_nat_struct",
        "request.takeover_on",
        "record.at_ms",
        "answer.refused",
        "journey.name",
      ])
      .where("change.change", "=", "add")
      .where("change.journey_id", "!=", journeyId)
      .where("change.id_nat_struct", "in", ids.slice(from, from + idsAtOnce))
      .where("request.takeover_on", "is not", null)
      .where("record.move", "=", "white-list-confirmed")
      .where("record.withdrawn_at_ms", "is", null)
      .orderBy("record.sequence")
      .execute();
    for (const row of rows) {
      const refused = refusedShape.parse(JSON.parse(row.refused));
      if (row.takeover_on === null || refused.some((one) => one.idNatStruct === row.id_nat_struct)) continue;
      found.push({
        idNatStruct: row.id_nat_struct,
        from: row.takeover_on,
        at: new Date(row.at_ms).toISOString(),
        by: row.name,
      });
    }
  }
  return found;
}

async function readAccepted(database: PortalDatabase, journeyId: string): Promise<readonly AcceptedPatch[]> {
  const rows = await database
    .selectFrom("accepted_patch")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("id_nat_struct")
    .execute();
  return rows.map((row) => ({
    idNatStruct: row.id_nat_struct,
    place: row.place,
    at: new Date(row.at_ms).toISOString(),
  }));
}

/** Other files with a standing line or an open request for one of these establishments. */
async function readOthers(
  database: PortalDatabase,
  journeyId: string,
  named: ReadonlyMap<string, string>,
  { recordsOf, today }: Pick<WhiteListReading, "recordsOf" | "today">,
): Promise<readonly OtherSupplier[]> {
  const ids = [...named.keys()];
  const journeys = new Map<string, string>();
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await database
      .selectFrom("white_list_change as change")
      .innerJoin("journey", "journey.id", "change.journey_id")
      .select(["change.journey_id", "journey.name"])
      .distinct()
      .where("change.change", "=", "add")
      .where("change.journey_id", "!=", journeyId)
      .where("change.id_nat_struct", "in", ids.slice(from, from + idsAtOnce))
      .execute();
    for (const row of rows) journeys.set(row.journey_id, row.name);
  }
  const others: OtherSupplier[] = [];
  for (const [other, journey] of journeys) {
    const own = await readOwn(database, other);
    const takeovers = await readTakeovers(database, other, [
      ...new Set(own.requests.flatMap(({ add }) => add.map(({ idNatStruct }) => idNatStruct))),
    ]);
    const records = await recordsOf(database, other);
    const source = { records, today, whiteList: { ...own, takeovers, others: [], accepted: [] } };
    const written = new Set([
      ...whiteListLines(source).map((line) => line.establishment.idNatStruct),
      ...judgedRequests(source)
        .filter(({ state }) => isOpen(state))
        .flatMap(({ request }) => request.add.map(({ idNatStruct }) => idNatStruct)),
    ]);
    for (const [idNatStruct, name] of named)
      if (written.has(idNatStruct)) others.push({ idNatStruct, name, journey });
  }
  return others;
}
