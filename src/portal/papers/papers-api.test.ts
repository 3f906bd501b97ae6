import assert from "node:assert/strict";
import { test } from "node:test";
import { PDFDocument } from "@cantoo/pdf-lib";
import exceljs from "exceljs";
import { type Caller, openJourneyPortal } from "../test-support/journey-portal.ts";
import { readPdf } from "../test-support/read-pdf.ts";
import type { FormFields, PaperList, PaperMessage } from "./shapes.ts";

const organisationId = "org-1";

async function opened(t: Parameters<typeof openJourneyPortal>[0]) {
  const portal = await openJourneyPortal(t, ["anne", "admin", "gilles"], {
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "j-1", organisationId, regions: ["44"], sent: false });
      await grantTo("anne", { role: "applicant", organisationId });
      await grantTo("admin", { role: "administrator" });
      await grantTo("gilles", { role: "grades", region: "44" });
    },
  });
  return { portal, anne: await portal.signIn("anne") };
}

async function type(caller: Caller, section: string, fields: Readonly<Record<string, string>>) {
  const changes = Object.entries(fields).map(([field, value]) => ({
    section,
    row: "",
    field,
    value,
    base: 0,
  }));
  const answer = await caller.call("PATCH", "/api/journeys/j-1/answers", { changes });
  assert.deepEqual(
    answer.body.results.map(({ status }: { status: string }) => status),
    changes.map(() => "saved"),
  );
}

async function bytesOf(caller: Caller, url: string, path: string): Promise<Buffer> {
  const reply = await fetch(url + path, { headers: caller.headers() });
  assert.equal(reply.status, 200, path);
  return Buffer.from(await reply.arrayBuffer());
}

async function paper(caller: Caller, id: string) {
  const { body } = await caller.call("GET", "/api/journeys/j-1/papers");
  const found = (body as PaperList).papers.find((one) => one.paper === id);
  assert.ok(found, id);
  return found;
}

async function upload(caller: Caller, step: string, kind: string, name: string, text: string) {
  const form = new FormData();
  form.append("step", step);
  form.append("kind", kind);
  form.append("file", new File([text], name));
  const { status, body } = await caller.send("/api/journeys/j-1/documents", form);
  assert.equal(status, 201, JSON.stringify(body));
  return body.id as string;
}

