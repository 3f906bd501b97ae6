import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { request } from "undici";
import { fictiville, inventedFiness } from "../../domain/establishments/test-support/lines.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import { emptyFacts } from "../../domain/journey/test-support/facts.ts";
import { oneSheet } from "../../wire/spreadsheet/test-support/make-workbook.ts";
import { type Caller, openJourneyPortal } from "../test-support/journey-portal.ts";
import { listAsCsv, listAsXlsx } from "./write-list.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const many = (count: number): EstablishmentFact[] =>
  Array.from({ length: count }, (_, rank) => fictiville(rank));
const csvOf = (lines: readonly EstablishmentFact[]): string =>
  listAsCsv({ lines, modalityFacts: emptyFacts(), language: "fr" });

function form(fields: Readonly<Record<string, string>>, bytes?: Uint8Array, name = "liste.csv"): FormData {
  const made = new FormData();
  for (const [field, value] of Object.entries(fields)) made.append(field, value);
  if (bytes !== undefined) made.append("file", new Blob([Uint8Array.from(bytes)]), name);
  return made;
}

async function begun(anne: Caller): Promise<string> {
  const answer = await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" });
  assert.equal(answer.status, 201);
  return `/api/journeys/${answer.body.id}`;
}

const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);

test("lines are typed, checked, changed on the revision that was seen, and removed", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const list = `${journey}/establishments`;
  const { id: _, ...fields } = fictiville(1, { finessEg: "540002699" });
  const saved = await anne.call("PATCH", list, {
    save: [
      { id: "a", base: 0, fields },
      { id: "b", base: 0, fields: { name: "=cmd|'/c calc'!A1" } },
    ],
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.deepEqual(
    saved.body.results.map((one: { status: string }) => one.status),
    ["saved", "saved"],
  );
  const read = (await anne.call("GET", list)).body;
  assert.equal(read.mayWrite, true);
  assert.deepEqual(read.summary.byRegion, [
    { region: "44", lines: 1 },
    { region: "", lines: 1 },
  ]);
  const ofA = read.findings.filter((finding: { line: string }) => finding.line === "a");
  assert.deepEqual(
    ofA.map(({ severity, code, column }: Record<string, string>) => [severity, code, column]),
    [["warning", "finess-key", "finessEg"]],
    "a wrong key warns and blocks nothing",
  );
  const revision = read.lines[0].revision;
  const change = (base: number, name: string) =>
    anne.call("PATCH", list, { save: [{ id: "a", base, fields: { name } }] });
  assert.equal((await change(revision, "Site sud")).body.results[0].status, "saved");
  const late = (await change(revision, "Site nord")).body.results[0];
  assert.deepEqual([late.status, late.line.line.name], ["conflict", "Site sud"]);
  const removed = await anne.call("PATCH", list, { remove: [{ id: "b", base: read.lines[1].revision }] });
  assert.equal(removed.body.results[0].status, "removed");
  const [line] = (await anne.call("GET", `${journey}/trail`)).body.lines;
  assert.equal(line.action, "establishments-removed");
  assert.match(line.what, /cmd/);
  const unknown = await anne.call("PATCH", list, { save: [{ id: "a", base: 1, fields: { colour: "red" } }] });
  assert.equal(unknown.status, 400);
});

test("a file is read first and stored by a second call, which another change in between stops", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const list = `${journey}/establishments`;
  await anne.call("PATCH", list, { save: [{ id: "a", base: 0, fields: { name: "Ancien site" } }] });
  const bytes = await listAsXlsx(
    { lines: many(3), modalityFacts: emptyFacts(), language: "fr" },
    { at: new Date(0), author: "Anne" },
  );
  const read = await anne.send(`${list}/import/read`, form({}, bytes, "liste.xlsx"));
  assert.equal(read.status, 200, JSON.stringify(read.body));
  assert.deepEqual(
    [read.body.status, read.body.format, read.body.lines, read.body.linesAfter, read.body.headingRow],
    ["read", "xlsx", 3, 3, 1],
  );
  const { addedCount, removedCount } = read.body.difference;
  assert.deepEqual([addedCount, removedCount], [3, 1]);
  assert.equal((await anne.call("GET", list)).body.lines.length, 1, "nothing was stored");
  await anne.call("PATCH", list, { save: [{ id: "b", base: 0, fields: { name: "Nouveau" } }] });
  const commit = (base: number, mode = "replace") =>
    anne.send(`${list}/import`, form({ base: String(base), mode }, bytes, "../liste.xlsx"));
  const stopped = await commit(read.body.base);
  assert.deepEqual([stopped.status, stopped.body.code], [409, "list.changed-meanwhile"]);
  const { revision } = (await anne.call("GET", list)).body;
  const done = await commit(revision, "append");
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.deepEqual([done.body.lines, done.body.addedCount, done.body.removedCount], [5, 3, 0]);
  const [line] = (await anne.call("GET", `${journey}/trail`)).body.lines;
  assert.equal(line.action, "establishments-imported");
  const what = JSON.parse(line.what);
  assert.deepEqual([what.from, what.linesRead, what.mode], ["liste.xlsx", 3, "append"]);
  assert.match(what.sha256, /^[0-9a-f]{64}$/);
});

