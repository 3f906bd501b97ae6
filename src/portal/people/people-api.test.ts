import assert from "node:assert/strict";
import { test } from "node:test";
import { type Caller, grantsOf, openJourneyPortal } from "../test-support/journey-portal.ts";

async function begun(anne: Caller): Promise<{ path: string; organisationId: string }> {
  const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
  return { path: `/api/journeys/${id}`, organisationId: (await anne.journey(id)).organisationId };
}

test("an applicant invites to the roles of the own organisation; who signs in with that e-mail has the role", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "tom", "eva"]);
  const anne = await portal.signIn("anne");
  const { path, organisationId } = await begun(anne);
  const invite = (body: object) => anne.call("POST", `${path}/invitations`, body);
  const made = await invite({ email: "Tom@Fictiville.example", role: "technical-administrator" });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(
    (await invite({ email: "tom@fictiville.example", role: "technical-administrator" })).body.id,
    made.body.id,
  );
  const contact = await invite({
    email: "eva@fictiville.example",
    role: "establishment-contact",
    finess: "540002698",
  });
  assert.equal(contact.status, 201);
  for (const body of [
    { email: "x@y.example", role: "administrator" },
    { email: "x@y.example", role: "grades", region: "44" },
    { email: "x@y.example", role: "applicant", organisationId: "other" },
    { email: "not an address", role: "applicant" },
    { email: "x@y.example", role: "establishment-contact" },
  ])
    assert.equal((await invite(body)).status, 400, JSON.stringify(body));
  const tom = await portal.signIn("tom");
  assert.deepEqual(await grantsOf(tom), [{ organisationId, role: "technical-administrator" }]);
  const [line] = (await anne.call("GET", `${path}/trail`)).body.lines;
  assert.deepEqual(
    [line.action, line.byName, JSON.parse(line.what).grant.role],
    ["invitation-redeemed", "Personne tom", "technical-administrator"],
    "a role that began with a sign-in stood nowhere in the trail",
  );
  const people = (await tom.call("GET", `${path}/people`)).body;
  assert.equal(people.mayChange, false);
  assert.deepEqual(
    people.people.map((one: { name: string; grant: { role: string }; revocable: boolean }) => [
      one.name,
      one.grant.role,
      one.revocable,
    ]),
    [
      ["Personne anne", "applicant", false],
      ["Personne tom", "technical-administrator", true],
    ],
  );
  assert.deepEqual(
    people.invitations.map((one: { email: string }) => one.email),
    ["eva@fictiville.example"],
  );
  assert.equal(
    (await tom.call("POST", `${path}/invitations`, { email: "x@y.example", role: "applicant" })).status,
    403,
  );
  const withdrawn = await anne.call("DELETE", `${path}/invitations/${contact.body.id}`);
  assert.equal(withdrawn.status, 204);
  assert.equal((await anne.call("DELETE", `${path}/invitations/${contact.body.id}`)).status, 404);
  const eva = await portal.signIn("eva");
  assert.deepEqual(await grantsOf(eva), []);
  const actions = (await anne.call("GET", `${path}/trail`)).body.lines.map(
    (line: { action: string }) => line.action,
  );
  assert.deepEqual(actions, [
    "invitation-withdrawn",
    "invitation-redeemed",
    "person-invited",
    "person-invited",
    "journey-begun",
  ]);
});

