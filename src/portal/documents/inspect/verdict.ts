import type { DocumentCode } from "../../../runtime/errors/codes-documents.ts";

/** What a file is by its content, or why it is not taken. */
export type FileVerdict =
  | { readonly ok: true; readonly mediaType: string; readonly extensions: readonly [string, ...string[]] }
  | { readonly ok: false; readonly code: DocumentCode };

export function taken(mediaType: string, ...extensions: [string, ...string[]]): FileVerdict {
  return { ok: true, mediaType, extensions };
}

export function refused(code: DocumentCode): FileVerdict {
  return { ok: false, code };
}