test("cells pasted from a spreadsheet; what columns are for is said by a person when no heading says it", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const list = `${await begun(anne)}/establishments`;
  const ej = inventedFiness("54", 0);
  const eg = inventedFiness("54", 1);
  const text = `CH de Fictiville\t${ej}\tSite nord\t${eg}\nCH de Fictiville\t${ej}\tSite sud\t${inventedFiness("54", 2)}`;
  const unread = await anne.call("POST", `${list}/import/read`, { text });
  assert.equal(unread.body.status, "columns-needed", JSON.stringify(unread.body));
  assert.equal(unread.body.columns[3].examples[0], eg);
  const early = await anne.call("POST", `${list}/import`, { text, base: 0 });
  assert.deepEqual([early.status, early.body.code], [400, "list.no-headings"]);
  const mapping = { columns: ["legalEntityName", "finessEj", "name", "finessEg"], firstRow: 1 };
  const read = await anne.call("POST", `${list}/import/read`, { text, mapping });
  assert.equal(read.body.lines, 2, JSON.stringify(read.body));
  const done = await anne.call("POST", `${list}/import`, { text, mapping, base: read.body.base });
  assert.equal(done.body.lines, 2);
  const ambiguous = `FINESS\tEstablishment name\n${eg}\tSite nord`;
  const doubtful = (await anne.call("POST", `${list}/import/read`, { text: ambiguous })).body;
  assert.ok(codes(doubtful.findings).includes("column-ambiguous"));
  assert.equal(doubtful.columns[0].meaning, null);
  const said = { columns: ["finessEg", "name"], firstRow: 2 };
  const mapped = (await anne.call("POST", `${list}/import/read`, { text: ambiguous, mapping: said })).body;
  assert.deepEqual([mapped.lines, mapped.columns[0].meaning], [1, "finessEg"]);
  const twice = `FINESS EG\tNom\n${eg}\tA\n${eg}\tB`;
  const doubled = (await anne.call("POST", `${list}/import/read`, { text: twice })).body;
  const found = doubled.lineFindings.filter((one: { code: string }) => one.code === "finess-eg-twice");
  assert.deepEqual(
    found.map((one: { row: number; params: { others: string } }) => [one.row, one.params.others]),
    [
      [2, "3"],
      [3, "2"],
    ],
  );
});

