import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import {
  add,
  body,
  FREE_EITHER,
  FREE_OBSOLETE,
  INSTALLED,
  type Key,
  pathOf,
  replace,
  type Sub,
  subs,
  system,
} from "./bodies.ts";
import { type Answer, CAP, CLIENT_ID, call, LIST_PATH, PLACE, readHeaders, startBench } from "./support.ts";

// Every row of the list of contradictions (ror-api §13) that a request or an answer can show, with the side taken.
// Rows 20 and 21 concern searches that are not served here.

const bench = await startBench();
after(() => bench.close());
let token = "";
before(async () => {
  const { subjectDn } = bench.client;
  const clients = [
    { clientId: CLIENT_ID, subjectDn },
    { clientId: "lecteur", subjectDn, profile: 1 },
    { clientId: "ouvert", profile: 0, secret: "secret-ouvert" },
  ];
  await bench.control("PUT", "/clients", { clients });
  await bench.control("PUT", "/national-data", { seed: 1, places: 20 });
  token = await bench.token();
});

const MEN: Key = ["02", "01", "02", null, null, null, "01"];
const patch = (sent: unknown): Promise<Answer> => bench.patch(sent, { token });
async function refused(sent: unknown, what: string): Promise<void> {
  const answer = await patch(sent);
  assert.equal(answer.status, 400, what);
  assert.equal((answer.json as { resourceType: string }).resourceType, "OperationOutcome");
}
/** The record of INSTALLED with one sub-extension changed. */
const changed = (url: string, change: (sub: Sub) => Sub): Sub[] =>
  subs(INSTALLED, 5).map((sub) => (sub.url === url ? change(sub) : sub));
const readerToken = async (form = "client_id=lecteur"): Promise<string> => {
  const { json } = await bench.tokenCall(`${form}&grant_type=client_credentials`);
  return (json as { access_token: string }).access_token;
};

test("row 1: gender 03 is refused and 04 taken; the other sides are settings", async () => {
  await refused(add(FREE_OBSOLETE, 1), "03");
  assert.equal((await patch(add(FREE_EITHER, 1))).status, 200);
  for (const [gender03, obsolete, either] of [
    ["accept", 200, 400],
    ["both", 200, 200],
  ] as const) {
    const other = await startBench({ gender03 });
    try {
      assert.equal((await other.patch(add(FREE_OBSOLETE, 1))).status, obsolete);
      assert.equal((await other.patch(add(FREE_EITHER, 1))).status, either);
    } finally {
      await other.close();
    }
  }
});

test("row 2: gender 02 is men, whatever its label says", async () => {
  const labelled = subs(MEN, 2).map((sub) =>
    sub.url === "genderCapacityAvailable"
      ? {
          url: sub.url,
          valueCodeableConcept: {
            coding: [{ code: "02", system: system("TRE_R332-GenreCapacite"), display: "Indifférencié" }],
          },
        }
      : sub,
  );
  assert.equal((await patch(body("add", LIST_PATH, labelled))).status, 200);
  assert.equal((await patch(replace(MEN, 3))).status, 200, "the same indicator");
});

test("row 3: the path of an add is that of scenario 2", async () => {
  await refused(body("add", "[FHIRPath]", subs(INSTALLED, 5)), "the template");
  await refused(body("add", "Location", subs(INSTALLED, 5)), "Location alone");
  const draft = {
    resourceType: "Parameters",
    parameter: [
      {
        name: "operation",
        part: [
          { name: "type", valueString: "add" },
          { name: "path", valueString: "Location" },
          { name: "name", valueString: "extension" },
          { name: "value", part: [{ extension: [{ extension: subs(INSTALLED, 5), url: CAP }] }] },
        ],
      },
    ],
  };
  await refused(draft, "Location with a part called name");
});

test("row 4: the value is a part without a name", async () => {
  const named = JSON.parse(
    JSON.stringify(add(INSTALLED, 5)).replace(
      '"part":[{"extension"',
      '"part":[{"name":"extension","extension"',
    ),
  );
  await refused(named, "a name");
});

test("row 5: a coding names the code system; ignoring it is a setting", async () => {
  const jdv =
    "https://mos.esante.gouv.fr/NOS/JDV_J188-TypeStatutCapacite-ROR/FHIR/JDV-J188-TypeStatutCapacite-ROR/";
  const sent = body(
    "add",
    LIST_PATH,
    changed("capacityStatus", ({ url }) => ({
      url,
      valueCodeableConcept: { coding: [{ code: "01", system: jdv }] },
    })),
  );
  await refused(sent, "value set");
  const lax = await startBench({ codingSystem: "ignore" });
  try {
    assert.equal((await lax.patch(sent)).status, 200);
  } finally {
    await lax.close();
  }
});

