import { z } from "zod";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { personNames } from "../journey/views.ts";
import { factsOf, type JourneyWorld, type TypedApp, typed } from "../journey/world.ts";
import { addCertificate, checkAgain, publicCertificate, removeCertificate } from "./certificates.ts";
import { readPublicCertificate } from "./read-public-certificate.ts";
import { certificateListShape, certificateRemoveShape } from "./shapes.ts";
import { readAll } from "./store.ts";
import { allowUploads, readUpload } from "./upload.ts";
import { certificateList } from "./views.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const certificateParams = journeyParams.extend({ certificate: z.string().min(1).max(64) });

/** Certificates of a journey: list, add, check again, take out, download the file to send. */
export function certificateRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/certificates",
    { schema: { params: journeyParams, response: { 200: certificateListShape } } },
    async (request) => {
      const { journey } = request.params;
      const rows = await readAll(world.database, journey);
      const names = await personNames(world.database, [...new Set(rows.map((row) => row.uploaded_by))]);
      return certificateList(await factsOf(world, world.database, journey), rows, names);
    },
  );
  app.register(async (scope) => {
    await allowUploads(scope);
    typed(scope).post(
      "/api/journeys/:journey/certificates",
      { schema: { params: journeyParams } },
      async (request, reply) => {
        const upload = await readUpload(request);
        const file = await readPublicCertificate(upload.bytes);
        const { id, isNew } = await addCertificate(
          { world, journeyId: journeyOf(request).journey.id, person: signedInOrThrow(request) },
          file,
          upload.place,
        );
        return reply.code(isNew ? 201 : 200).send({ id });
      },
    );
  });
  oneCertificate(app, world);
}

function oneCertificate(app: TypedApp, world: JourneyWorld): void {
  app.post(
    "/api/journeys/:journey/certificates/:certificate/check",
    { schema: { params: certificateParams } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const { journey: journeyId, certificate } = request.params;
      await checkAgain({ world, journeyId, person }, certificate);
      return reply.code(204).send();
    },
  );
  app.post(
    "/api/journeys/:journey/certificates/:certificate/remove",
    { schema: { params: certificateParams, body: certificateRemoveShape } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const { journey: journeyId, certificate } = request.params;
      await removeCertificate({ world, journeyId, person }, certificate, request.body.reason);
      return reply.code(204).send();
    },
  );
  app.get(
    "/api/journeys/:journey/certificates/:certificate/public",
    { schema: { params: certificateParams } },
    async (request, reply) => {
      const { journey, certificate } = request.params;
      const { pem, row } = await publicCertificate(world, journey, certificate);
      const name = ["certificate", row.environment, row.role, row.instance, row.id]
        .map((part) => part.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, ""))
        .filter((part) => part !== "")
        .join("-")
        .slice(0, 120);
      return reply
        .type("application/x-pem-file")
        .header("content-disposition", `attachment; filename="${name}.pem"`)
        .send(pem);
    },
  );
}
