import { z } from "zod";
import { documentKinds } from "../../domain/journey/document-kinds.ts";
import type { Role } from "../../domain/journey/roles.ts";
import { type StepId, stepIds } from "../../domain/journey/step.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { documentWriters } from "../access/table.ts";
import { personNames } from "../journey/views.ts";
import { changeJourney, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { readUpload, type Upload, type UploadGate, uploadLimits } from "./read-upload.ts";
import { sendFile } from "./send-file.ts";
import { type DocumentList, documentAddedShape, documentListShape } from "./shapes.ts";
import {
  addDocument,
  checkFile,
  documentsInUse,
  documentsMax,
  readDocumentFile,
  removeDocument,
} from "./store-document.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const documentParams = journeyParams.extend({ document: z.string().min(1).max(64) });
/** Who may remove what somebody else uploaded. */
const owners: readonly Role[] = ["applicant", "legal-representative"];
const idBytes = 16;

/** Documents of a journey: add, list, fetch, remove. */
export function documentRoutes(app: TypedApp, world: JourneyWorld, uploads: UploadGate): void {
  const { clock, random } = world;
  app.get(
    "/api/journeys/:journey/documents",
    { schema: { params: journeyParams, response: { 200: documentListShape } } },
    (request) => {
      const { journey, roles } = journeyOf(request);
      return documentList(world, journey.id, roles, signedInOrThrow(request).personId);
    },
  );
  app.post(
    "/api/journeys/:journey/documents",
    { schema: { params: journeyParams, response: { 201: documentAddedShape } } },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const person = signedInOrThrow(request);
      const { file, step, kind } = await uploads(async () => {
        const upload = await readUpload(request);
        const place = placeOf(upload);
        return { ...place, file: await checkFile(place.file) };
      });
      const by = { person, atMs: clock.nowMs(), id: random.hex(idBytes) };
      const id = await changeJourney(world, journey.id, (transaction) =>
        addDocument(transaction, file, { journeyId: journey.id, step, kind }, by),
      );
      return reply.code(201).send({ id, name: file.name, sha256: file.sha256 });
    },
  );
  app.get(
    "/api/journeys/:journey/documents/:document",
    { schema: { params: documentParams } },
    async (request, reply) => {
      const file = await readDocumentFile(
        world.database,
        journeyOf(request).journey.id,
        request.params.document,
      );
      if (file === undefined) throw new RaccordError("journey.unknown-thing");
      return sendFile(reply, file);
    },
  );
  app.delete(
    "/api/journeys/:journey/documents/:document",
    {
      schema: {
        params: documentParams,
        querystring: z.strictObject({ why: z.string().trim().max(2000).default("") }),
      },
    },
    async (request, reply) => {
      const { journey, roles } = journeyOf(request);
      const person = signedInOrThrow(request);
      const wanted = { journeyId: journey.id, id: request.params.document, why: request.query.why };
      const mayRemoveAny = roles.some((role) => owners.includes(role));
      await changeJourney(world, journey.id, (transaction) =>
        removeDocument(transaction, wanted, { person, atMs: clock.nowMs(), mayRemoveAny }),
      );
      return reply.code(204).send();
    },
  );
}

function placeOf({ file, fields }: Upload): {
  readonly file: NonNullable<Upload["file"]>;
  readonly step: StepId;
  readonly kind: string;
} {
  const step = stepIds.find((id) => id === fields["step"]);
  if (file === null) throw new RaccordError("document.incomplete", "file");
  if (step === undefined) throw new RaccordError("document.incomplete", "step");
  const kind = documentKinds(step).find((one) => one === fields["kind"]);
  if (kind === undefined) throw new RaccordError("document.incomplete", "kind");
  return { file, step, kind };
}

async function documentList(
  world: JourneyWorld,
  journeyId: string,
  roles: readonly Role[],
  personId: string,
): Promise<DocumentList> {
  const rows = await world.database
    .selectFrom("document")
    .select([
      "id",
      "step",
      "kind",
      "name",
      "media_type",
      "size_bytes",
      "sha256",
      "uploaded_by",
      "uploaded_at_ms",
    ])
    .where("journey_id", "=", journeyId)
    .orderBy("uploaded_at_ms")
    .orderBy("id")
    .execute();
  const names = await personNames(world.database, [...new Set(rows.map((row) => row.uploaded_by))]);
  const used = await documentsInUse(world.database, journeyId);
  const mayRemoveAny = roles.some((role) => owners.includes(role));
  const mayAdd = roles.some((role) => documentWriters.some((one) => one === role));
  return {
    documents: rows.map((row) => ({
      id: row.id,
      step: row.step as StepId,
      kind: row.kind,
      name: row.name,
      mediaType: row.media_type,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
      uploadedAt: new Date(row.uploaded_at_ms).toISOString(),
      uploadedBy: names.get(row.uploaded_by) ?? "",
      inUse: used.has(row.id),
      removable: mayAdd && !used.has(row.id) && (mayRemoveAny || row.uploaded_by === personId),
    })),
    documentsMax,
    fileSizeMaxBytes: uploadLimits.fileSizeMaxBytes,
    mayAdd,
  };
}
