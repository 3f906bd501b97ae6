import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { add, FREE_WOMEN, INSTALLED, type Key } from "./bodies.ts";
import { type Answer, CLIENT_ID, PLACE, readHeaders, STRUCTURE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

const MOBILISED: Key = ["06", "01", null, null, "01", null, "01"];
const CAPACITY = "/ror-location-supported-capacity";
const SECRET = "secret-de-lecture";

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly name?: string;
  readonly meta: { readonly versionId?: string; readonly tag?: readonly { readonly code: string }[] };
  readonly extension: readonly { readonly url: string; readonly valueBoolean?: boolean }[];
  readonly identifier: readonly {
    readonly type: { readonly coding: readonly { readonly code: string }[] };
    readonly value: string;
  }[];
  readonly location?: readonly { readonly reference: string }[];
}
interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly total: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly {
    readonly fullUrl: string;
    readonly resource: Resource;
    readonly search: { readonly mode: string };
  }[];
}
const bundle = (answer: Answer): Bundle => {
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Bundle;
};
const capacity = (resource: Resource | undefined): number =>
  (resource?.extension ?? []).filter((it) => it.url.endsWith(CAPACITY)).length;
const reason = async (): Promise<string | undefined> => {
  const { json } = await bench.control("GET", "/journal?limit=1000");
  const { exchanges } = json as { exchanges: { reasons: { code: string }[] }[] };
  return exchanges.at(-1)?.reasons[0]?.code;
};

before(async () => {
  const writer = { clientId: CLIENT_ID, subjectDn: bench.client.subjectDn };
  const readers = [1, 2, 3, 4, 5].map((profile) => ({
    clientId: `lecteur-${profile}`,
    subjectDn: bench.client.subjectDn,
    profile,
  }));
  const open = { clientId: "lecteur-0", profile: 0, secret: SECRET };
  assert.equal((await bench.control("PUT", "/clients", { clients: [writer, ...readers, open] })).status, 200);
  assert.equal((await bench.control("PUT", "/national-data", { seed: 5, places: 400 })).status, 200);
  for (const key of [INSTALLED, FREE_WOMEN, MOBILISED]) {
    assert.equal((await bench.patch(add(key, 3))).status, 200);
  }
});

async function tokenOf(profile: number): Promise<string> {
  const form = `client_id=lecteur-${profile}&grant_type=client_credentials`;
  const answer =
    profile === 0
      ? await bench.tokenCall(`${form}&client_secret=${SECRET}`, bench.agent())
      : await bench.tokenCall(form);
  return (answer.json as { access_token: string }).access_token;
}

test("a place is read back by external identifier, entry identifier and technical identifier", async () => {
  const token = await tokenOf(1);
  const first = bundle(await bench.read(`Location?identifier=${PLACE}`, token));
  assert.deepEqual([first.resourceType, first.type, first.total], ["Bundle", "searchset", 1]);
  const [entry] = first.entry ?? [];
  const { resource } = entry ?? assert.fail("no entry");
  assert.equal(resource.resourceType, "Location");
  assert.equal(resource.meta.versionId, "4");
  assert.deepEqual(
    resource.identifier.map((it) => [it.type.coding[0]?.code, it.value]),
    [
      ["25", "53/1073"],
      ["26", PLACE],
    ],
  );
  assert.equal(capacity(resource), 3);
  assert.equal(entry?.search.mode, "match");
  assert.ok(entry?.fullUrl.endsWith(`/ws-diffusion-fhir/Location/${resource.id}`));
  assert.ok(first.link[0]?.url.endsWith(`/ws-diffusion-fhir/Location?identifier=${PLACE}`));
  for (const query of ["identifier=53/1073", `identifier=|${PLACE}`, `_id=${resource.id}`]) {
    assert.equal(bundle(await bench.read(`Location?${query}`, token)).entry?.[0]?.resource.id, resource.id);
  }
  const both = bundle(await bench.read(`Location?_id=${resource.id}&identifier=53/2000`, token));
  assert.deepEqual([both.total, both.entry], [0, undefined]);
});

test("several places, duplicates and places that are not there", async () => {
  const token = await tokenOf(1);
  const twice = bundle(await bench.read(`Location?identifier=${STRUCTURE}/DOUBLE,53/2000`, token));
  assert.equal(twice.total, 3);
  const none = bundle(await bench.read("Location?identifier=nulle-part", token));
  assert.deepEqual([none.total, none.entry], [0, undefined]);
  const byNumbers = bundle(await bench.read("Location?_id=1,2,x,99999999", token));
  assert.equal(byNumbers.total, 2);
});

