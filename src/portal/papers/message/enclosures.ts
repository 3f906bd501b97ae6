import type { JourneyFacts } from "../../../domain/journey/facts.ts";
import { paperKind } from "../../../domain/journey/paper-kinds.ts";
import { readDocumentFile } from "../../documents/store-document.ts";
import { linesOfVersion } from "../../establishments/versions.ts";
import { listAsXlsx, writingCertificates } from "../../establishments/write-list.ts";
import type { PortalDatabase } from "../../store/tables.ts";
import type { PaperContent } from "../content.ts";
import { paperFileName } from "../file-names.ts";
import { paperPdf } from "../pdf/paper-pdf.ts";
import { writePaper } from "../write-paper.ts";

/** A file that goes with an e-mail. */
export interface Enclosure {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Mail servers refuse more: about 25 MB with the third that their encoding adds. */
const enclosedMaxBytes = 18 * 1024 * 1024;

/** What an e-mail takes with it, and the names of what was too large for it. */
export interface Enclosures {
  readonly enclosed: readonly Enclosure[];
  readonly tooLarge: readonly string[];
}

/**
 * The paper itself, then what belongs to it: the signed copies that were uploaded (the newest of each kind), the list of
 * establishments, the public certificates. A document that holds a private key was never taken in.
 */
export async function enclosuresOf(
  database: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  content: PaperContent,
  { facts, at, author }: { readonly facts: JourneyFacts; readonly at: Date; readonly author: string },
): Promise<Enclosures> {
  const { language } = content;
  const files: Enclosure[] = [await pdfOf(content)];
  if (content.paper === "application-sheet") {
    const note = { paper: "conformity-note", region: "" } as const;
    files.push(await pdfOf(writePaper(note, { facts, journeyName: journey.name }, language)));
  }
  files.push(...(await uploaded(database, journey.id, content, facts)));
  if (content.paper === "application-sheet" || content.paper === "end-of-tests") {
    const version = facts.establishmentVersion === 0 ? "working" : facts.establishmentVersion;
    const lines = (await linesOfVersion(database, journey.id, version)) ?? [];
    const list = { lines, modalityFacts: facts, language, certificates: writingCertificates(facts) };
    const stem = language === "fr" ? "etablissements" : "establishments";
    files.push({
      name: `${stem}-${version === "working" ? content.day : `v${version}`}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      bytes: await listAsXlsx(list, { at, author }),
    });
  }
  if (content.paper === "end-of-tests") files.push(...(await certificates(database, journey.id)));
  return fitting(files);
}

async function pdfOf(content: PaperContent): Promise<Enclosure> {
  return {
    name: paperFileName(content, "pdf"),
    mediaType: "application/pdf",
    bytes: await paperPdf(content),
  };
}

async function uploaded(
  database: PortalDatabase,
  journeyId: string,
  { paper }: PaperContent,
  facts: JourneyFacts,
): Promise<readonly Enclosure[]> {
  const { encloses, steps } = paperKind(paper);
  const found: Enclosure[] = [];
  for (const kind of encloses) {
    const newest =
      facts.documents.findLast((one) => one.kind === kind && steps.includes(one.step)) ??
      facts.documents.findLast((one) => one.kind === kind);
    const file = newest === undefined ? undefined : await readDocumentFile(database, journeyId, newest.id);
    if (file !== undefined) found.push({ name: file.name, mediaType: file.media_type, bytes: file.content });
  }
  return found;
}

/** Public certificates of production; a row holds no key. */
async function certificates(database: PortalDatabase, journeyId: string): Promise<readonly Enclosure[]> {
  const rows = await database
    .selectFrom("journey_certificate")
    .select(["pem", "instance", "fingerprint"])
    .where("journey_id", "=", journeyId)
    .where("environment", "=", "production")
    .where("role", "=", "writer")
    .where("removed_at_ms", "is", null)
    .orderBy("uploaded_at_ms")
    .execute();
  return rows.map(({ pem, instance, fingerprint }) => ({
    name: `${instance.replace(/[^\p{L}\p{N}]+/gu, "-") || "certificat"}-${fingerprint.replace(/[^0-9a-f]/gi, "").slice(0, 8)}.crt`,
    mediaType: "application/x-x509-ca-cert",
    bytes: Buffer.from(pem, "utf8"),
  }));
}

function fitting(files: readonly Enclosure[]): Enclosures {
  const enclosed: Enclosure[] = [];
  const tooLarge: string[] = [];
  let bytes = 0;
  for (const file of files) {
    if (bytes + file.bytes.length > enclosedMaxBytes) tooLarge.push(file.name);
    else {
      bytes += file.bytes.length;
      enclosed.push(file);
    }
  }
  return { enclosed, tooLarge };
}
