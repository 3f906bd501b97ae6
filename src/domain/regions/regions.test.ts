import assert from "node:assert/strict";
import { test } from "node:test";
import valueSet from "../../../spec/terminology/JDV-J237-RegionOM-ROR.json" with { type: "json" };
import { departmentOfFiness, readDepartment } from "./departments.ts";
import { isDepartment, modalityUntilRecorded, regionByCode, regionOfDepartment, regions } from "./regions.ts";

test("the regions are those of the value set", () => {
  const codes = valueSet.concepts.map(({ code }) => code).sort();
  assert.deepEqual(regions.map(({ code }) => code).sort(), codes);
});

test("each of the 101 departments has one region", () => {
  const metropolitan = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, "0"));
  const expected = [
    ...metropolitan.filter((it) => it !== "20"),
    "2A",
    "2B",
    "971",
    "972",
    "973",
    "974",
    "976",
  ];
  const all = regions.flatMap(({ departments }) => departments);
  assert.deepEqual([...all].sort(), expected.sort());
  assert.equal(all.length, 101);
  assert.equal(regionOfDepartment("54")?.name, "Grand Est");
  assert.equal(regionOfDepartment("2B")?.code, "94");
  assert.equal(regionOfDepartment("976")?.code, "06");
});

test("territories outside the codes are known and have no region", () => {
  for (const code of ["975", "977", "978"]) {
    assert.ok(isDepartment(code));
    assert.equal(regionOfDepartment(code), undefined);
  }
  for (const code of ["20", "96", "00", "99", "979", "", "2C"]) assert.equal(isDepartment(code), false, code);
});

test("a GRADeS has a name, a source and a confidence, or is not known", () => {
  for (const { code, grades } of regions) {
    if (code === "03") assert.equal(grades, null);
    else assert.ok(grades?.name && grades.source && ["high", "medium"].includes(grades.confidence), code);
  }
  assert.equal(regionByCode("06")?.grades?.name, regionByCode("04")?.grades?.name);
  assert.equal(regionByCode("7"), undefined);
});

test("no modality is invented", () => {
  assert.deepEqual(modalityUntilRecorded("44"), {
    region: "44",
    modality: "to-be-confirmed",
    date: null,
    proof: null,
  });
});

test("a FINESS number tells its department", () => {
  for (const [number, department] of [
    ["540002698", "54"],
    ["2A0000154", "2A"],
    ["010000024", "01"],
    ["970100004", "971"],
    ["970400008", "974"],
    ["970500006", "975"],
    ["970900001", undefined],
    ["980500003", "976"],
    ["0B0039129", undefined],
    ["54000269", undefined],
  ] as const) {
    assert.equal(departmentOfFiness(number), department, number);
  }
});

test("a department is read as people type it", () => {
  for (const [text, code] of [
    ["54", "54"],
    [" 1 ", "01"],
    ["2a", "2A"],
    ["2B - Haute-Corse", "2B"],
    ["(67) Bas-Rhin", "67"],
    ["971", "971"],
    ["974 La Réunion", "974"],
    ["20", undefined],
    ["96", undefined],
    ["970", undefined],
    ["54000", undefined],
    ["Nord", undefined],
    ["", undefined],
  ] as const) {
    assert.equal(readDepartment(text), code, text);
  }
});
