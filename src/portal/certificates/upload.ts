import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { FILE_MAX_BYTES } from "../../trust/files/read-certificate-file.ts";
import { storable } from "../storable-request.ts";
import { type CertificatePlace, certificatePlaceShape } from "./shapes.ts";

const fieldMaxBytes = 1_000;
const fieldsMax = 8;

/** What arrived: the bytes of the file, and what the certificate is for. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly place: CertificatePlace;
}

/** Lets the routes of this scope take uploads. What is too large is read and forgotten, never kept. */
export async function allowUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: FILE_MAX_BYTES, files: 1, fields: fieldsMax, fieldSize: fieldMaxBytes },
  });
}

/**
 * Reads the one file and the fields of a request, in memory only. Throws RaccordError `trust.file-too-large`,
 * `certificate.no-file`, or `journey.bad-request` with the field that is wrong.
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const fields: Record<string, unknown> = {};
  let bytes: Buffer | undefined;
  let isTooLarge = false;
  for await (const part of request.parts()) {
    if (part.type === "field") {
      fields[part.fieldname] = storable(part.value);
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    isTooLarge ||= part.file.truncated;
    bytes = Buffer.concat(chunks);
  }
  if (isTooLarge) throw new RaccordError("trust.file-too-large");
  const place = certificatePlaceShape.safeParse(fields);
  if (!place.success)
    throw new RaccordError(
      "journey.bad-request",
      place.error.issues.map((issue) => issue.path.join(".") || issue.message).join(", "),
    );
  if (bytes === undefined || bytes.length === 0) throw new RaccordError("certificate.no-file");
  return { bytes, place: place.data };
}
