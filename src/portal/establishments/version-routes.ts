import { createHash } from "node:crypto";
import { z } from "zod";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { writeTrail } from "../audit/trail.ts";
import { sendFile } from "../documents/send-file.ts";
import { dayInParis } from "../journey/load-facts.ts";
import { personNames } from "../journey/views.ts";
import { changeJourney, factsOf, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { differenceView } from "./difference.ts";
import { visibleLines } from "./list-scope.ts";
import { differenceShape, freezeShape, versionListShape, versionShape } from "./shapes.ts";
import { diffVersions, freezeList, linesOfVersion, listVersions } from "./versions.ts";
import { listAsCsv, listAsXlsx, writingCertificates } from "./write-list.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const versionParam = z.union([z.literal("working"), z.coerce.number().int().min(1)]);

const mediaTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
const fileNames = { fr: "etablissements", en: "establishments" } as const;
const workingNames = { fr: "travail", en: "working" } as const;

/** Frozen versions of the list, their difference, and the list as a file. */
export function versionRoutes(app: TypedApp, world: JourneyWorld): void {
  readRoutes(app, world);
  exportRoute(app, world);
  app.post(
    "/api/journeys/:journey/establishments/versions",
    { schema: { params: journeyParams, body: freezeShape, response: { 201: versionShape } } },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const person = signedInOrThrow(request);
      const writer = { personId: person.personId, atMs: world.clock.nowMs() };
      const version = await changeJourney(world, journey.id, async (transaction) => {
        const frozen = await freezeList(transaction, journey.id, request.body, writer);
        if (frozen.status === "conflict") throw new RaccordError("list.changed-meanwhile");
        if (frozen.status === "empty") throw new RaccordError("list.without-lines");
        const { number, note, lineCount } = frozen.version;
        const lines = await linesOfVersion(transaction, journey.id, number);
        await writeTrail(transaction, {
          atMs: writer.atMs,
          by: person,
          journeyId: journey.id,
          action: "establishments-frozen",
          what: {
            version: number,
            lines: lineCount,
            revision: request.body.base,
            sha256: createHash("sha256").update(JSON.stringify(lines)).digest("hex"),
          },
          why: note,
        });
        return frozen.version;
      });
      return reply.code(201).send(version);
    },
  );
}

function readRoutes(app: TypedApp, { database }: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/establishments/versions",
    { schema: { params: journeyParams, response: { 200: versionListShape } } },
    async (request) => {
      const versions = await listVersions(database, journeyOf(request).journey.id);
      const names = await personNames(database, [...new Set(versions.map(({ by }) => by))]);
      return { versions: versions.map((version) => ({ ...version, byName: names.get(version.by) ?? "" })) };
    },
  );
  app.get(
    "/api/journeys/:journey/establishments/difference",
    {
      schema: {
        params: journeyParams,
        querystring: z.strictObject({ from: versionParam, to: versionParam.default("working") }),
        response: { 200: differenceShape },
      },
    },
    async (request) => {
      const { journey } = journeyOf(request);
      const { from, to } = request.query;
      const difference = await diffVersions(database, journey.id, [from, to], visibleLines(request));
      if (difference === undefined) throw new RaccordError("journey.unknown-thing");
      return differenceView(difference);
    },
  );
}

function exportRoute(app: TypedApp, world: JourneyWorld): void {
  const { database, clock } = world;
  app.get(
    "/api/journeys/:journey/establishments/export",
    {
      schema: {
        params: journeyParams,
        querystring: z.strictObject({
          format: z.enum(["csv", "xlsx"]),
          language: z.enum(["fr", "en"]).default("fr"),
          version: versionParam.default("working"),
        }),
      },
    },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const { format, language, version } = request.query;
      const all = await linesOfVersion(database, journey.id, version);
      if (all === undefined) throw new RaccordError("journey.unknown-thing");
      const lines = all.filter(visibleLines(request));
      const facts = await factsOf(world, database, journey.id);
      const list = {
        lines,
        modalityFacts: facts,
        language,
        certificates: writingCertificates(facts),
      };
      const about = { at: new Date(clock.nowMs()), author: signedInOrThrow(request).name };
      const content = format === "csv" ? Buffer.from(listAsCsv(list), "utf8") : await listAsXlsx(list, about);
      const which = version === "working" ? workingNames[language] : `v${version}`;
      const name = `${fileNames[language]}-${which}-${dayInParis(clock.nowMs())}.${format}`;
      return sendFile(reply, { name, media_type: mediaTypes[format], content });
    },
  );
}
