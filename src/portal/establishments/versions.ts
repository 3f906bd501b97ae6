import { z } from "zod";
import { diffLists, type ListDiff } from "../../domain/establishments/diff.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { ListWriter } from "./line-rows.ts";
import { holdList, readWorkingList } from "./list-store.ts";
import { establishmentShape, type ListVersion } from "./shapes.ts";

const linesShape = z.array(establishmentShape);

export type FreezeResult =
  | { readonly status: "saved"; readonly version: ListVersion }
  /** Somebody changed the list since it was seen. */
  | { readonly status: "conflict"; readonly revision: number }
  | { readonly status: "empty" };

/**
 * Freezes the working list as its next version: 1, 2, … `base` is the list's revision that the person saw. Called inside a
 * transaction of the caller.
 */
export async function freezeList(
  transaction: PortalDatabase,
  journeyId: string,
  { base, note }: { readonly base: number; readonly note: string },
  writer: ListWriter,
): Promise<FreezeResult> {
  const revision = await holdList(transaction, journeyId);
  if (revision !== base) return { status: "conflict", revision };
  const lines = (await readWorkingList(transaction, journeyId)).lines.map(({ line }) => line);
  if (lines.length === 0) return { status: "empty" };
  const number = (await lastVersion(transaction, journeyId)) + 1;
  const version = { number, note, lineCount: lines.length, by: writer.personId, atMs: writer.atMs };
  await transaction
    .insertInto("establishment_version")
    .values({
      journey_id: journeyId,
      number,
      note,
      lines: JSON.stringify(lines),
      line_count: lines.length,
      by_person: writer.personId,
      at_ms: writer.atMs,
    })
    .execute();
  return { status: "saved", version };
}

/** Number of the last frozen version, 0 when there is none. */
export async function lastVersion(handle: PortalDatabase, journeyId: string): Promise<number> {
  const row = await handle
    .selectFrom("establishment_version")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("journey_id", "=", journeyId)
    .executeTakeFirst();
  return Number(row?.number ?? 0);
}

/** The frozen versions, the newest first. */
export async function listVersions(handle: PortalDatabase, journeyId: string): Promise<ListVersion[]> {
  const rows = await handle
    .selectFrom("establishment_version")
    .select(["number", "note", "line_count", "by_person", "at_ms"])
    .where("journey_id", "=", journeyId)
    .orderBy("number", "desc")
    .execute();
  return rows.map(({ number, note, line_count, by_person, at_ms }) => ({
    number,
    note,
    lineCount: line_count,
    by: by_person,
    atMs: at_ms,
  }));
}

/** The lines of a frozen version, or of the working list for `"working"`; nothing when there is no such version. */
export async function linesOfVersion(
  handle: PortalDatabase,
  journeyId: string,
  version: number | "working",
): Promise<EstablishmentFact[] | undefined> {
  if (version === "working") {
    return (await readWorkingList(handle, journeyId)).lines.map(({ line }) => line);
  }
  const row = await handle
    .selectFrom("establishment_version")
    .select("lines")
    .where("journey_id", "=", journeyId)
    .where("number", "=", version)
    .executeTakeFirst();
  return row === undefined ? undefined : linesShape.parse(JSON.parse(row.lines));
}

/**
 * What changed from one version to another, as far as the lines that `isSeen` lets through are concerned; nothing when one
 * of the versions does not exist.
 */
export async function diffVersions(
  handle: PortalDatabase,
  journeyId: string,
  [from, to]: readonly [from: number | "working", to: number | "working"],
  isSeen: (line: EstablishmentFact) => boolean = () => true,
): Promise<ListDiff | undefined> {
  const before = await linesOfVersion(handle, journeyId, from);
  const after = await linesOfVersion(handle, journeyId, to);
  if (before === undefined || after === undefined) return undefined;
  return diffLists(before.filter(isSeen), after.filter(isSeen));
}