test("a spreadsheet with formulas gives their text, says so, and never hands a formula on", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const list = `${await begun(anne)}/establishments`;
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const bytes = oneSheet(
    `<row>${cell("FINESS EG")}${cell("Nom")}</row><row>${cell(inventedFiness("54", 1))}<c t="str"><f>cmd|' /c calc'!A1</f><v>Site</v></c></row><row>${cell("x")}${cell("=cmd|' /c calc'!A1")}</row>`,
  );
  const read = await anne.send(`${list}/import/read`, form({}, bytes, "liste.xlsx"));
  assert.equal(read.status, 200, JSON.stringify(read.body));
  const found = codes(read.body.findings);
  assert.ok(found.includes("formula") && found.includes("looks-like-formula"), found.join());
  await anne.send(`${list}/import`, form({ base: String(read.body.base) }, bytes, "liste.xlsx"));
  const answer = await request(`${portal.url}${list}/export?format=csv`, { headers: anne.headers() });
  const csv = await answer.body.text();
  assert.match(
    String(answer.headers["content-disposition"]),
    /attachment; filename="etablissements-travail-/,
  );
  assert.match(csv, /cmd/);
  for (const one of csv.split("\r\n").flatMap((line) => line.split(";")))
    assert.doesNotMatch(one.replace(/^"/, ""), /^[=+@]/, one);
});

test("3,000 lines are imported, listed with the worst findings first, frozen and exported", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const list = `${journey}/establishments`;
  const lines = many(3_000);
  const broken = lines.map((line, rank) =>
    rank === 2_999 ? { ...line, finessEg: "?" } : { ...line, contact: "" },
  );
  const text = csvOf(broken);
  const done = await anne.call("POST", `${list}/import`, { text, base: 0 });
  assert.deepEqual([done.status, done.body.lines], [200, 3_000], JSON.stringify(done.body));
  const read = (await anne.call("GET", list)).body;
  assert.equal(read.lines.length, 3_000);
  assert.equal(read.findings[0].code, "finess-form");
  assert.equal(read.findings.length + read.findingsLeftOut, 3_000);
  assert.equal(read.findings.length, 1_000);
  const frozen = await anne.call("POST", `${list}/versions`, { base: read.revision, note: "Première liste" });
  assert.deepEqual([frozen.status, frozen.body.number, frozen.body.lineCount], [201, 1, 3_000]);
  const late = await anne.call("POST", `${list}/versions`, { base: read.revision - 1 });
  assert.deepEqual([late.status, late.body.code], [409, "list.changed-meanwhile"]);
  const [first] = read.lines;
  await anne.call("PATCH", list, {
    save: [{ id: first.line.id, base: first.revision, fields: { places: "7" } }],
  });
  const difference = (await anne.call("GET", `${list}/difference?from=1`)).body;
  assert.deepEqual(
    [difference.changedCount, difference.changed[0].columns, difference.addedCount],
    [1, ["places"], 0],
  );
  const { versions } = (await anne.call("GET", `${list}/versions`)).body;
  assert.deepEqual([versions[0].note, versions[0].byName], ["Première liste", "Personne anne"]);
  const [trail] = (await anne.call("GET", `${journey}/trail`)).body.lines;
  assert.deepEqual([trail.action, trail.why], ["establishments-frozen", "Première liste"]);
  const xlsx = await request(`${portal.url}${list}/export?format=xlsx&version=1&language=en`, {
    headers: anne.headers(),
  });
  assert.match(String(xlsx.headers["content-disposition"]), /establishments-v1-/);
  const bytes = new Uint8Array(await xlsx.body.arrayBuffer());
  const back = await anne.send(`${list}/import/read`, form({}, bytes, "v1.xlsx"));
  assert.deepEqual([back.body.lines, back.body.difference.changedCount], [3_000, 1]);
  assert.equal((await anne.call("GET", `${list}/difference?from=9`)).status, 404);
  const tooMany = await anne.call("POST", `${list}/import`, {
    text: csvOf(many(2_001).map((line) => ({ ...line, finessEg: "" }))),
    base: read.revision + 1,
    mode: "append",
  });
  assert.deepEqual([tooMany.status, tooMany.body.code], [400, "list.too-many-rows"]);
});

