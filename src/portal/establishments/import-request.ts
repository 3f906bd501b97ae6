import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { spreadsheetLimits } from "../../wire/spreadsheet/table.ts";
import { readUpload, type Upload } from "../documents/read-upload.ts";
import { type ImportOptions, importCommitShape, importTextShape } from "./import-shapes.ts";

/** What somebody wants to import. */
export interface ImportRequest {
  readonly bytes: Uint8Array;
  /** `null`: pasted. */
  readonly fileName: string | null;
  readonly options: ImportOptions;
  /** Revision of the list that was seen; 0 when the call only reads. */
  readonly base: number;
}

/** Pasted text is a file without a name from here on. */
const stand = "-";

/**
 * The file or the pasted text of a call, with its options. Throws RaccordError `list.too-large` (a longer upload is cut
 * off, never held), `document.incomplete` without a file, `journey.bad-request` for options that are not understood.
 */
export async function readImportRequest(
  request: FastifyRequest,
  kind: "read" | "commit",
): Promise<ImportRequest> {
  const shape = kind === "read" ? importTextShape : importCommitShape;
  if (!request.isMultipart()) {
    const { text, ...rest } = parsed(shape, request.body);
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > spreadsheetLimits.sizeMaxBytes) throw tooLarge();
    return { bytes, fileName: null, ...optionsOf(rest) };
  }
  const { file, fields } = await listUpload(request);
  if (file === null) throw new RaccordError("document.incomplete", "file");
  const { mapping, base, ...texts } = fields;
  const { text: _, ...rest } = parsed(shape, {
    text: stand,
    ...texts,
    ...(mapping === undefined ? {} : { mapping: jsonOf(mapping) }),
    ...(base === undefined ? {} : { base: Number(base) }),
  });
  return { bytes: file.bytes, fileName: file.name, ...optionsOf(rest) };
}

function optionsOf(rest: ImportOptions & { readonly base?: number }): {
  readonly options: ImportOptions;
  readonly base: number;
} {
  const { base = 0, ...options } = rest;
  return { options, base };
}

async function listUpload(request: FastifyRequest): Promise<Upload> {
  try {
    return await readUpload(request, spreadsheetLimits.sizeMaxBytes);
  } catch (error) {
    if (error instanceof RaccordError && error.code === "document.too-large") throw tooLarge();
    throw error;
  }
}

function tooLarge(): RaccordError {
  return new RaccordError("list.too-large", `> ${spreadsheetLimits.sizeMaxBytes / 1_000_000} Mo / MB`);
}

function parsed<Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> {
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new RaccordError("journey.bad-request", issue === undefined ? "" : issue.path.join("."));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RaccordError("journey.bad-request", "mapping");
  }
}
