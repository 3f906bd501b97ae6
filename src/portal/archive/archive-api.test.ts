import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { type ChainedLine, hashOf } from "../audit/chain.ts";
import { entryContent, zipEntries } from "../documents/inspect/zip.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";

const organisationId = "org-1";

async function unpacked(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of zipEntries(bytes) ?? []) {
    const content = await entryContent(bytes, entry, 50_000_000);
    assert.ok(content, entry.name);
    files.set(entry.name, Buffer.from(content));
  }
  return files;
}

test("the archive holds facts, documents, sendings and trail, each with its hash", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "tina"], {
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "j-1", organisationId, regions: ["44"], sent: false });
      await grantTo("anne", { role: "applicant", organisationId });
      await grantTo("tina", { role: "technical-administrator", organisationId });
    },
  });
  const anne = await portal.signIn("anne");
  const typed = { section: "organisation", row: "", field: "name", value: "Éditeur d'Été", base: 0 };
  await anne.call("PATCH", "/api/journeys/j-1/answers", { changes: [typed] });
  for (const text of ["premier", "second"]) {
    const form = new FormData();
    form.append("step", "03b");
    form.append("kind", "f414");
    form.append("file", new File([text], "signé.txt"));
    assert.equal((await anne.send("/api/journeys/j-1/documents", form)).status, 201);
  }
  const sent = { region: "44", date: "2026-11-20" };
  await anne.call("POST", "/api/journeys/j-1/papers/grades-letter/versions", sent);
  const path = "/api/journeys/j-1/archive";
  const tina = await portal.signIn("tina");
  assert.equal((await tina.call("GET", path)).status, 403);
  const reply = await fetch(portal.url + path, { headers: anne.headers() });
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get("content-disposition") ?? "", /filename="raccord-j-1-[\d-]+\.zip"/);
  const files = await unpacked(Buffer.from(await reply.arrayBuffer()));
  const sums = files.get("SHA256SUMS")?.toString("utf8") ?? "";
  for (const [name, bytes] of files)
    if (name !== "SHA256SUMS")
      assert.ok(sums.includes(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`), name);
  const documents = [...files].filter(([name]) => name.startsWith("documents/03b/f414/"));
  assert.deepEqual(documents.map(([, bytes]) => bytes.toString("utf8")).sort(), ["premier", "second"]);
  assert.equal([...files.keys()].filter((name) => /^papers\/v1-.*\.pdf$/.test(name)).length, 2);
  const facts = JSON.parse(files.get("facts.json")?.toString("utf8") ?? "");
  assert.equal(facts.tables.answer[0].value, JSON.stringify("Éditeur d'Été"));
  assert.equal(facts.tables.document.length, 2);
  const trail = (files.get("trail.jsonl")?.toString("utf8") ?? "").trim().split("\n");
  const lines = trail.map((line): ChainedLine => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ action }) => action),
    ["document-added", "document-added", "paper-sent", "journey-exported"],
  );
  for (const line of lines) assert.equal(hashOf(line, line.previousHash), line.hash);
  assert.match(
    files.get("LISEZMOI-README.txt")?.toString("utf8") ?? "",
    /Aucune clé privée.*no private key/s,
  );
});