test("roles are taken back with a reason, but never the last applicant's", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "tom"]);
  const anne = await portal.signIn("anne");
  const { path, organisationId } = await begun(anne);
  const grant = { role: "applicant", organisationId };
  const revoke = (who: Caller, personId: string, taken: object = grant, reason = "départ") =>
    who.call("POST", `${path}/people/revoke`, { personId, grant: taken, reason });
  const last = await revoke(anne, anne.personId);
  assert.deepEqual([last.status, last.body.code], [409, "people.last-applicant"]);
  assert.equal((await grantsOf(anne)).length, 1, "nothing was taken");
  await anne.call("POST", `${path}/invitations`, { email: "tom@fictiville.example", role: "applicant" });
  const tom = await portal.signIn("tom");
  assert.equal((await revoke(anne, anne.personId, grant, " ")).status, 400, "no reason");
  assert.equal(
    (await revoke(anne, tom.personId, { role: "applicant", organisationId: "other" })).status,
    403,
  );
  const both = await Promise.all([revoke(anne, tom.personId), revoke(tom, anne.personId)]);
  const statuses = both.map((answer) => answer.status).sort();
  assert.equal(statuses[0], 204, JSON.stringify(statuses));
  assert.ok(statuses[1] === 409 || statuses[1] === 404, JSON.stringify(statuses));
  const left = [...(await grantsOf(anne)), ...(await grantsOf(tom))];
  assert.equal(left.length, 1, "one applicant is left");
});

test("an administrator sees everybody and gives, invites, takes back; another organisation's invitation stays out of reach", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "bruno", "zoe"], {
    settings: { signIn: { administrators: ["zoe@fictiville.example"] } },
  });
  const anne = await portal.signIn("anne");
  const bruno = await portal.signIn("bruno");
  const zoe = await portal.signIn("zoe");
  const { path } = await begun(anne);
  const own = await begun(bruno);
  const foreign = await bruno.call("POST", `${own.path}/invitations`, {
    email: "x@y.example",
    role: "proxy",
  });
  assert.equal((await anne.call("DELETE", `${path}/invitations/${foreign.body.id}`)).status, 404);
  for (const [method, address, body] of [
    ["GET", "/api/people", undefined],
    ["POST", "/api/people/grants", { personId: anne.personId, grant: { role: "administrator" } }],
    [
      "POST",
      "/api/people/revoke",
      { personId: anne.personId, grant: { role: "administrator" }, reason: "x" },
    ],
    ["POST", "/api/invitations", { email: "x@y.example", grant: { role: "administrator" } }],
    ["DELETE", "/api/invitations/1", undefined],
    ["GET", "/api/audit/verify", undefined],
  ] as const)
    assert.equal((await anne.call(method, address, body)).status, 403, `${method} ${address}`);
  const give = (grant: object, personId = anne.personId) =>
    zoe.call("POST", "/api/people/grants", { personId, grant });
  assert.equal((await give({ role: "committee-member", member: "DNS" })).status, 204);
  assert.equal((await give({ role: "grades", region: "99" })).status, 404, "no such region");
  assert.equal(
    (await give({ role: "applicant", organisationId: "none" })).status,
    404,
    "no such organisation",
  );
  assert.equal((await give({ role: "ans-operator" }, "nobody")).status, 404, "no such person");
  assert.equal((await grantsOf(anne)).length, 2);
  const invited = await zoe.call("POST", "/api/invitations", {
    email: "g@grades.example",
    grant: { role: "grades", region: "44" },
  });
  assert.equal(invited.status, 201);
  const seen = (await zoe.call("GET", "/api/people")).body;
  assert.equal(seen.people.length, 3);
  assert.deepEqual(seen.invitations.map((one: { email: string }) => one.email).sort(), [
    "g@grades.example",
    "x@y.example",
  ]);
  assert.equal(seen.organisations.length, 2);
  const taken = {
    personId: anne.personId,
    grant: { role: "committee-member", member: "DNS" },
    reason: "mandat fini",
  };
  assert.equal((await zoe.call("POST", "/api/people/revoke", taken)).status, 204);
  assert.equal((await zoe.call("POST", "/api/people/revoke", taken)).status, 404);
  assert.equal((await zoe.call("DELETE", `/api/invitations/${foreign.body.id}`)).status, 204);
  const audit = (await zoe.call("GET", "/api/audit/verify")).body;
  assert.deepEqual(audit.faults, []);
  assert.ok(audit.lines >= 6);
  assert.match(audit.head, /^[0-9a-f]{64}$/);
});
