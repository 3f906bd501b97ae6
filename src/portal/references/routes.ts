import { z } from "zod";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { signedInOrThrow } from "../access/guard.ts";
import { readUpload, type UploadGate } from "../documents/read-upload.ts";
import { sendFile } from "../documents/send-file.ts";
import { checkFile } from "../documents/store-document.ts";
import { dayInParis } from "../journey/load-facts.ts";
import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import { addCondition, readConditions, removeCondition } from "./conditions.ts";
import { readLetter, readRegions, recordModality } from "./regions.ts";
import { conditionAddShape, conditionListShape, modalityRecordShape, regionListShape } from "./shapes.ts";

const conditionParams = z.strictObject({ condition: z.string().min(1).max(64) });
const idBytes = 8;
const letterIdBytes = 16;

/** What is kept for every journey: conditions of the committee, modality of each region. */
export function referenceRoutes(app: TypedApp, world: JourneyWorld, uploads: UploadGate): void {
  const { database, clock, random } = world;
  app.get("/api/conditions", { schema: { response: { 200: conditionListShape } } }, (request) =>
    readConditions(
      database,
      signedInOrThrow(request).grants.some((grant) => grant.role === "administrator"),
    ),
  );
  app.post(
    "/api/conditions",
    { schema: { body: conditionAddShape, response: { 201: z.strictObject({ id: z.string() }) } } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const id = random.hex(idBytes);
      await inTransaction(database, (transaction) =>
        addCondition(transaction, id, request.body, { person, atMs: clock.nowMs() }),
      );
      return reply.code(201).send({ id });
    },
  );
  app.delete(
    "/api/conditions/:condition",
    {
      schema: {
        params: conditionParams,
        querystring: z.strictObject({ why: z.string().trim().min(1).max(2000) }),
      },
    },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const removed = { id: request.params.condition, why: request.query.why };
      await inTransaction(database, (transaction) =>
        removeCondition(transaction, removed, { person, atMs: clock.nowMs() }),
      );
      return reply.code(204).send();
    },
  );
  app.get("/api/regions", { schema: { response: { 200: regionListShape } } }, (request) =>
    readRegions(database, signedInOrThrow(request).grants),
  );
  app.post(
    "/api/regions/:region/modality",
    { schema: { params: z.strictObject({ region: z.string().min(1).max(3) }), body: modalityRecordShape } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const atMs = clock.nowMs();
      const by = { person, atMs, today: dayInParis(atMs) };
      await inTransaction(database, (transaction) =>
        recordModality(transaction, request.params.region, request.body, by),
      );
      return reply.code(204).send();
    },
  );
  letterRoutes(app, world, uploads);
}

const regionParams = z.strictObject({ region: z.string().min(1).max(3) });

/** The letter with which a region says its modality: recorded together, read by everybody who reads the modality. */
function letterRoutes(app: TypedApp, world: JourneyWorld, uploads: UploadGate): void {
  const { database, clock, random } = world;
  app.post(
    "/api/regions/:region/modality/letter",
    { schema: { params: regionParams } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const { region } = request.params;
      const { fields, file } = await uploads(async () => {
        const upload = await readUpload(request);
        const parsed = modalityRecordShape.safeParse(upload.fields);
        if (!parsed.success)
          throw new RaccordError(
            "document.incomplete",
            [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || issue.message))].join(
              ", ",
            ),
          );
        if (upload.file === null) throw new RaccordError("document.incomplete", "file");
        return { fields: parsed.data, file: await checkFile(upload.file) };
      });
      const atMs = clock.nowMs();
      const by = { person, atMs, today: dayInParis(atMs) };
      const letter = { id: random.hex(letterIdBytes), file };
      await inTransaction(database, (transaction) => recordModality(transaction, region, fields, by, letter));
      return reply.code(204).send();
    },
  );
  app.get(
    "/api/regions/:region/modality/letter/:document",
    { schema: { params: regionParams.extend({ document: z.string().min(1).max(64) }) } },
    async (request, reply) => {
      const { region, document } = request.params;
      const file = await readLetter(database, region, document);
      if (file === undefined) throw new RaccordError("journey.unknown-thing");
      return sendFile(reply, file);
    },
  );
}
