import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { evaluate } from "../../domain/journey/evaluate.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { lineOf } from "../audit/trail.ts";
import { readDocumentFile } from "../documents/store-document.ts";
import { paperFileName } from "../papers/file-names.ts";
import { paperPdf } from "../papers/pdf/paper-pdf.ts";
import { readVersions } from "../papers/versions.ts";
import { journeyTables, rowsOfJourney } from "../retention/journey-tables.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { archiveReadme } from "./readme.ts";

/** What an archive is made from. */
export interface ArchiveSource {
  readonly journey: { readonly id: string; readonly name: string };
  readonly facts: JourneyFacts;
  readonly atMs: number;
}

/**
 * One archive (ZIP) with everything that is kept of a journey: its facts as stored, its documents under their names, its
 * papers as they were sent, its lines of the audit trail, and the hash of each file. Documents are read one after the other,
 * so that memory holds one. A fault of the database breaks the stream off: no archive looks whole that is not.
 */
export async function journeyArchive(database: PortalDatabase, source: ArchiveSource): Promise<Readable> {
  const zip = new ZipFile();
  const mtime = new Date(source.atMs);
  const sums: string[] = [];
  const add = (name: string, bytes: Buffer): void => {
    sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${name}`);
    zip.addBuffer(bytes, name, { mtime });
  };
  const { facts, trail, documents } = await stored(database, source);
  add("LISEZMOI-README.txt", Buffer.from(archiveReadme(source.journey.name, mtime.toISOString()), "utf8"));
  add("facts.json", Buffer.from(`${JSON.stringify(facts, null, 2)}\n`, "utf8"));
  add("trail.jsonl", Buffer.from(trail.map((line) => `${JSON.stringify(line)}\n`).join(""), "utf8"));
  void fill().catch((error: unknown) => {
    zip.outputStream.emit("error", error instanceof Error ? error : new Error(String(error)));
  });
  return zip.outputStream as unknown as Readable;

  async function fill(): Promise<void> {
    for (const { id, name } of documents) {
      const file = await readDocumentFile(database, source.journey.id, id);
      // Somebody removed it meanwhile; its line of the trail tells.
      if (file !== undefined) add(name, Buffer.from(file.content));
    }
    for (const versions of (await readVersions(database, source.journey.id)).values())
      for (const { number, content } of versions)
        for (const one of [content.fr, content.en])
          add(`papers/v${number}-${paperFileName(one, "pdf")}`, await paperPdf(one));
    add("SHA256SUMS", Buffer.from(`${sums.join("\n")}\n`, "utf8"));
    zip.end();
  }
}

async function stored(database: PortalDatabase, { journey, facts, atMs }: ArchiveSource) {
  const tables: Record<string, readonly unknown[]> = {};
  for (const table of await journeyTables(database)) {
    const rows = await rowsOfJourney(database, table, journey.id);
    tables[table] = rows.map(({ content: _content, ...row }) => row);
  }
  const documents = await database
    .selectFrom("document")
    .select(["id", "step", "kind", "name"])
    .where("journey_id", "=", journey.id)
    .orderBy("uploaded_at_ms")
    .orderBy("id")
    .execute();
  const entries = await database
    .selectFrom("audit_entry")
    .selectAll()
    .where("journey_id", "=", journey.id)
    .orderBy("sequence")
    .execute();
  const people = await database
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", [...new Set(["", ...entries.map((row) => row.by_person)])])
    .execute();
  return {
    facts: {
      format: "raccord-journey",
      version: 1,
      exportedAt: new Date(atMs).toISOString(),
      journey,
      steps: evaluate(facts).map(({ definition, state }) => ({ id: definition.id, state })),
      people,
      tables,
    },
    trail: entries.map(lineOf),
    documents: documents.map(({ id, step, kind, name }) => ({
      id,
      // Two documents may have one name: each keeps its own place.
      name: `documents/${step}/${kind}/${id.slice(0, 8)}-${name}`,
    })),
  };
}
