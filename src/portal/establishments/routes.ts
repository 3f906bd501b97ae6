import { z } from "zod";
import { checkList } from "../../domain/establishments/check-list.ts";
import { mostSevere } from "../../domain/establishments/most-severe.ts";
import { summarise } from "../../domain/establishments/summary.ts";
import { supplierRoles } from "../../domain/journey/roles.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { UploadGate } from "../documents/read-upload.ts";
import { changeJourney, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { importRoutes } from "./import-routes.ts";
import { visibleLines } from "./list-scope.ts";
import { readWorkingList, removeLine, saveLine } from "./list-store.ts";
import {
  type LineResult,
  type ListResults,
  type ListView,
  linesMax,
  listChangesShape,
  listResultsShape,
  listViewShape,
  type StoredLine,
} from "./shapes.ts";
import { versionRoutes } from "./version-routes.ts";

/** Findings of a list that are answered; the rest is counted. */
const findingsMax = 1_000;
const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });

/** The list of establishments of a journey: read, change, import, export, freeze, compare. */
export function establishmentRoutes(app: TypedApp, world: JourneyWorld, uploads: UploadGate): void {
  app.get(
    "/api/journeys/:journey/establishments",
    { schema: { params: journeyParams, response: { 200: listViewShape } } },
    async (request) => {
      const { journey, roles } = journeyOf(request);
      const isVisible = visibleLines(request);
      const { revision, lines } = await readWorkingList(world.database, journey.id);
      const mayWrite = roles.some((role) => supplierRoles.some((one) => one === role));
      return listView(
        revision,
        lines.filter(({ line }) => isVisible(line)),
        mayWrite,
      );
    },
  );
  app.patch(
    "/api/journeys/:journey/establishments",
    { schema: { params: journeyParams, body: listChangesShape, response: { 200: listResultsShape } } },
    (request) => {
      const { journey } = journeyOf(request);
      const by = { person: signedInOrThrow(request), atMs: world.clock.nowMs() };
      return changeJourney(world, journey.id, (transaction) =>
        changeList(transaction, journey.id, request.body, by),
      );
    },
  );
  importRoutes(app, world, uploads);
  versionRoutes(app, world);
}

function listView(revision: number, lines: StoredLine[], mayWrite: boolean): ListView {
  const facts = lines.map(({ line }) => line);
  const found = checkList(facts);
  const told = mostSevere(
    found.filter(({ severity }) => severity !== "ok"),
    findingsMax,
  );
  const { byRegion, ...figures } = summarise(facts);
  return {
    revision,
    lines,
    findings: told.findings.map((finding) => ({ ...finding, params: { ...finding.params } })),
    findingsLeftOut: told.leftOut,
    verifiedLines: found.filter(({ code }) => code === "line-verified").length,
    summary: { ...figures, byRegion: [...byRegion].map(([region, count]) => ({ region, lines: count })) },
    linesMax,
    mayWrite,
  };
}

/** Typing leaves no trail, as in every other field; taking an establishment out of the list does. */
async function changeList(
  transaction: PortalDatabase,
  journeyId: string,
  { save, remove }: z.infer<typeof listChangesShape>,
  { person, atMs }: { readonly person: SignedIn; readonly atMs: number },
): Promise<ListResults> {
  const results: LineResult[] = [];
  for (const change of save)
    results.push(await saveLine(transaction, journeyId, change, { personId: person.personId, atMs }));
  const before = remove.length === 0 ? [] : (await readWorkingList(transaction, journeyId)).lines;
  const known = new Map(before.map(({ line }) => [line.id, line]));
  const gone = [];
  for (const one of remove) {
    const result = await removeLine(transaction, journeyId, one);
    results.push(result);
    const line = known.get(one.id);
    if (result.status === "removed" && line !== undefined)
      gone.push({ id: line.id, name: line.name, finessEj: line.finessEj, finessEg: line.finessEg });
  }
  if (gone.length > 0) {
    await writeTrail(transaction, {
      atMs,
      by: person,
      journeyId,
      action: "establishments-removed",
      what: { names: gone.map(({ name, finessEg }) => name || finessEg || "–").join(", "), lines: gone },
      why: "",
    });
  }
  return { revision: (await readWorkingList(transaction, journeyId)).revision, results };
}
