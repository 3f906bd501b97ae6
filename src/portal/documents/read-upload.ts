import type { MultipartFile } from "@fastify/multipart";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { storableText } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";

/** Limits of what people upload. */
export const uploadLimits = {
  fileSizeMaxBytes: 10 * 1024 * 1024,
  /** What a request may hold besides its file. */
  restMaxBytes: 64 * 1024,
  /** A request that goes on sending after this is cut off. */
  drainedMaxBytes: 64 * 1024 * 1024,
  atOnceMax: 8,
} as const;

const fieldSizeMaxBytes = 8_192;
const fieldsMax = 10;

/** A file with the fields that came beside it. */
export interface Upload {
  /** `null` when no file came. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** Lets a scope take `multipart/form-data`, for the routes that call `readUpload`. */
export async function allowUploads(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: uploadLimits.fileSizeMaxBytes,
      fieldSize: fieldSizeMaxBytes,
      fields: fieldsMax,
      files: 1,
      parts: fieldsMax + 1,
      headerPairs: 20,
    },
  });
}

/**
 * Reads one file and its fields. A request that declares more than the limit is refused unread; one that does not
 * declare its length is read and dropped beyond the limit, never held.
 *
 * Throws RaccordError `document.too-large` or `document.incomplete`.
 */
export async function readUpload(
  request: FastifyRequest,
  fileSizeMaxBytes = uploadLimits.fileSizeMaxBytes,
): Promise<Upload> {
  if (!request.isMultipart()) throw new RaccordError("document.incomplete", "multipart/form-data");
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > fileSizeMaxBytes + uploadLimits.restMaxBytes) throw tooLarge(fileSizeMaxBytes);
  cutOffEndless(request);
  const fields: Record<string, string> = {};
  let file: Upload["file"] = null;
  let isTooLarge = false;
  for await (const part of request.parts()) {
    if (part.type === "file") {
      const bytes = await bytesOf(part, fileSizeMaxBytes);
      if (bytes === undefined) isTooLarge = true;
      else file = { name: part.filename, bytes };
    } else if (typeof part.value === "string" && !part.valueTruncated)
      fields[part.fieldname] = storableText(part.value);
    else throw new RaccordError("document.incomplete", part.fieldname);
  }
  if (isTooLarge) throw tooLarge(fileSizeMaxBytes);
  return { file, fields };
}

async function bytesOf(part: MultipartFile, sizeMaxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // The rest of a file that is too large still has to pass; what came of it until then is let go at once.
  part.file.once("limit", () => {
    chunks.length = 0;
  });
  for await (const chunk of part.file as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > sizeMaxBytes) chunks.length = 0;
    else chunks.push(chunk);
  }
  return part.file.truncated || sizeBytes > sizeMaxBytes ? undefined : Buffer.concat(chunks);
}

function tooLarge(sizeMaxBytes: number): RaccordError {
  return new RaccordError("document.too-large", `> ${Math.floor(sizeMaxBytes / (1024 * 1024))} Mo / MB`);
}

function cutOffEndless(request: FastifyRequest): void {
  let received = 0;
  request.raw.on("data", (chunk: Uint8Array) => {
    received += chunk.length;
    if (received > uploadLimits.drainedMaxBytes) request.raw.destroy();
  });
}

/** Bounds how many uploads stand in memory at once; one more throws RaccordError `document.busy`. */
export function uploadGate(atOnceMax: number = uploadLimits.atOnceMax) {
  let open = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (open >= atOnceMax) throw new RaccordError("document.busy");
    open += 1;
    try {
      return await work();
    } finally {
      open -= 1;
    }
  };
}
export type UploadGate = ReturnType<typeof uploadGate>;
