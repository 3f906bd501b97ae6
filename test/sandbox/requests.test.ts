import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { add, body, FREE_WOMEN, INSTALLED, pathOf, remove, replace, type Sub, subs } from "./bodies.ts";
import { CAP, call, LIST_PATH, PLACE, STRUCTURE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());
assert.equal((await bench.patch(add(INSTALLED, 10))).status, 200);

const codes = (json: unknown): string[] => (json as { issue: { code: string }[] }).issue.map((it) => it.code);

test("the slash may be percent-encoded, and the entry identifier serves as well", async () => {
  for (const query of [
    `identifier=${STRUCTURE}%2FSSR38888`,
    `identifier=${STRUCTURE}%2fSSR38888`,
    "identifier=53/1073",
    "identifier=53%2F1073&_format=json",
  ]) {
    assert.equal((await bench.patch(replace(INSTALLED, 11), { query })).status, 200, query);
  }
});

test("an identifier that is missing, empty, repeated or endless is a 400", async () => {
  for (const query of [
    "",
    "identifier=",
    `identifier=${PLACE}&identifier=${PLACE}`,
    `identifier=${"x".repeat(300)}`,
  ]) {
    assert.equal((await bench.patch(replace(INSTALLED, 11), { query })).status, 400, query);
  }
});

test("each of the four headers of reads is refused, or ignored when so set", async () => {
  const names = [
    "Ror-Profil-Utilisateur-Code",
    "Ror-Profil-Utilisateur-System",
    "Ror-Role-Metier-Code",
    "Ror-Role-Metier-System",
  ];
  for (const name of names) {
    const answer = await bench.patch(replace(INSTALLED, 11), { headers: { [name]: "CU20" } });
    assert.equal(answer.status, 400, name);
    assert.match(answer.text, new RegExp(name));
  }
  const tolerant = await startBench({ rorHeaders: "ignore" });
  try {
    const headers = Object.fromEntries(names.map((name) => [name, "CU20"]));
    assert.equal((await tolerant.patch(add(INSTALLED, 11), { headers })).status, 200);
  } finally {
    await tolerant.close();
  }
});

test("the media type is that of FHIR", async () => {
  const sent = replace(INSTALLED, 11);
  for (const type of [undefined, "application/json", "text/plain", "application/json-patch+json", "x"]) {
    const answer = await bench.patch(sent, { headers: { "content-type": type } });
    assert.equal(answer.status, 415, type);
    assert.deepEqual(codes(answer.json), ["not-supported"]);
  }
  const charset = { "content-type": "Application/FHIR+JSON; charset=utf-8" };
  assert.equal((await bench.patch(sent, { headers: charset })).status, 200);
});

test("a body that is not JSON, not the dialect or too large is refused with an outcome", async () => {
  const good = body("replace", pathOf(INSTALLED), subs(INSTALLED, 3)) as { parameter: { part: unknown[] }[] };
  const operation = good.parameter[0];
  const cases: readonly [unknown, number][] = [
    ["", 400],
    ["{", 400],
    ["null", 400],
    ["[]", 400],
    [{ resourceType: "Location" }, 400],
    [{ ...good, surplus: 1 }, 400],
    [{ ...good, parameter: [] }, 400],
    [{ ...good, parameter: [operation, operation] }, 400],
    [body("remove", pathOf(INSTALLED)), 400],
    [body("replace", pathOf(INSTALLED)), 400],
    [body("delete", pathOf(INSTALLED), subs(INSTALLED, 3)), 400],
    [body("add", pathOf(INSTALLED), subs(INSTALLED, 3)), 400],
    [body("replace", "Location", subs(INSTALLED, 3)), 400],
    [body("replace", LIST_PATH.replace("ror-", ""), subs(INSTALLED, 3)), 400],
    [body("replace", `${pathOf(INSTALLED)}.value`, subs(INSTALLED, 3)), 404],
    ["[".repeat(60_000), 400],
    ["x".repeat(70_000), 413],
  ];
  for (const [sent, status] of cases) {
    const answer = await bench.patch(sent);
    assert.equal(answer.status, status, `${JSON.stringify(sent).slice(0, 200)} ${answer.text}`);
    assert.equal((answer.json as { resourceType: string }).resourceType, "OperationOutcome");
  }
});

