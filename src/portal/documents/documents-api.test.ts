import assert from "node:assert/strict";
import { createHash, generateKeyPairSync } from "node:crypto";
import { request as httpRequest } from "node:http";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { request } from "undici";
import { type Caller, openJourneyPortal } from "../test-support/journey-portal.ts";

const pdf = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n");

function form(fields: Readonly<Record<string, string>>, bytes?: Uint8Array, name = "avis.pdf"): FormData {
  const made = new FormData();
  for (const [field, value] of Object.entries(fields)) made.append(field, value);
  if (bytes !== undefined)
    made.append("file", new Blob([Uint8Array.from(bytes)], { type: "text/html" }), name);
  return made;
}

const opinion = { step: "03", kind: "opinion" };

async function begun(anne: Caller): Promise<string> {
  const answer = await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" });
  assert.equal(answer.status, 201);
  return `/api/journeys/${answer.body.id}`;
}

test("a document is kept with its hash and its line of the trail, and comes back as it was", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "bruno"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const added = await anne.send(`${journey}/documents`, form(opinion, pdf, "../Avis\u202e été.pdf"));
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  assert.deepEqual([added.body.name, added.body.sha256], ["Avis été.pdf", sha256]);
  const again = await anne.send(`${journey}/documents`, form(opinion, pdf, "Avis été.pdf"));
  assert.equal(again.body.id, added.body.id, "sent twice, kept once");
  const { documents, mayAdd } = (await anne.call("GET", `${journey}/documents`)).body;
  assert.equal(documents.length, 1);
  const { uploadedAt: _at, id: _id, ...rest } = documents[0];
  assert.deepEqual(rest, {
    ...opinion,
    name: "Avis été.pdf",
    mediaType: "application/pdf",
    sizeBytes: pdf.length,
    sha256,
    uploadedBy: "Personne anne",
    inUse: false,
    removable: true,
  });
  assert.equal(mayAdd, true);
  const path = `${journey}/documents/${added.body.id}`;
  const file = await request(portal.url + path, { headers: anne.headers() });
  assert.deepEqual(Buffer.from(await file.body.arrayBuffer()), pdf);
  assert.equal(file.headers["content-type"], "application/pdf");
  assert.equal(file.headers["x-content-type-options"], "nosniff");
  assert.match(
    String(file.headers["content-disposition"]),
    /^attachment; filename="Avis ete.pdf"; filename\*=UTF-8''Avis%20/,
  );
  assert.match(String(file.headers["content-security-policy"]), /sandbox/);
  const [line] = (await anne.call("GET", `${journey}/trail`)).body.lines;
  assert.equal(line.action, "document-added");
  assert.equal(JSON.parse(line.what).sha256, sha256);
  const bruno = await portal.signIn("bruno");
  for (const [method, address] of [
    ["GET", `${journey}/documents`],
    ["GET", path],
    ["DELETE", path],
  ] as const)
    assert.equal((await bruno.call(method, address)).status, 404, `${method} ${address}`);
  assert.equal((await bruno.send(`${journey}/documents`, form(opinion, pdf))).status, 404);
  const own = await begun(bruno);
  const { id } = added.body;
  assert.equal((await bruno.call("GET", `${own}/documents/${id}`)).status, 404, "another journey's document");
});

test("a document that proves a record stays, even when the record was taken back", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const kept = (await anne.send(`${journey}/documents`, form({ step: "02", kind: "other" }, pdf))).body.id;
  const free = (await anne.send(`${journey}/documents`, form({ step: "01", kind: "conformity-note" }, pdf)))
    .body.id;
  const made = await anne.call("POST", `${journey}/moves`, {
    move: "guide-read",
    date: "2026-01-05",
    documentId: kept,
  });
  assert.equal(made.status, 204, JSON.stringify(made.body));
  const refused = await anne.call("DELETE", `${journey}/documents/${kept}`);
  assert.deepEqual([refused.status, refused.body.code], [409, "document.in-use"]);
  const [record] = (await anne.call("GET", journey)).body.records;
  await anne.call("POST", `${journey}/moves/${record.id}/withdraw`, { reason: "erreur" });
  assert.equal((await anne.call("DELETE", `${journey}/documents/${kept}`)).status, 409);
  assert.equal((await anne.call("DELETE", `${journey}/documents/${free}?why=doublon`)).status, 204);
  assert.equal((await anne.call("GET", `${journey}/documents/${free}`)).status, 404);
  const [line] = (await anne.call("GET", `${journey}/trail`)).body.lines;
  assert.deepEqual([line.action, line.why], ["document-removed", "doublon"]);
});

test("a document of another step, or of another journey, proved a move", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const other = await begun(anne);
  const add = async (path: string, step: string): Promise<string> =>
    (await anne.send(`${path}/documents`, form({ step, kind: "other" }, pdf))).body.id;
  const make = (documentId: string) =>
    anne.call("POST", `${journey}/moves`, { move: "application-signed", date: "2026-01-05", documentId });
  for (const elsewhere of [await add(journey, "04"), await add(other, "03")]) {
    const refused = await make(elsewhere);
    assert.deepEqual([refused.status, refused.body.code], [400, "journey.move-unproved"]);
  }
  assert.equal((await make(await add(journey, "03"))).status, 204);
});

