import assert from "node:assert/strict";
import { after, test } from "node:test";
import { systemClock } from "../../runtime/clock.ts";
import { timedWorker } from "../../runtime/path-worker/timed-worker.ts";
import {
  applyPatchInTime,
  type PathAnswer,
  type PathRequest,
  type PathRunner,
} from "../../wire/fhirpath-patch/path-service.ts";
import { CAPACITY_URL } from "./capacity-url.ts";
import { rowSelector } from "./select-rows.ts";

function engine(timeoutMs: number) {
  const worker = timedWorker<PathRequest, PathAnswer>({
    module: new URL("../../wire/fhirpath-patch/worker.ts", import.meta.url),
    clock: systemClock,
    timeoutMs,
    startTimeoutMs: 60_000,
    waitingMax: 20,
    heapMaxMegabytes: 256,
  });
  after(() => worker.close());
  return worker;
}
const worker = engine(20_000);
const select = rowSelector(worker);
/** Selection that must not need the engine. */
const never: PathRunner = { run: () => Promise.reject(new Error("the engine was asked")) };

const row = (status: string, gender: string) => ({
  url: CAPACITY_URL,
  extension: [
    { url: "nbCapacity", valueInteger: 3 },
    { url: "capacityStatus", valueCodeableConcept: { coding: [{ code: status }] } },
    { url: "genderCapacityAvailable", valueCodeableConcept: { coding: [{ code: gender }] } },
  ],
});
const place = {
  resourceType: "Location",
  name: "SSR",
  extension: [{ url: "urn:other", valueString: "x" }, row("02", "01"), row("02", "04"), row("03", "01")],
};
const list = `Location.extension.where(url='${CAPACITY_URL}')`;
const status = (code: string) =>
  `extension.where(url = 'capacityStatus' and valueCodeableConcept.coding.code = '${code}')`;

test("the closed language is decided without the engine", async () => {
  const compiled = rowSelector(never);
  assert.deepEqual(await compiled(place, list), { kind: "rows", rows: [1, 2, 3] });
  assert.deepEqual(await compiled(place, `${list}.where(${status("02")})`), { kind: "rows", rows: [1, 2] });
  assert.deepEqual(await compiled(place, `${list}.where(${status("09")})`), { kind: "rows", rows: [] });
});

test("any other path is evaluated by the engine, with the same meaning", async () => {
  for (const [path, rows] of [
    [`${list}.where((${status("02")}))`, [1, 2]],
    [`${list}.where(${status("02")}).last()`, [2]],
    [`${list}.where(extension.where(url='nbCapacity').value > 2)[0]`, [1]],
    [`${list}.where(${status("02")} or ${status("03")})`, [1, 2, 3]],
    ["Location.extension", [0, 1, 2, 3]],
    ["Location.extension('urn:other')", [0]],
    ["Patient.extension", []],
  ] as const) {
    assert.deepEqual(await select(place, path), { kind: "rows", rows }, path);
  }
});

test("a path to anything but rows is told apart; what cannot be evaluated is refused", async () => {
  assert.deepEqual(await select(place, "Location.name"), { kind: "elsewhere" });
  assert.deepEqual(await select(place, `${list}.extension`), { kind: "elsewhere" });
  assert.deepEqual(await select(place, "Location"), { kind: "elsewhere" });
  const twice = {
    ...place,
    extension: [
      { ...row("02", "01"), extension: [...row("02", "01").extension, ...row("02", "01").extension] },
    ],
  };
  for (const [resource, path, code] of [
    [place, "Location.extension.where(", "patch.path-syntax"],
    [place, "Location.extension.count()", "patch.path-not-an-element"],
    [place, "Location.name.where($this.matches('^(a+)+$'))", "patch.path-forbidden"],
    [place, `${list}.where(${"x".repeat(1_000_000)})`, "patch.path-too-long"],
    [twice, `${list}.where(${status("02")} and ${status("02")})`, "patch.path-failed"],
    [null, "Location.name", "patch.not-a-resource"],
  ] as const) {
    const selection = await select(resource, path);
    assert.equal(
      selection.kind === "refused" && selection.refusal.code,
      code,
      JSON.stringify(selection).slice(0, 300),
    );
  }
});

test("a path that never ends is ended, and the next one is answered", async () => {
  const names = Array.from({ length: 400 }, (_, index) => ({ family: `n${index}` }));
  const patient = { resourceType: "Patient", name: names };
  const nested = "%resource.name.where(".repeat(6);
  const path = `Patient.name.where(${nested}family = 'z'${").exists()".repeat(6)})`;
  const impatient = engine(2000);
  const choose = rowSelector(impatient);
  const [slow, next] = await Promise.all([choose(patient, path), choose(place, "Location.extension[3]")]);
  assert.equal(slow.kind === "refused" && slow.refusal.code, "patch.path-timeout");
  assert.deepEqual(next, { kind: "rows", rows: [3] });
  const operation = {
    name: "operation",
    part: [
      { name: "type", valueCode: "delete" },
      { name: "path", valueString: path },
    ],
  };
  const result = await applyPatchInTime(impatient, patient, {
    resourceType: "Parameters",
    parameter: [operation],
  });
  assert.equal(!result.ok && result.code, "patch.path-timeout");
});
