import assert from "node:assert/strict";
import { test } from "node:test";
import { Agent, request } from "undici";
import { applyRetention } from "../../src/portal/retention/apply.ts";
import type { TestAccessView } from "../../src/portal/test-access/shapes.ts";
import { openCommittee } from "../../src/portal/test-support/committee-portal.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { createAuthority } from "../../src/trust/authority/authority.ts";
import { add, INSTALLED, replace } from "../sandbox/bodies.ts";
import { temporaryFolder, until } from "../support/rig.ts";

const idNatStruct = "1310000013";
const neighbour = "1310000039";
const externalId = "MED";
const clientId = "lits-clairs";
const day = "2026-11-27";

test("an access that ANS grants works on the sandbox, follows the list, and ends at once when it is withdrawn or its file removed", async (t) => {
  const folder = temporaryFolder();
  const sandbox = await startSandbox(
    {
      stateFolder: folder.path,
      environments: [
        {
          name: "test",
          places: [idNatStruct, neighbour].map((one) => ({ idNatStruct: one, externalId, name: one })),
        },
      ],
    },
    { clock: systemClock, random: seededRandom(3), log: silentLog },
  );
  t.after(async () => {
    await sandbox.close();
    folder.remove();
  });
  const [environment] = sandbox.environments;
  assert.ok(environment);
  const { certificatePem, keyPem } = await environment.authority.issueClient({
    commonName: "lits-clairs",
    organization: "FOURNISSEUR D'ESSAI",
    structureId: "1310000013",
    department: "Haute-Garonne (31)",
  });
  const dispatcher = new Agent({
    connect: { ca: environment.authority.chainPem, cert: certificatePem, key: keyPem },
  });
  t.after(() => dispatcher.close());
  const token = async (): Promise<{ status: number; text: string | undefined }> => {
    const answer = await request(environment.tokenUrl, {
      dispatcher,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id: clientId, grant_type: "client_credentials" }).toString(),
    });
    const given = (await answer.body.json()) as { access_token?: string };
    return { status: answer.statusCode, text: given.access_token };
  };
  const patch = async (given: string | undefined, establishment: string): Promise<number> => {
    const send = async (body: unknown): Promise<number> => {
      const answer = await request(
        `${environment.apiUrl}/ws-synchro-dispo-lits-fhir/Location?identifier=${establishment}/${externalId}`,
        {
          dispatcher,
          method: "PATCH",
          headers: { "content-type": "application/fhir+json", authorization: `Bearer ${given}` },
          body: JSON.stringify(body),
        },
      );
      await answer.body.dump();
      return answer.statusCode;
    };
    const status = await send(replace(INSTALLED, 12));
    return status === 404 ? send(add(INSTALLED, 12)) : status;
  };

  const { portal, made, path, signIn, addressed } = await openCommittee(t, {
    platforms: {
      test: { controlUrl: sandbox.controlUrl, token: sandbox.controlToken, environment: "test" },
    },
  });
  const [anne, ines, andrea] = [await signIn("anne"), await signIn("ines"), await signIn("andrea")];
  const view = async (): Promise<TestAccessView> =>
    (await anne.call("GET", `${path}/test-access`)).body as TestAccessView;
  const settled = (granted: TestAccessView["granted"]) =>
    until(`the access is ${granted}`, async () => {
      const now = await view();
      return now.granted === granted && now.setUp?.state === "done";
    });
  await addressed(anne);
  const list = async (id: string, base: number, finessEg: string): Promise<void> => {
    const save = [{ id, base, fields: { name: finessEg, finessEg, region: "76", department: "31" } }];
    const answer = await anne.call("PATCH", `${path}/establishments`, { save });
    assert.equal(answer.body.results[0].status, "saved", JSON.stringify(answer.body));
  };
  await list("76", 1, idNatStruct.slice(1));
  assert.equal((await token()).status, 401, "nobody knows the client yet");

  await made(ines, "member-opinion-favourable", { subject: "DGOS", reason: "complet" });
  await made(ines, "decision-favourable", { date: day });
  const grant = { date: day, profile: "none", clientId, letterReference: "L-1" };
  assert.equal((await andrea.call("POST", `${path}/access`, grant)).status, 204);
  await settled("no-certificate");
  assert.equal((await token()).status, 401, "without a certificate there is nothing to set up");

  const form = new FormData();
  for (const [name, value] of Object.entries({ environment: "test", role: "writer", instance: "" }))
    form.append(name, value);
  form.append("file", new Blob([certificatePem], { type: "application/x-pem-file" }), "test.pem");
  const uploaded = await anne.send(`${path}/certificates`, form);
  assert.equal(uploaded.status, 201, JSON.stringify(uploaded.body));
  await settled("client");
  const first = await token();
  assert.equal(first.status, 200);
  assert.equal(await patch(first.text, idNatStruct), 200);
  assert.equal(await patch(first.text, neighbour), 403, "not on its list");
  await list("neighbour", 0, neighbour.slice(1));
  await until("the neighbour may be written", async () => (await patch(first.text, neighbour)) === 200);

  const granted = (await anne.journey("j-1")).records.find(({ move }) => move === "access-granted");
  const withdrawn = await andrea.call("POST", `${path}/moves/${granted?.id}/withdraw`, {
    reason: "contrat rompu",
  });
  assert.equal(withdrawn.status, 204, JSON.stringify(withdrawn.body));
  await settled("none");
  assert.notEqual(
    await patch(first.text, idNatStruct),
    200,
    "the token that it still holds is worth nothing",
  );
  assert.equal((await token()).status, 401);

  assert.equal((await andrea.call("POST", `${path}/access`, grant)).status, 204);
  await settled("client");
  const again = await token();
  assert.equal(again.status, 200);
  const { clock, database, testAccess } = portal.world;
  const plan = { journeys: ["j-1"], onWhiteList: [], messages: [], invitations: [], people: [] };
  await applyRetention(database, plan, clock.nowMs());
  testAccess.wake();
  await until("the client of the removed file is gone", async () => (await token()).status === 401);
  assert.notEqual(await patch(again.text, idNatStruct), 200);
  await until("the portal has forgotten it", async () => {
    const rows = await database.selectFrom("test_access").select("journey_id").execute();
    return rows.length === 0;
  });
});

