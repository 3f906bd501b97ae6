import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";

const condition = {
  textFr: "Périmètre conforme",
  textEn: "Scope fits",
  source: "courriel de l'ANS",
  date: "2026-11-02",
};

test("conditions are kept by an administrator, with their source; taken out with a reason", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "zoe"], {
    settings: { signIn: { administrators: ["zoe@fictiville.example"] } },
  });
  const anne = await portal.signIn("anne");
  const zoe = await portal.signIn("zoe");
  assert.deepEqual((await anne.call("GET", "/api/conditions")).body, {
    conditions: [],
    askAt: "monserviceclient.ror@esante.gouv.fr",
    mayChange: false,
  });
  assert.equal((await anne.call("POST", "/api/conditions", condition)).status, 403);
  const added = await zoe.call("POST", "/api/conditions", condition);
  assert.equal(added.status, 201);
  const [shown] = (await anne.call("GET", "/api/conditions")).body.conditions;
  const { addedAt: _at, ...rest } = shown;
  assert.deepEqual(rest, { id: added.body.id, ...condition });
  assert.equal((await zoe.call("POST", "/api/conditions", { ...condition, source: " " })).status, 400);
  const path = `/api/conditions/${added.body.id}`;
  assert.equal((await anne.call("DELETE", `${path}?why=x`)).status, 403);
  assert.equal((await zoe.call("DELETE", path)).status, 400, "no reason");
  assert.equal((await zoe.call("DELETE", `${path}?why=remplac%C3%A9e`)).status, 204);
  assert.equal((await zoe.call("DELETE", `${path}?why=x`)).status, 404);
  assert.deepEqual((await anne.call("GET", "/api/conditions")).body.conditions, []);
});

test("each region is to be confirmed until its own GRADeS or an administrator says otherwise", async (t) => {
  const clock = manualClock(Date.parse("2026-11-27T10:00:00Z"));
  const portal = await openJourneyPortal(t, ["zoe", "gaston", "anne"], {
    settings: { signIn: { administrators: ["zoe@fictiville.example"] } },
    clock,
  });
  const zoe = await portal.signIn("zoe");
  const gaston = await portal.signIn("gaston");
  const anne = await portal.signIn("anne");
  const given = await zoe.call("POST", "/api/people/grants", {
    personId: gaston.personId,
    grant: { role: "grades", region: "44" },
  });
  assert.equal(given.status, 204, JSON.stringify(given.body));
  const regions = async (who = anne) => (await who.call("GET", "/api/regions")).body.regions;
  const before = await regions();
  assert.equal(before.length, 18);
  for (const one of before)
    assert.deepEqual([one.modality, one.date, one.proof, one.history], ["to-be-confirmed", null, null, []]);
  const letter = { modality: "eai", date: "2026-11-20", proof: "lettre du GRADeS, réf. 12" };
  const record = (who: typeof anne, region: string, body: object = letter) =>
    who.call("POST", `/api/regions/${region}/modality`, body);
  assert.equal((await record(anne, "44")).status, 403);
  const other = await record(gaston, "11");
  assert.deepEqual([other.status, other.body.code], [403, "journey.not-allowed"]);
  assert.equal((await record(gaston, "44")).status, 204);
  assert.equal((await record(zoe, "11", { ...letter, modality: "direct" })).status, 204);
  assert.equal((await record(zoe, "44", { ...letter, modality: "direct", proof: "appel" })).status, 204);
  assert.equal((await record(zoe, "99")).status, 404);
  assert.equal((await record(zoe, "44", { ...letter, proof: "" })).status, 400);
  assert.equal((await record(zoe, "44", { ...letter, date: "2026-11-28" })).status, 400, "tomorrow");
  const own = (await regions(gaston)).find((one: { code: string }) => one.code === "44");
  assert.deepEqual([own.modality, own.proof, own.mayRecord], ["direct", "appel", true]);
  assert.deepEqual(
    own.history.map((one: { modality: string; recordedBy: string }) => [one.modality, one.recordedBy]),
    [
      ["direct", "Personne zoe"],
      ["eai", "Personne gaston"],
    ],
  );
  assert.deepEqual(
    (await regions(gaston))
      .filter((one: { mayRecord: boolean }) => one.mayRecord)
      .map((one: { code: string }) => one.code),
    ["44"],
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(letter)) form.append(name, value);
  form.append("file", new File(["La région alimente par EAI."], "lettre du GRADeS.txt"));
  assert.equal((await anne.send("/api/regions/44/modality/letter", form)).status, 403);
  assert.equal((await gaston.send("/api/regions/11/modality/letter", form)).status, 403);
  assert.equal((await gaston.send("/api/regions/44/modality/letter", form)).status, 204);
  const [said] = (await regions()).find((one: { code: string }) => one.code === "44").history;
  assert.equal(said.document.name, "lettre du GRADeS.txt", "the document of a modality stayed empty");
  const path = (region: string) => `/api/regions/${region}/modality/letter/${said.document.id}`;
  assert.equal((await anne.file(path("44"))).text, "La région alimente par EAI.");
  assert.equal((await anne.file(path("11"))).status, 404);
});
