import { z } from "zod";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { signedInOrThrow } from "../access/guard.ts";
import { readUpload, type UploadGate } from "../documents/read-upload.ts";
import { sendFile } from "../documents/send-file.ts";
import { checkFile, readDocumentFile } from "../documents/store-document.ts";
import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import { addLibraryItem, readLibrary, withdrawLibraryItem } from "./library.ts";
import { libraryFieldsShape, libraryShape } from "./shapes.ts";

const itemParams = z.strictObject({ item: z.string().min(1).max(64) });
const idBytes = 16;

/** Reference documents: everybody who is signed in reads them, administrators keep them. */
export function libraryRoutes(app: TypedApp, world: JourneyWorld, uploads: UploadGate): void {
  const { database, clock, random } = world;
  app.get("/api/library", { schema: { response: { 200: libraryShape } } }, (request) =>
    readLibrary(
      database,
      signedInOrThrow(request).grants.some((grant) => grant.role === "administrator"),
    ),
  );
  app.get("/api/library/:item/file", { schema: { params: itemParams } }, async (request, reply) => {
    const item = await database
      .selectFrom("library_item")
      .select("document_id")
      .where("id", "=", request.params.item)
      .executeTakeFirst();
    const file = item === undefined ? undefined : await readDocumentFile(database, "", item.document_id);
    if (file === undefined) throw new RaccordError("journey.unknown-thing");
    return sendFile(reply, file);
  });
  app.post(
    "/api/library",
    { schema: { response: { 201: z.strictObject({ id: z.string() }) } } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const { file, fields } = await uploads(async () => {
        const upload = await readUpload(request);
        const parsed = libraryFieldsShape.safeParse(upload.fields);
        if (!parsed.success)
          throw new RaccordError(
            "document.incomplete",
            [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || issue.message))].join(
              ", ",
            ),
          );
        return { fields: parsed.data, file: upload.file === null ? null : await checkFile(upload.file) };
      });
      const ids = { item: random.hex(idBytes), document: random.hex(idBytes) };
      await inTransaction(database, (transaction) =>
        addLibraryItem(transaction, fields, file, { person, atMs: clock.nowMs(), ids }),
      );
      return reply.code(201).send({ id: ids.item });
    },
  );
  app.delete(
    "/api/library/:item",
    {
      schema: {
        params: itemParams,
        querystring: z.strictObject({ why: z.string().trim().min(1).max(2000) }),
      },
    },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      await inTransaction(database, (transaction) =>
        withdrawLibraryItem(
          transaction,
          { id: request.params.item, why: request.query.why },
          { person, atMs: clock.nowMs() },
        ),
      );
      return reply.code(204).send();
    },
  );
}