test("what is refused is refused in words, and nothing of it is kept", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const journey = await begun(anne);
  const key = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  for (const [what, sent, status, code] of [
    ["no file", form(opinion), 400, "document.incomplete"],
    ["no step", form({ kind: "opinion" }, pdf), 400, "document.incomplete"],
    ["kind of another step", form({ step: "01", kind: "opinion" }, pdf), 400, "document.incomplete"],
    ["HTML called PDF", form(opinion, Buffer.from("<html></html>")), 415, "document.active-content"],
    ["private key", form(opinion, Buffer.from(key), "certificat.txt"), 400, "document.private-key"],
    [
      "eleven megabytes",
      form(opinion, Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024, 32)])),
      413,
      "document.too-large",
    ],
  ] as const) {
    const answer = await anne.send(`${journey}/documents`, sent);
    assert.deepEqual([answer.status, answer.body.code], [status, code], what);
    assert.match(answer.body.messageFr, /\. [A-Z]/, what);
  }
  const json = await anne.call("POST", `${journey}/documents`, { step: "03" });
  assert.deepEqual([json.status, json.body.code], [400, "document.incomplete"]);
  const two = form(opinion, pdf);
  two.append("file", new Blob(["x"]), "b.txt");
  assert.equal((await anne.send(`${journey}/documents`, two)).status, 413);
  assert.deepEqual((await anne.call("GET", `${journey}/documents`)).body.documents, []);
  const trail = (await anne.call("GET", `${journey}/trail`)).body.lines;
  assert.deepEqual(
    trail.map((line: { action: string }) => line.action),
    ["journey-begun"],
  );
  assert.doesNotMatch(JSON.stringify(trail), /PRIVATE/);
});

test("an upload of 20 MB is refused unread when it says its size, and dropped as it comes when it does not", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const path = `${await begun(anne)}/documents`;
  const declared = await sendHuge(portal.url + path, anne, 20, true);
  assert.deepEqual([declared.status, declared.code], [413, "document.too-large"]);
  assert.ok(declared.sentBytes < 20 * 1024 * 1024, `${declared.sentBytes} were sent before the answer`);
  const before = heldBytes();
  let held = 0;
  const undeclared = await sendHuge(portal.url + path, anne, 40, false, (sentMegabytes) => {
    if (sentMegabytes === 35) held = heldBytes() - before;
  });
  assert.deepEqual([undeclared.status, undeclared.code], [413, "document.too-large"]);
  assert.ok(held < 5 * 1024 * 1024, `${held} bytes of 35 MB were held`);
});

test("no more than 200 documents stand in a journey", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const path = `${await begun(anne)}/documents`;
  for (let count = 0; count < 200; count += 1) {
    const answer = await anne.send(path, form(opinion, Buffer.from(`Lettre ${count}\n`), `${count}.txt`));
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  }
  const more = await anne.send(path, form(opinion, pdf));
  assert.deepEqual([more.status, more.body.code], [409, "document.too-many"]);
});

/** Bytes of buffers that somebody still holds, garbage excluded. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  const gc: () => void = runInNewContext("gc");
  // Buffers are freed beside the collection: the next one waits for that.
  for (let count = 0; count < 3; count += 1) gc();
  return process.memoryUsage().arrayBuffers;
}

/** Sends a file of so many megabytes piece by piece; stops when the answer is there. */
function sendHuge(
  url: string,
  who: Caller,
  megabytes: number,
  withLength: boolean,
  onSent: (megabytes: number) => void = () => undefined,
): Promise<{ status: number; code: string; sentBytes: number }> {
  const head = Buffer.from(
    '--x\r\nContent-Disposition: form-data; name="step"\r\n\r\n03\r\n--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nopinion\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n',
  );
  const end = Buffer.from("\r\n--x--\r\n");
  const piece = Buffer.alloc(1024 * 1024, 32);
  const length = head.length + megabytes * piece.length + end.length;
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let answered = false;
    const call = httpRequest(url, {
      method: "POST",
      headers: {
        ...who.headers(),
        "content-type": "multipart/form-data; boundary=x",
        ...(withLength ? { "content-length": String(length) } : {}),
      },
    });
    call.on("error", reject);
    call.on("response", (answer) => {
      answered = true;
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => {
        call.on("error", () => undefined);
        call.destroy();
        resolve({ status: answer.statusCode ?? 0, code: JSON.parse(text).code, sentBytes });
      });
    });
    const send = (left: number): void => {
      if (answered) return;
      if (left === 0) return void call.end(end);
      call.write(piece, () => {
        sentBytes += piece.length;
        onSent(sentBytes / piece.length);
        // The answer may come between two pieces.
        setImmediate(() => send(left - 1));
      });
    };
    call.write(head, () => send(megabytes));
  });
}