test("a record that is not of the profile is refused where it is wrong", async () => {
  const without = (url: string): Sub[] => subs(INSTALLED, 3).filter((sub) => sub.url !== url);
  const withSub = (sub: Sub): Sub[] => [...without(sub.url), sub];
  const wrongs: Sub[][] = [
    ...subs(INSTALLED, 3).map((sub) => without(sub.url)),
    [...subs(INSTALLED, 3), { url: "nbCapacity", valueInteger: 3 }],
    subs(INSTALLED, -1),
    subs(INSTALLED, 1.5),
    subs(INSTALLED, "3"),
    subs(INSTALLED, 2 ** 31),
    subs(INSTALLED, 3, "01", "hier"),
    subs(INSTALLED, 3, "01", "2025-02-30T10:00:00Z"),
    subs(INSTALLED, 3, "01", "2025-02-26T15:17:33"),
    withSub({ url: "temporaryAssignment", valueString: "01" }),
    withSub({ url: "capacitySourceType", valueCodeableConcept: { coding: [{ code: "09" }] } }),
    withSub({ url: "capacityStatus", valueCodeableConcept: { coding: [{ code: "01", system: "urn:x" }] } }),
    withSub({ url: "capacityStatus", valueCodeableConcept: { coding: [] } }),
    withSub({ url: "comment", valueString: "" }),
  ];
  for (const wrong of wrongs) {
    const answer = await bench.patch(body("replace", pathOf(INSTALLED), wrong));
    assert.equal(answer.status, 400, JSON.stringify(wrong));
    assert.ok(!codes(answer.json).includes("business-rule"), answer.text);
  }
  const commented = withSub({ url: "comment", valueString: "deux lits en travaux" });
  assert.equal((await bench.patch(body("replace", pathOf(INSTALLED), commented))).status, 200);
});

test("white space and the order of the criteria do not matter in a path", async () => {
  const parts = pathOf(INSTALLED).slice(`${LIST_PATH}.where(`.length, -1).split(" and extension");
  const turned = [...parts]
    .reverse()
    .map((part) => (part.startsWith("extension") ? part : `extension${part}`))
    .join("\n  and ");
  for (const path of [
    `${LIST_PATH}.where(${turned})`,
    pathOf(INSTALLED).replaceAll(" = ", "=").replaceAll(" and ext", "and ext"),
    pathOf(INSTALLED).replaceAll(" = ", "  =\t"),
  ]) {
    assert.equal((await bench.patch(body("replace", path, subs(INSTALLED, 6)))).status, 200, path);
  }
  const doubled = pathOf(INSTALLED).replace(
    "valueCodeableConcept.coding.code = '01') and",
    "valueCodeableConcept.coding.code = '01') and extension.where(url = 'capacityStatus' and valueCodeableConcept.coding.code = '02') and",
  );
  assert.equal((await bench.patch(body("replace", doubled, subs(INSTALLED, 6)))).status, 404, "no such row");
});

test("path and value that name two indicators are refused, or followed when so set", async () => {
  const crossed = body("replace", pathOf(INSTALLED), subs(FREE_WOMEN, 2));
  const answer = await bench.patch(crossed);
  assert.equal(answer.status, 400);
  assert.deepEqual(codes(answer.json), ["business-rule"]);
  const tolerant = await startBench({ pathValueMismatch: "accept" });
  try {
    await tolerant.patch(add(INSTALLED, 9));
    assert.equal((await tolerant.patch(crossed)).status, 200);
    assert.equal((await tolerant.patch(remove(INSTALLED))).status, 404);
    assert.equal((await tolerant.patch(remove(FREE_WOMEN))).status, 200);
  } finally {
    await tolerant.close();
  }
});

test("an add on a row that exists follows its setting", async () => {
  const refused = await bench.patch(add(INSTALLED, 3));
  assert.equal(refused.status, 400);
  assert.deepEqual(codes(refused.json), ["business-rule"]);
  for (const [addOnExisting, rows, replaced] of [
    ["overwrite", 1, 200],
    ["duplicate", 2, 400],
  ] as const) {
    const other = await startBench({ addOnExisting });
    try {
      await other.patch(add(INSTALLED, 3));
      assert.equal((await other.patch(add(INSTALLED, 4))).status, 200);
      const held = (await other.control("GET", `/places/${PLACE}`)).json as {
        rows: { nbCapacity: number }[];
      };
      assert.equal(held.rows.length, rows);
      assert.equal(held.rows.at(-1)?.nbCapacity, 4);
      assert.equal((await other.patch(replace(INSTALLED, 5))).status, replaced);
      assert.equal((await other.patch(remove(INSTALLED))).status, 200);
      assert.equal((await other.patch(remove(INSTALLED))).status, 404);
    } finally {
      await other.close();
    }
  }
});

test("a record that is there already keeps the version, or raises it when so set", async () => {
  for (const [unchangedVersion, tag] of [
    ["keep", 'W/"2"'],
    ["raise", 'W/"3"'],
  ] as const) {
    const other = await startBench({ unchangedVersion });
    try {
      assert.equal((await other.patch(add(INSTALLED, 3))).headers["etag"], 'W/"2"');
      other.clock.advance(5000);
      const again = await other.patch(replace(INSTALLED, 3));
      assert.deepEqual([again.status, again.headers["etag"]], [200, tag]);
    } finally {
      await other.close();
    }
  }
});

