import { isEncryptedOffice, isEncryptedPdf, isJpeg, isOle, isPdf, isPng, isProgram } from "./marks.ts";
import { officeVerdict, tellingEntries } from "./office-file.ts";
import { holdsPrivateKey } from "./private-key.ts";
import { attachmentsOf, textVerdict } from "./text-file.ts";
import { type FileVerdict, refused, taken } from "./verdict.ts";
import { entryContent, isZip, zipEntries } from "./zip.ts";

/** What all archives of one upload together may grow to, and how deep they may stand in each other. */
const inflatedMaxBytes = 100 * 1024 * 1024;
const depthMax = 3;

/**
 * Judges a file by its content alone; neither its name nor what the browser says of it counts. Whatever is packed
 * inside (office files, attachments of e-mails) is looked at too, in bounded memory. Never throws.
 */
export function inspectFile(bytes: Uint8Array): Promise<FileVerdict> {
  return inspect(bytes, { inflatedBytes: 0 }, 0);
}

interface Budget {
  inflatedBytes: number;
}

async function inspect(bytes: Uint8Array, budget: Budget, depth: number): Promise<FileVerdict> {
  if (bytes.length === 0) return refused("document.empty");
  if (await holdsPrivateKey(bytes)) return refused("document.private-key");
  if (isProgram(bytes)) return refused("document.active-content");
  if (isZip(bytes)) return inspectZip(bytes, budget, depth);
  if (isOle(bytes)) return refused(isEncryptedOffice(bytes) ? "document.encrypted" : "document.old-office");
  if (isPng(bytes)) return taken("image/png", ".png");
  if (isJpeg(bytes)) return taken("image/jpeg", ".jpg", ".jpeg");
  if (isPdf(bytes)) {
    if (isEncryptedPdf(bytes)) return refused("document.encrypted");
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("startxref")
      ? taken("application/pdf", ".pdf")
      : refused("document.damaged");
  }
  const verdict = textVerdict(bytes);
  if (verdict.ok && verdict.mediaType === "message/rfc822") {
    for (const attachment of attachmentsOf(bytes)) {
      const fault = await faultInside(attachment, budget, depth);
      if (fault !== undefined) return fault;
    }
  }
  return verdict;
}

async function inspectZip(bytes: Uint8Array, budget: Budget, depth: number): Promise<FileVerdict> {
  const entries = zipEntries(bytes);
  if (entries === undefined || depth >= depthMax) return refused("document.damaged");
  if (entries.some((entry) => entry.encrypted)) return refused("document.encrypted");
  const telling = new Map<string, string>();
  for (const entry of entries) {
    const content = await entryContent(bytes, entry, inflatedMaxBytes - budget.inflatedBytes);
    if (content === undefined) return refused("document.damaged");
    budget.inflatedBytes += content.length;
    const fault = await faultInside(content, budget, depth);
    if (fault !== undefined) return fault;
    if (tellingEntries.some((name) => name === entry.name))
      telling.set(
        entry.name,
        Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("utf8"),
      );
  }
  return officeVerdict(entries, telling);
}

/** What is wrong with a part of a file whatever the whole is: keys, programs, macros, locked archives. */
async function faultInside(
  part: Uint8Array,
  budget: Budget,
  depth: number,
): Promise<(FileVerdict & { ok: false }) | undefined> {
  if (part.length === 0) return undefined;
  if (isZip(part)) {
    const verdict = await inspectZip(part, budget, depth + 1);
    return verdict.ok || verdict.code === "document.type-refused" ? undefined : verdict;
  }
  if (await holdsPrivateKey(part)) return { ok: false, code: "document.private-key" };
  if (isPdf(part) && isEncryptedPdf(part)) return { ok: false, code: "document.encrypted" };
  return isProgram(part) ? { ok: false, code: "document.active-content" } : undefined;
}