test("the identifier's system is not compared with its type: a value behind one finds nothing", async () => {
  const system =
    "https://mos.esante.gouv.fr/NOS/JDV_J236-TypeIdentifiant-ROR/FHIR/JDV-J236-TypeIdentifiant-ROR";
  const answer = await bench.read(`Location?identifier=${system}%7C${PLACE}`, await tokenOf(1));
  assert.equal(bundle(answer).total, 0);
});

test("_revinclude adds the services of generated places", async () => {
  const token = await tokenOf(1);
  const listed = (await bench.control("GET", "/places?after=4&limit=3")).json as { places: { id: number }[] };
  const ids = listed.places.map((place) => place.id).join(",");
  const found = bundle(await bench.read(`Location?_id=${ids}&_revinclude=HealthcareService:location`, token));
  assert.equal(found.total, 3);
  assert.deepEqual(
    found.entry?.map((entry) => entry.search.mode),
    ["match", "match", "match", "include", "include", "include"],
  );
  const service = found.entry?.[3]?.resource;
  assert.equal(service?.resourceType, "HealthcareService");
  assert.equal(service?.location?.[0]?.reference, `Location/${listed.places[0]?.id}`);
  const place = found.entry?.[0]?.resource;
  assert.ok(place?.extension.some((it) => it.url.endsWith("/ror-commune-cog")));
  assert.match(place?.meta.tag?.[0]?.code ?? "", /^\d\d$/);
  assert.equal(bundle(await bench.read(`Location?_id=${ids}`, token)).entry?.length, 3);
});

test("access profiles see the capacity that the published mapping gives them", async () => {
  const token = await tokenOf(1);
  const pages: { id: number; rows: { capacityStatus: string }[] }[] = [];
  const { json } = await bench.control("GET", "/places?after=4&limit=400");
  pages.push(...(json as { places: typeof pages }).places);
  const ids = pages.map((place) => place.id);
  const services = new Map<string, Resource>();
  for (let index = 0; index < ids.length; index += 100) {
    const query = `_id=${ids.slice(index, index + 100).join(",")}&_revinclude=HealthcareService:location`;
    for (const { resource } of bundle(await bench.read(`Location?${query}`, token)).entry ?? []) {
      const of = resource.location?.[0]?.reference.split("/")[1];
      if (of !== undefined) services.set(of, resource);
    }
  }
  const sensitive = (id: number): boolean =>
    services.get(String(id))?.extension.some((it) => it.valueBoolean === true) === true;
  const social = (id: number): boolean =>
    JSON.stringify(services.get(String(id))).includes('"display":"Médico-social (MS)"');
  assert.ok(ids.some(sensitive) && ids.some(social), "the data set has both");
  const samples = [
    ...pages.filter((place) => sensitive(place.id)).slice(0, 2),
    ...pages.filter((place) => social(place.id)).slice(0, 2),
    ...pages.filter((place) => place.rows.some((row) => row.capacityStatus === "06")).slice(0, 2),
    ...pages.slice(0, 2),
  ];
  for (const profile of [0, 1, 2, 3, 4, 5]) {
    const reader = await tokenOf(profile);
    for (const { id, rows } of samples) {
      const [entry] = bundle(await bench.read(`Location?_id=${id}`, reader)).entry ?? [];
      const count = (status: (code: string) => boolean): number =>
        rows.filter((row) => status(row.capacityStatus)).length;
      const normal = count((code) => code !== "06");
      const expected = [
        0,
        rows.length,
        sensitive(id) ? 0 : normal,
        social(id) && !sensitive(id) ? normal : 0,
        rows.length,
        sensitive(id) ? 0 : count((code) => code === "01"),
      ][profile];
      assert.equal(capacity(entry?.resource), expected, `profile ${profile}, place ${id}`);
    }
  }
});

