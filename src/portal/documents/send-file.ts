import type { FastifyReply } from "fastify";
import { attachmentHeader } from "./file-name.ts";

/** Nothing of a file may run, even if a browser came to show it. */
const filePolicy = "default-src 'none'; sandbox";

/** Answers with a kept file: to be saved, never shown, and never taken for anything else than its type. */
export function sendFile(
  reply: FastifyReply,
  file: { readonly name: string; readonly media_type: string; readonly content: Uint8Array },
): FastifyReply {
  return reply
    .header("content-disposition", attachmentHeader(file.name))
    .header("x-content-type-options", "nosniff")
    .header("content-security-policy", filePolicy)
    .header("cross-origin-resource-policy", "same-origin")
    .header("cache-control", "private, no-store")
    .type(file.media_type)
    .send(Buffer.from(file.content));
}