test("a platform that is away is tried again, and the file says why", async (t) => {
  const nobody = { controlUrl: "http://127.0.0.1:9", token: "0123456789abcdef", environment: "test" };
  const { clock, made, path, signIn, addressed } = await openCommittee(t, { platforms: { test: nobody } });
  const [anne, ines, andrea] = [await signIn("anne"), await signIn("ines"), await signIn("andrea")];
  await addressed(anne);
  await made(ines, "member-opinion-favourable", { subject: "DGOS", reason: "complet" });
  await made(ines, "decision-favourable", { date: day });
  const grant = { date: day, profile: "1", clientId, letterReference: "" };
  assert.equal((await andrea.call("POST", `${path}/access`, grant)).status, 204);
  const setUp = async (): Promise<TestAccessView["setUp"]> =>
    ((await anne.call("GET", `${path}/test-access`)).body as TestAccessView).setUp;
  const form = new FormData();
  for (const [name, value] of Object.entries({ environment: "test", role: "writer", instance: "" }))
    form.append(name, value);
  const authority = await createAuthority({ environment: "test", clock, random: seededRandom(5) });
  const { certificatePem } = await authority.issueClient({
    commonName: "lits-clairs",
    organization: "FOURNISSEUR D'ESSAI",
    structureId: "1310000013",
    department: "Haute-Garonne (31)",
  });
  form.append("file", new Blob([certificatePem], { type: "application/x-pem-file" }), "test.pem");
  assert.equal((await anne.send(`${path}/certificates`, form)).status, 201);
  await until("the first attempt failed", async () => (await setUp())?.state === "failed");
  const failed = await setUp();
  assert.match(failed?.reason ?? "", /PUT \/clients\/lits-clairs: /);
  assert.ok((failed?.nextAttemptAt ?? "") > new Date(clock.nowMs()).toISOString());
  const { attempts = 0 } = failed ?? {};
  clock.advance(5 * 60_000);
  await until("it was tried again", async () => ((await setUp())?.attempts ?? 0) > attempts);
});