test("without a token, the four headers, a profile or criteria, a read is refused", async () => {
  const token = await tokenOf(1);
  assert.equal((await bench.read(`Location?identifier=${PLACE}`)).status, 401);
  for (const name of Object.keys(readHeaders)) {
    const rest = Object.fromEntries(Object.entries(readHeaders).filter(([key]) => key !== name));
    const answer = await bench.read(`Location?identifier=${PLACE}`, token, rest);
    assert.equal(answer.status, 400);
    assert.match(answer.text, new RegExp(name));
    assert.equal(await reason(), "sandbox.read-headers");
  }
  assert.equal((await bench.read(`Location?identifier=${PLACE}`, await bench.token())).status, 403);
  assert.equal(await reason(), "sandbox.read-profile");
  assert.equal((await bench.read("Location", token)).status, 400);
  assert.equal(await reason(), "sandbox.read-criteria");
  assert.equal((await bench.read("Location?capacity-status=02", token)).status, 400);
  assert.equal(await reason(), "sandbox.read-not-served");
  assert.equal((await bench.read(`Location?_id=${"1,".repeat(250)}`, token)).status, 400);
  assert.equal(await reason(), "sandbox.read-too-many");
  const documented = `Location?identifier=${PLACE}&_include=Location:organization`;
  assert.equal(bundle(await bench.read(documented, token)).total, 1);
});

test("the headers are not required where the setting says so", async () => {
  const lax = await startBench({ readHeaders: "ignore" });
  try {
    const clients = [{ clientId: CLIENT_ID, subjectDn: lax.client.subjectDn, profile: 1 }];
    await lax.control("PUT", "/clients", { clients });
    assert.equal((await lax.read(`Location?identifier=${PLACE}`, await lax.token(), {})).status, 200);
  } finally {
    await lax.close();
  }
});

test("reads are struck by faults too, and journaled without what they found", async () => {
  const token = await tokenOf(1);
  const struck = (fault: string): Promise<Answer> =>
    bench.read(`Location?identifier=${PLACE}`, token, { ...readHeaders, "raccord-fault": fault });
  assert.equal((await struck("token-expired")).status, 401);
  assert.equal((await struck("too-many-requests")).status, 429);
  assert.equal((await struck("clock-skew")).status, 401);
  assert.equal((await struck("place-unknown")).status, 400);
  await assert.rejects(struck("cut-after-commit"));
  const { json } = await bench.control("GET", "/journal?clientId=lecteur-1&verdict=accepted&limit=1000");
  const { exchanges } = json as { exchanges: { endpoint: string; answer: { body: unknown } }[] };
  const reads = exchanges.filter((it) => it.endpoint === "read");
  assert.ok(reads.length > 0 && reads.every((it) => it.answer.body === null));
});

test("what the server can do is told to anyone", async () => {
  const { status, json } = await bench.read("metadata");
  assert.equal(status, 200);
  const statement = json as { resourceType: string; fhirVersion: string };
  assert.deepEqual([statement.resourceType, statement.fhirVersion], ["CapabilityStatement", "4.0.1"]);
});

test("the secret of a client of profile 0 is asked for, compared, and told to nobody", async () => {
  const form = "client_id=lecteur-0&grant_type=client_credentials";
  const refused = {
    error: "unauthorized_client",
    error_description: "Invalid client or Invalid client credentials",
  };
  for (const surplus of ["", "&client_secret=autre", "&client_secret="]) {
    const answer = await bench.tokenCall(form + surplus, bench.agent());
    assert.deepEqual([answer.status, answer.json], [401, refused]);
    assert.equal(await reason(), "sandbox.token-secret");
  }
  // A client with a certificate is not helped by a secret.
  const other = await bench.tokenCall(
    `client_id=lecteur-1&grant_type=client_credentials&client_secret=${SECRET}`,
    bench.agent(),
  );
  assert.equal(other.status, 401);
  const clients = await bench.control("GET", "/clients");
  assert.ok(!clients.text.includes("ecret"), clients.text);
  assert.ok(!(await bench.control("GET", "/journal?limit=1000")).text.includes(SECRET));
  // Putting the list back as it was told keeps the secret.
  assert.equal((await bench.control("PUT", "/clients", clients.json)).status, 200);
  assert.equal((await bench.tokenCall(`${form}&client_secret=${SECRET}`, bench.agent())).status, 200);
  for (const wrong of [
    { clientId: "x", profile: 0, subjectDn: "CN=x" },
    { clientId: "x", profile: 1, secret: "assez-longue" },
    { clientId: "x", profile: 1, subjectDn: "CN=x", secret: "assez-longue" },
    { clientId: "x" },
  ]) {
    assert.equal((await bench.control("PUT", "/clients", { clients: [wrong] })).status, 400);
  }
});