test("declaring a form sent keeps what the sheet said; later it tells what changed; taken back, it was never sent", async (t) => {
  const { portal, anne } = await opened(t);
  await type(anne, "organisation", { name: "Éditeur d'Été", siret: "18751275100020" });
  await type(anne, "test-material", { requester: "Noëlle D'Aÿ", "structure-id": "siret" });
  assert.deepEqual((await paper(anne, "f414-sheet")).versions, []);
  const documentId = await upload(anne, "03b", "f414", "f414-signé.txt", "formulaire signé");
  const sent = { move: "f414-sent", date: "2026-11-20", documentId };
  assert.equal((await anne.call("POST", "/api/journeys/j-1/moves", sent)).status, 204);
  const kept = await paper(anne, "f414-sheet");
  assert.deepEqual(
    kept.versions.map(({ number, day, by, withdrawn }) => [number, day, by, withdrawn]),
    [[1, "2026-11-20", "Personne anne", false]],
  );
  assert.deepEqual(kept.changes, []);
  const changes = [
    { section: "test-material", row: "", field: "requester", value: "Autre Demandeur", base: 1 },
  ];
  await anne.call("PATCH", "/api/journeys/j-1/answers", { changes });
  assert.deepEqual((await paper(anne, "f414-sheet")).changes, [
    { label: "Demandeur", before: "Noëlle D'Aÿ", after: "Autre Demandeur" },
  ]);
  const old = await bytesOf(anne, portal.url, "/api/journeys/j-1/papers/f414-sheet/versions/1/pdf");
  assert.match(readPdf(old).text, /Noëlle D'Aÿ/);
  const now = await bytesOf(anne, portal.url, "/api/journeys/j-1/papers/f414-sheet/pdf?language=en");
  assert.match(readPdf(now).text, /Autre Demandeur/);
  const [record] = (await anne.journey("j-1")).records;
  const withdrawn = await anne.call("POST", `/api/journeys/j-1/moves/${record?.id}/withdraw`, {
    reason: "envoyé par erreur",
  });
  assert.equal(withdrawn.status, 204);
  assert.equal((await paper(anne, "f414-sheet")).changes, null);
});

test("the covering e-mail opens as a draft, with the sheet, the signed form and both addressees", async (t) => {
  const { portal, anne } = await opened(t);
  await type(anne, "test-material", { requester: "Noëlle D'Aÿ" });
  await upload(anne, "03b", "f414", "formulaire signé à l'encre.txt", "signé");
  const path = "/api/journeys/j-1/papers/f414-sheet/message";
  const message = (await anne.call("GET", path)).body as PaperMessage;
  assert.equal(message.to, "monserviceclient.developpement@esante.gouv.fr");
  assert.equal(message.cc, "monserviceclient.ror@esante.gouv.fr");
  assert.deepEqual(
    message.attachments.map(({ name }) => name.replace(/\d{4}-\d{2}-\d{2}/, "JOUR")),
    ["fiche-f414-JOUR.pdf", "formulaire signé à l'encre.txt"],
  );
  const eml = (await bytesOf(anne, portal.url, `${path}.eml`)).toString("latin1");
  assert.match(eml, /^To: monserviceclient\.developpement@esante\.gouv\.fr\r$/m);
  assert.match(eml, /^From: anne@fictiville\.example\r$/m);
  assert.match(eml, /^X-Unsent: 1\r$/m);
  assert.match(eml, /^Subject: Fiche pour le formulaire F414 \(j-1\)\r$/m);
  assert.ok(!/[^\r]\n/.test(eml), "lines end as RFC 5322 §2.1 says");
  const attached = /application\/pdf[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/.exec(eml)?.[1] ?? "";
  assert.match(readPdf(Buffer.from(attached, "base64")).text, /Noëlle D'Aÿ/);
});

test("a letter to a GRADeS is declared sent on the page; a paper that a move sends is not", async (t) => {
  const { anne } = await opened(t);
  const path = "/api/journeys/j-1/papers";
  const sent = { region: "44", date: "2026-11-20" };
  assert.equal((await anne.call("POST", `${path}/grades-letter/versions`, sent)).status, 201);
  assert.equal((await paper(anne, "grades-letter")).versions.length, 1);
  const tomorrow = { ...sent, date: "2999-01-01" };
  assert.equal((await anne.call("POST", `${path}/grades-letter/versions`, tomorrow)).status, 400);
  assert.equal(
    (await anne.call("POST", `${path}/grades-letter/versions`, { ...sent, region: "53" })).status,
    404,
  );
  assert.equal((await anne.call("POST", `${path}/f414-sheet/versions`, { date: "2026-11-20" })).status, 409);
  const { lines } = (await anne.call("GET", "/api/journeys/j-1/trail")).body;
  assert.equal(lines[0].action, "paper-sent");
});

test("a GRADeS, who sees its own lines alone, is given no paper about all of them", async (t) => {
  const { portal } = await opened(t);
  const gilles = await portal.signIn("gilles");
  assert.equal((await gilles.call("GET", "/api/journeys/j-1/papers")).status, 403);
});

async function blankForm(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage();
  const form = document.getForm();
  for (const [index, name] of ["Raison sociale", "form1[0].Page1[0].NomDuDemandeur[0]", "Cachet"].entries()) {
    const field = form.createTextField(name);
    field.addToPage(page, { x: 50, y: 700 - index * 50, width: 200, height: 20 });
  }
  form.createCheckBox("ORG_AUTH_CLI").addToPage(page, { x: 50, y: 500, width: 12, height: 12 });
  form.createCheckBox("SERVEUR").addToPage(page, { x: 90, y: 500, width: 12, height: 12 });
  return document.save();
}

async function addToLibrary(admin: Caller, bytes: Uint8Array) {
  const form = new FormData();
  for (const [name, value] of [
    ["kind", "f414"],
    ["version", "mars 2024"],
    ["source", "ANS"],
    ["date", "2026-11-01"],
  ] as const)
    form.append(name, value);
  form.append("file", new File([Buffer.from(bytes)], "F414.pdf"));
  assert.equal((await admin.send("/api/library", form)).status, 201);
}

test("an official form of the library is filled by the names of its fields; what is left is listed", async (t) => {
  const { portal, anne } = await opened(t);
  await type(anne, "organisation", { name: "Éditeur d'Été ≥ Œuvre" });
  await type(anne, "test-material", { requester: "Noëlle Łukasz", "requester-phone": "01 02 03 04 05" });
  const path = "/api/journeys/j-1/papers/f414-sheet/form";
  assert.equal((await anne.call("GET", path)).body.code, "document.no-form");
  await addToLibrary(await portal.signIn("admin"), await blankForm());
  assert.equal((await paper(anne, "f414-sheet")).form, true);
  const fields = (await anne.call("GET", `${path}/fields`)).body as FormFields;
  assert.deepEqual(
    fields.filled.map(({ field, value }) => [field, value]),
    [
      ["Raison sociale", "Éditeur d'Été ≥ Œuvre"],
      ["form1[0].Page1[0].NomDuDemandeur[0]", "Noëlle Łukasz"],
      ["ORG_AUTH_CLI", "ORG AUTH_CLI (TEST)"],
    ],
  );
  assert.deepEqual(fields.unknown, ["Cachet", "SERVEUR"]);
  assert.deepEqual(fields.left, ["Téléphone", "Projet"]);
  const filled = await bytesOf(anne, portal.url, path);
  const form = (await PDFDocument.load(filled)).getForm();
  assert.equal(form.getTextField("Raison sociale").getText(), "Éditeur d'Été ≥ Œuvre");
  assert.equal(form.getCheckBox("ORG_AUTH_CLI").isChecked(), true);
  assert.equal(form.getCheckBox("SERVEUR").isChecked(), false);
  assert.match(readPdf(filled).text, /Noëlle Łukasz/);
});

test("a PDF without fields is no form, and says so", async (t) => {
  const { portal, anne } = await opened(t);
  const document = await PDFDocument.create();
  document.addPage();
  await addToLibrary(await portal.signIn("admin"), await document.save({ useObjectStreams: false }));
  const answer = await anne.call("GET", "/api/journeys/j-1/papers/f414-sheet/form");
  assert.equal(answer.body.code, "document.no-form");
});

test("a proprietary supplier's list has its own template, and nothing in it runs as a formula", async (t) => {
  const { portal, anne } = await opened(t);
  await type(anne, "organisation", { kind: "proprietary" });
  const instances = ["instance", "finess-eg"].map((field) => ({
    section: "instances",
    row: "i1",
    field,
    value: field === "instance" ? "Instance Nord" : "54 000 2698",
    base: 0,
  }));
  await anne.call("PATCH", "/api/journeys/j-1/answers", { changes: instances });
  const evil = ['=HYPERLINK("x")', "+33 1", "-2", "@SUM(A1)", "\t=1"];
  const lines = evil.map((name, index) => ({
    id: `e${index}`,
    base: 0,
    fields: { name, finessEg: index === 0 ? "540002698" : "" },
  }));
  const added = await anne.call("PATCH", "/api/journeys/j-1/establishments", { save: lines });
  assert.equal(added.status, 200, JSON.stringify(added.body));
  const book = new exceljs.Workbook();
  const bytes = await bytesOf(anne, portal.url, "/api/journeys/j-1/establishments/export?format=xlsx");
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  const headings = sheet?.getRow(1).values;
  assert.deepEqual(Array.isArray(headings) && headings.slice(-3), [
    "Instance",
    "Sujet du certificat (DN)",
    "Empreinte SHA-256 du certificat",
  ]);
  const names = new Set<unknown>();
  sheet?.eachRow((row) =>
    row.eachCell((cell) => {
      assert.equal(cell.type, exceljs.ValueType.String, `${cell.address} is a text`);
      names.add(cell.value);
    }),
  );
  for (const name of evil) assert.ok(names.has(name), `${name} is kept as it was typed`);
  assert.ok(names.has("Instance Nord"));
  const csv = await bytesOf(anne, portal.url, "/api/journeys/j-1/establishments/export?format=csv");
  for (const name of evil) assert.ok(csv.toString("utf8").includes(`"'${name.replaceAll('"', '""')}"`), name);
});