test("row 6: the number is a valueInteger, a JSON number", async () => {
  await refused(
    body(
      "add",
      LIST_PATH,
      changed("nbCapacity", ({ url }) => ({ url, valueInt: "10" })),
    ),
    "valueInt",
  );
  await refused(add(INSTALLED, "10"), "a text");
});

test("row 7: the extension's address has a slash", async () => {
  const dashed = (text: string): string =>
    text.replaceAll("StructureDefinition/ror-", "StructureDefinition-ror-");
  await refused(dashed(JSON.stringify(add(INSTALLED, 5))), "both");
  await refused(body("add", dashed(LIST_PATH), subs(INSTALLED, 5)), "path");
});

test("row 8: rows leave by delete; remove is no operation, and zero keeps the row", async () => {
  assert.equal((await patch(add(INSTALLED, 5))).status, 200);
  await refused(body("remove", pathOf(INSTALLED)), "remove");
  assert.equal((await patch(replace(INSTALLED, 0))).status, 200);
  assert.equal((await patch(replace(INSTALLED, 5))).status, 200);
  assert.equal((await patch(body("delete", pathOf(INSTALLED)))).status, 200);
  assert.equal((await patch(replace(INSTALLED, 5))).status, 404);
});

test("row 9: one indicator per request, by identifier; all at once or by technical identifier is refused", async () => {
  await refused(body("replace", LIST_PATH, subs(INSTALLED, 5)), "no criteria");
  const one = add(INSTALLED, 5) as { parameter: unknown[] };
  await refused({ ...one, parameter: [...one.parameter, ...one.parameter] }, "two operations");
  const url = `${bench.sandbox.apiUrl}/ws-synchro-dispo-lits-fhir/Location/1`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/fhir+json" };
  const answer = await call(url, bench.agent(), { method: "PATCH", headers, body: JSON.stringify(one) });
  assert.equal(answer.status, 404);
});

test("row 10: the Ror-* headers are forbidden on a PATCH and required on a read", async () => {
  assert.equal((await bench.patch(add(INSTALLED, 5), { token, headers: readHeaders })).status, 400);
  const reader = await readerToken();
  assert.equal((await bench.read(`Location?identifier=${PLACE}`, reader, {})).status, 400);
  assert.equal((await bench.read(`Location?identifier=${PLACE}`, reader)).status, 200);
  const lax = await startBench({ rorHeaders: "ignore" });
  try {
    assert.equal((await lax.patch(add(INSTALLED, 5), { headers: readHeaders })).status, 200);
  } finally {
    await lax.close();
  }
});

test("row 11: each service has its prefix", async () => {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/fhir+json",
    ...readHeaders,
  };
  for (const [method, prefix] of [
    ["PATCH", ""],
    ["PATCH", "/ws-diffusion-fhir"],
    ["GET", ""],
    ["GET", "/ws-synchro-dispo-lits-fhir"],
  ] as const) {
    const url = `${bench.sandbox.apiUrl}${prefix}/Location?identifier=${PLACE}`;
    const sent = method === "PATCH" ? { body: JSON.stringify(add(INSTALLED, 5)) } : {};
    assert.equal((await call(url, bench.agent(), { method, headers, ...sent })).status, 404, prefix);
  }
});

test("row 12: the number is free", async () => {
  assert.equal((await patch(add(INSTALLED, 2))).status, 200);
  assert.equal((await patch(replace(INSTALLED, 25))).status, 200);
});

interface Read {
  readonly entry: readonly {
    readonly resource: {
      readonly extension: readonly {
        readonly url: string;
        readonly valueCodeableConcept?: { readonly coding: readonly { readonly system: string }[] };
      }[];
      readonly operationalStatus: { readonly system: string; readonly code: string };
      readonly type: readonly {
        readonly coding: readonly { readonly code: string; readonly display: string }[];
      }[];
    };
  }[];
}
const readPlace = async (query: string, reader: string): Promise<Read["entry"][number]["resource"]> => {
  const { json } = await bench.read(`Location?${query}`, reader);
  return (json as Read).entry[0]?.resource ?? assert.fail("nothing read");
};

test("row 13: profiles are 0 to 5, and 0 sees no capacity", async () => {
  assert.equal(
    (await bench.control("PUT", "/clients", { clients: [{ clientId: "x", subjectDn: "CN=x", profile: 6 }] }))
      .status,
    400,
  );
  const open = await readPlace(
    `identifier=${PLACE}`,
    await readerToken("client_id=ouvert&client_secret=secret-ouvert"),
  );
  assert.equal(open.extension.filter((it) => it.url === CAP).length, 0);
  const all = await readPlace(`identifier=${PLACE}`, await readerToken());
  assert.ok(all.extension.some((it) => it.url === CAP));
});

