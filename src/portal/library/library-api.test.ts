import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "undici";
import { libraryKinds } from "../../domain/journey/library-kinds.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";

const pdf = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n");

function form(fields: Readonly<Record<string, string>>, bytes?: Uint8Array): FormData {
  const made = new FormData();
  for (const [field, value] of Object.entries(fields)) made.append(field, value);
  if (bytes !== undefined) made.append("file", new Blob([Uint8Array.from(bytes)]), "F413.pdf");
  return made;
}

const f413 = { kind: "f413", version: "mars 2024", source: "courriel de l'ANS", date: "2026-11-02" };

test("an empty library says for each document whom to ask", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const { kinds, mayChange } = (await anne.call("GET", "/api/library")).body;
  assert.equal(mayChange, false);
  assert.deepEqual(
    kinds.map((one: { kind: string; askAt: string; current: null }) => [one.kind, one.askAt, one.current]),
    libraryKinds.map((kind) => [kind.id, kind.askAt, null]),
  );
  for (const { askAt } of kinds) assert.match(askAt, /^monserviceclient\.[a-z]+@esante\.gouv\.fr$/);
});

test("an administrator uploads and replaces; what was before stays in the history and can be fetched", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "zoe"], {
    settings: { signIn: { administrators: ["zoe@fictiville.example"] } },
  });
  const anne = await portal.signIn("anne");
  const zoe = await portal.signIn("zoe");
  const refused = await anne.send("/api/library", form(f413, pdf));
  assert.deepEqual([refused.status, refused.body.code], [403, "journey.not-allowed"]);
  const first = await zoe.send("/api/library", form(f413, pdf));
  assert.equal(first.status, 201, JSON.stringify(first.body));
  const second = await zoe.send(
    "/api/library",
    form({ ...f413, version: "2026" }, Buffer.concat([pdf, pdf])),
  );
  assert.equal(second.status, 201);
  const kindOf = async () =>
    (await anne.call("GET", "/api/library")).body.kinds.find((one: { kind: string }) => one.kind === "f413");
  const shown = await kindOf();
  assert.deepEqual([shown.current.version, shown.current.file.name], ["2026", "F413.pdf"]);
  assert.deepEqual([shown.history.length, shown.history[0].version], [1, "mars 2024"]);
  const file = await request(`${portal.url}/api/library/${first.body.id}/file`, { headers: anne.headers() });
  assert.deepEqual(Buffer.from(await file.body.arrayBuffer()), pdf);
  assert.match(String(file.headers["content-disposition"]), /^attachment/);
  const withdrawn = await zoe.call("DELETE", `/api/library/${second.body.id}?why=erreur`);
  assert.equal(withdrawn.status, 204);
  assert.equal((await anne.call("DELETE", `/api/library/${first.body.id}?why=x`)).status, 403);
  assert.deepEqual([(await kindOf()).current, (await kindOf()).history.length], [null, 2]);
});

test("a public address needs no file; anything else does, and each field is named that is wrong", async (t) => {
  const portal = await openJourneyPortal(t, ["zoe"], {
    settings: { signIn: { administrators: ["zoe@fictiville.example"] } },
  });
  const zoe = await portal.signIn("zoe");
  const guide = {
    kind: "implementation-guide",
    version: "0.7.0",
    source: "https://interop.esante.gouv.fr/ig/fhir/ror",
    date: "2026-11-02",
  };
  assert.equal((await zoe.send("/api/library", form(guide))).status, 201);
  const without = await zoe.send("/api/library", form(f413));
  assert.deepEqual([without.status, without.body.code], [400, "document.incomplete"]);
  const wrong = await zoe.send("/api/library", form({ ...f413, kind: "f999", date: "hier" }, pdf));
  assert.equal(wrong.status, 400);
  assert.match(wrong.body.messageFr, /\(kind, date\)/);
  const active = await zoe.send("/api/library", form(f413, Buffer.from("<svg/>")));
  assert.deepEqual([active.status, active.body.code], [415, "document.active-content"]);
});
