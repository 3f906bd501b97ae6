import { createHash } from "node:crypto";
import { z } from "zod";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { writeTrail } from "../audit/trail.ts";
import { cleanFileName } from "../documents/file-name.ts";
import type { UploadGate } from "../documents/read-upload.ts";
import { changeJourney, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { importView, listAfter, understand } from "./import-list.ts";
import { type ImportRequest, readImportRequest } from "./import-request.ts";
import { type ImportDone, importDoneShape, importReadShape } from "./import-shapes.ts";
import type { ReadList } from "./list-reading.ts";
import { readWorkingList, replaceList } from "./list-store.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
/** Pasted text in JSON, where some characters take two. */
const textBodyMaxBytes = 11_000_000;
const idBytes = 8;

/** Import of a list in two calls: the first answers what was understood, the second stores it. */
export function importRoutes(app: TypedApp, world: JourneyWorld, uploads: UploadGate): void {
  const { database, random } = world;
  const newId = (): string => random.hex(idBytes);
  app.post(
    "/api/journeys/:journey/establishments/import/read",
    { bodyLimit: textBodyMaxBytes, schema: { params: journeyParams, response: { 200: importReadShape } } },
    (request) =>
      uploads(async () => {
        const wanted = await readImportRequest(request, "read");
        const understood = await understand(wanted, newId);
        const current = await readWorkingList(database, journeyOf(request).journey.id);
        return importView(understood, wanted.options.mode, current);
      }),
  );
  app.post(
    "/api/journeys/:journey/establishments/import",
    { bodyLimit: textBodyMaxBytes, schema: { params: journeyParams, response: { 200: importDoneShape } } },
    (request) =>
      uploads(async () => {
        const wanted = await readImportRequest(request, "commit");
        const understood = await understand(wanted, newId);
        if (understood.status === "columns-needed") throw new RaccordError("list.no-headings");
        const person = signedInOrThrow(request);
        const by = { person, atMs: world.clock.nowMs() };
        return commitImport(world, journeyOf(request).journey.id, { wanted, list: understood.list }, by);
      }),
  );
}

async function commitImport(
  world: JourneyWorld,
  journeyId: string,
  { wanted, list }: { readonly wanted: ImportRequest; readonly list: ReadList },
  { person, atMs }: { readonly person: ReturnType<typeof signedInOrThrow>; readonly atMs: number },
): Promise<ImportDone> {
  return changeJourney(world, journeyId, async (transaction) => {
    const current = await readWorkingList(transaction, journeyId);
    const { lines, difference } = listAfter(list, wanted.options.mode, current);
    const writer = { personId: person.personId, atMs };
    const done = await replaceList(transaction, journeyId, { base: wanted.base, lines }, writer);
    if (done.status === "conflict") throw new RaccordError("list.changed-meanwhile");
    if (done.status === "refused") throw new RaccordError("list.too-many-rows");
    const counts = {
      addedCount: difference.added.length,
      removedCount: difference.removed.length,
      changedCount: difference.changed.length,
    };
    await writeTrail(transaction, {
      atMs,
      by: person,
      journeyId,
      action: "establishments-imported",
      what: {
        from: wanted.fileName === null ? "paste" : cleanFileName(wanted.fileName, [".xlsx", ".csv", ".txt"]),
        sha256: createHash("sha256").update(wanted.bytes).digest("hex"),
        format: list.format,
        sheet: list.sheet,
        mode: wanted.options.mode,
        linesRead: list.lines.length,
        lines: lines.length,
        ...counts,
        revision: done.revision,
      },
      why: "",
    });
    return { revision: done.revision, lines: lines.length, ...counts };
  });
}