test("rows 14, 14b, 16 and 17: status, function and town are coded as the current lists say", async () => {
  const { json } = await bench.control("GET", "/places?after=4&limit=100");
  const { places } = json as { places: { id: number; function: string }[] };
  const id = places.find((place) => place.function === "001")?.id;
  const place = await readPlace(`_id=${id}`, await readerToken());
  assert.deepEqual(place.operationalStatus, {
    system: system("TRE_R203-StatutLieu"),
    code: "3",
    display: "Opérationnel",
  });
  assert.deepEqual(place.type[0]?.coding, [
    { system: system("TRE_R343-FonctionLieu"), code: "001", display: "Hébergement MCO" },
  ]);
  const town = place.extension.find((it) => it.url.endsWith("/ror-commune-cog"));
  assert.equal(town?.valueCodeableConcept?.coding[0]?.system, system("TRE_R13-CommuneOM"));
});

test("row 15: a place is found by the bare value of its identifier", async () => {
  const reader = await readerToken();
  const typed = `${"https://mos.esante.gouv.fr/NOS/JDV_J236-TypologieIdentifiantLieu-ROR"}%7C${PLACE}`;
  const total = async (value: string): Promise<number> =>
    ((await bench.read(`Location?identifier=${value}`, reader)).json as { total: number }).total;
  assert.deepEqual([await total(PLACE), await total(typed)], [1, 0]);
});

test("row 18: the feeding client and the reading client are two", async () => {
  assert.equal((await bench.read(`Location?identifier=${PLACE}`, token)).status, 403);
});

test("row 19: the expression is a string in one answer and a list in the others; faults give the other forms", async () => {
  const expression = async (
    sent: unknown,
    fault?: string,
    query = `identifier=${PLACE}`,
  ): Promise<unknown> => {
    const headers = fault === undefined ? {} : { "raccord-fault": fault };
    const answer = await bench.patch(sent, { token, headers, query });
    return (answer.json as { issue: { expression?: unknown }[] }).issue[0]?.expression;
  };
  const missing = replace(["05", "01", null, "01", null, null, "01"], 1);
  const unknown = `identifier=${PLACE}-X`;
  assert.equal(await expression(missing), LIST_PATH);
  assert.deepEqual(await expression(missing, undefined, unknown), ["Location"]);
  assert.deepEqual(await expression(missing, "expression-list"), [LIST_PATH]);
  assert.equal(await expression(missing, "expression-string", unknown), "Location");
  assert.equal(await expression(missing, "expression-absent"), undefined);
});

test("a path outside the published forms is evaluated by the full engine, or refused when so set", async () => {
  const first = `${pathOf(INSTALLED)}[0]`;
  const sent = body("replace", first, subs(INSTALLED, 9));
  const engine = await startBench();
  const strict = await startBench({ otherPaths: "refuse" });
  try {
    const own = await engine.token();
    const send = (operation: unknown): Promise<Answer> => engine.patch(operation, { token: own });
    assert.equal((await strict.patch(sent)).status, 400, "an index");
    assert.equal((await send(sent)).status, 404);
    assert.equal((await send(add(INSTALLED, 5))).status, 200);
    assert.equal((await send(add(FREE_EITHER, 5))).status, 200);
    assert.equal((await send(sent)).status, 200);
    const written = await strict.patch(sent);
    assert.match(written.text, /the path is not of the published form/);
    assert.equal((await send(body("replace", `${LIST_PATH}[1]`, subs(INSTALLED, 1)))).status, 400, "another");
    assert.equal(
      (await send(body("replace", `${LIST_PATH}.skip(0)`, subs(INSTALLED, 1)))).status,
      400,
      "two rows",
    );
    const broken = await send(body("replace", `${LIST_PATH}.where(`, subs(INSTALLED, 1)));
    assert.equal(broken.status, 400);
    assert.match(broken.text, /The path is not FHIRPath/);
    const inside = await send(body("delete", `${LIST_PATH}.extension.first()`));
    assert.equal(inside.status, 400);
    assert.match(inside.text, /something else than capacity records/);
    assert.equal((await send(body("delete", `${LIST_PATH}.last()`))).status, 200);
    assert.equal((await send(replace(FREE_EITHER, 1))).status, 404);
  } finally {
    await engine.close();
    await strict.close();
  }
});

/** Rows that neither a request nor an answer of what is served can show. */
const unseen: Readonly<Record<string, string>> = {
  "20": "search parameters over capacity are not served (F16)",
  "21": "so is the regional search of the example",
};

test("no row of the list of contradictions is forgotten", () => {
  const rows = [...Array.from({ length: 21 }, (_, index) => String(index + 1)), "14b"];
  const source = readFileSync(new URL(import.meta.url), "utf8");
  const titles = [...source.matchAll(/^test\("rows? ([^:]+):/gm)].map((match) => match[1] ?? "");
  const tested = titles.flatMap((title) => title.match(/\d+b?/g) ?? []);
  assert.deepEqual([...tested, ...Object.keys(unseen)].sort(), rows.sort());
});