test("what is no list, or too large, is refused in words and stores nothing", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const list = `${await begun(anne)}/establishments`;
  const pdf = utf8("%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n");
  for (const [bytes, status, code] of [
    [Buffer.concat([pdf, Buffer.alloc(40)]), 415, "list.wrong-type"],
    [
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("Workbook", "utf16le")]),
      415,
      "list.old-workbook",
    ],
    [Buffer.alloc(5_000_001, "a;b\n"), 413, "list.too-large"],
  ] as const) {
    const answer = await anne.send(`${list}/import/read`, form({}, bytes, "liste.xlsx"));
    assert.deepEqual([answer.status, answer.body.code], [status, code]);
    assert.notEqual(answer.body.messageFr, answer.body.messageEn);
  }
  const without = await anne.send(`${list}/import/read`, form({}));
  assert.deepEqual([without.status, without.body.code], [400, "document.incomplete"]);
  const wrong = await anne.send(`${list}/import/read`, form({ mapping: "{" }, utf8("a;b\n1;2")));
  assert.deepEqual([wrong.status, wrong.body.code], [400, "journey.bad-request"]);
  const empty = await anne.call("POST", `${list}/versions`, { base: 0 });
  assert.deepEqual([empty.status, empty.body.code], [400, "list.without-lines"]);
  assert.equal((await anne.call("GET", list)).body.lines.length, 0);
});

test("20 MB without a declared length are cut off at the limit, not held", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const list = `${await begun(anne)}/establishments`;
  const boundary = "raccord-test";
  const chunk = Buffer.alloc(1_000_000, "a;b\n");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const answer = await new Promise<{ status: number; body: string }>((done, failed) => {
    const call = httpRequest(
      `${portal.url}${list}/import/read`,
      {
        method: "POST",
        headers: { ...anne.headers(), "content-type": `multipart/form-data; boundary=${boundary}` },
      },
      (reply) => {
        let body = "";
        reply.on("data", (part) => {
          body += part;
        });
        reply.on("end", () => done({ status: reply.statusCode ?? 0, body }));
      },
    );
    call.on("error", failed);
    call.write(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`);
    const send = (left: number): void => {
      if (left % 5 === 0) collect();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      if (left === 0) return void call.end(`\r\n--${boundary}--\r\n`);
      call.write(chunk, () => send(left - 1));
    };
    send(20);
  });
  assert.equal(answer.status, 413, answer.body);
  assert.equal(JSON.parse(answer.body).code, "list.too-large");
  assert.ok(most < 12_000_000, `${most} bytes held`);
  const declared = await anne.send(`${list}/import/read`, form({}, Buffer.alloc(20_000_000, 97)));
  assert.equal(declared.status, 413);
  const pasted = await anne.call("POST", `${list}/import/read`, { text: "a".repeat(20_000_000) });
  assert.equal(pasted.status, 413);
});

test("a GRADeS reads the lines of its region and changes none; others do not learn of the list", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "gaelle", "bruno"], {
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "j-1", organisationId: "org-1", regions: ["44", "76"], sent: true });
      await grantTo("anne", { role: "applicant", organisationId: "org-1" });
      await grantTo("gaelle", { role: "grades", region: "76" });
      await grantTo("bruno", { role: "applicant", organisationId: "org-2" });
    },
  });
  const list = "/api/journeys/j-1/establishments";
  const anne = await portal.signIn("anne");
  const own = (await anne.call("GET", list)).body;
  assert.equal(own.lines.length, 2);
  await anne.call("POST", `${list}/versions`, { base: own.revision });
  const gaelle = await portal.signIn("gaelle");
  const read = (await gaelle.call("GET", list)).body;
  assert.deepEqual([read.lines.length, read.lines[0].line.region, read.mayWrite], [1, "76", false]);
  assert.equal((await gaelle.call("PATCH", list, { save: [] })).status, 403);
  const file = await request(`${portal.url}${list}/export?format=csv`, { headers: gaelle.headers() });
  const csv = await file.body.text();
  assert.match(csv, /Site 76/);
  assert.doesNotMatch(csv, /Site 44/);
  for (const { line, revision } of own.lines)
    await anne.call("PATCH", list, { save: [{ id: line.id, base: revision, fields: { places: "1" } }] });
  assert.equal((await gaelle.call("GET", `${list}/difference?from=1`)).body.changedCount, 1);
  const bruno = await portal.signIn("bruno");
  assert.equal((await bruno.call("GET", list)).status, 404);
});