test("the remaining settings do what they say", async () => {
  const other = await startBench({
    unchangedVersion: "keep",
    successBody: "empty",
    futureUpdateDate: "refuse",
    codingSystem: "ignore",
    unknownSubExtension: "ignore",
    unknownIndicatorNature: "silent",
    malformedIssueCode: "business-rule",
    contentType: "any-json",
    bodyMaxBytes: 4096,
    tokenLifetimeSeconds: 60,
  });
  try {
    const first = await other.patch(add(INSTALLED, 3), { headers: { "content-type": "application/json" } });
    assert.deepEqual([first.status, first.text, first.headers["etag"]], [200, "", 'W/"2"']);
    assert.equal((await other.patch(replace(INSTALLED, 3))).headers["etag"], 'W/"2"');
    assert.equal((await other.patch(replace(INSTALLED, 4))).headers["etag"], 'W/"3"');
    const late = new Date(other.clock.nowMs() + 120_000).toISOString();
    const future = await other.patch(body("replace", pathOf(INSTALLED), subs(INSTALLED, 4, "01", late)));
    assert.deepEqual([future.status, codes(future.json)], [400, ["business-rule"]]);
    const odd = subs(INSTALLED, 4).map((sub) =>
      sub.url === "capacityStatus"
        ? { url: sub.url, valueCodeableConcept: { coding: [{ code: "01" }] } }
        : sub,
    );
    const sent = body("replace", pathOf(INSTALLED), [...odd, { url: "autre", valueString: "x" }]);
    assert.equal((await other.patch(sent)).status, 200);
    const unknown = await other.patch(add(["09", "01", null, null, null, null, "01"], 1));
    assert.deepEqual([unknown.status, codes(unknown.json)], [400, ["business-rule"]]);
    assert.equal((await other.patch("x".repeat(5000))).status, 413);
    assert.equal(
      (
        (await other.tokenCall("client_id=essai-lits&grant_type=client_credentials")).json as {
          expires_in: number;
        }
      ).expires_in,
      60,
    );
  } finally {
    await other.close();
  }
});

test("other addresses are a 404 with an outcome", async () => {
  const headers = { authorization: `Bearer ${await bench.token()}` };
  for (const [method, path] of [
    ["GET", `/ws-diffusion-fhir/Location?identifier=${PLACE}`],
    ["PATCH", "/ws-synchro-dispo-lits-fhir/Location/12"],
    ["POST", "/ws-synchro-dispo-lits-fhir/Location"],
    ["GET", "/%00%"],
  ] as const) {
    const answer = await call(`${bench.sandbox.apiUrl}${path}`, bench.agent(), { method, headers });
    assert.ok(answer.status === 404 || answer.status === 400, `${path} ${answer.status}`);
  }
});

test("a call that is refused before it is judged is journaled as well", async () => {
  await bench.control("POST", "/reset", {});
  await bench.patch("x".repeat(70_000));
  await call(`${bench.sandbox.apiUrl}/rien`, bench.agent(), { method: "GET" });
  const { json } = await bench.control("GET", "/journal");
  const { exchanges } = json as { exchanges: { endpoint: string; reasons: { code: string }[] }[] };
  assert.deepEqual(
    exchanges
      .filter((it) => it.endpoint === "other")
      .flatMap((it) => it.reasons.map((reason) => reason.code)),
    ["sandbox.body-too-large", "sandbox.route-unknown"],
  );
  assert.equal((await bench.patch(add(INSTALLED, 10))).status, 200);
});

test("no input makes the sandbox fail", async () => {
  const token = await bench.token();
  const good = JSON.stringify(replace(INSTALLED, 3));
  const mutated = fc
    .tuple(fc.nat(good.length - 1), fc.nat(12), fc.string({ maxLength: 6 }))
    .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut));
  const shaped = fc.json({ maxDepth: 4 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, shaped), fc.string({ maxLength: 20 }), async (sent, extra) => {
      const query = `identifier=${PLACE}&x=${encodeURIComponent(extra)}`;
      const answer = await bench.patch(sent, { token, query });
      assert.ok(answer.status < 500, `${answer.status} ${sent}`);
      const place = await bench.patch(good, { token, query: `identifier=${encodeURIComponent(extra)}` });
      assert.ok(place.status < 500, `${place.status} ${extra}`);
    }),
    { numRuns: 150 },
  );
});

test("the extension that is held is the one that was sent, member for member", async () => {
  const sent = subs(FREE_WOMEN, 7);
  assert.equal((await bench.patch(body("add", LIST_PATH, sent))).status, 200);
  const { json } = await bench.control("GET", `/places/${PLACE}`);
  const { rows } = json as { rows: { extension: unknown; nbCapacity: number }[] };
  const held = rows.find((row) => row.nbCapacity === 7);
  assert.equal(JSON.stringify(held?.extension), JSON.stringify({ extension: sent, url: CAP }));
});
