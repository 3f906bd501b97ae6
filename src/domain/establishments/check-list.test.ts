import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EstablishmentFact } from "../journey/facts.ts";
import { checkList } from "./check-list.ts";
import { fieldsOf } from "./columns.ts";
import { diffLists, type ListDiff } from "./diff.ts";
import { mostSevere } from "./most-severe.ts";
import { regionOfLine, summarise } from "./summary.ts";
import { fictiville, inventedFiness } from "./test-support/lines.ts";

const coded = (lines: readonly EstablishmentFact[]) =>
  checkList(lines)
    .filter(({ severity }) => severity !== "ok")
    .map(({ code, line, params }) => `${line} ${code} ${params["others"] ?? ""}`.trim());

test("an EG that stands twice is told on both lines, however it was typed", () => {
  const first = fictiville(1);
  const { finessEg, siret } = first;
  const again = fictiville(2, { finessEg: `${finessEg.slice(0, 3)} ${finessEg.slice(3)}`, siret });
  assert.deepEqual(coded([first, fictiville(3), again]), [
    "e1 finess-eg-twice e2",
    "e1 siret-twice e2",
    "e2 finess-eg-twice e1",
    "e2 siret-twice e1",
  ]);
});

test("one name in one department under one legal entity is probably one establishment", () => {
  const twin = fictiville(2, { name: "SITE N 1, de Fictiville" });
  assert.deepEqual(coded([fictiville(1), twin]), ["e1 name-twice e2", "e2 name-twice e1"]);
  const elsewhere = { ...twin, finessEj: inventedFiness("54", 9) };
  assert.deepEqual(coded([fictiville(1), elsewhere]), []);
});

test("a legal entity has one name and one SIREN", () => {
  const renamed = fictiville(2, { legalEntityName: "Clinique Imaginaire", siren: "187512751", siret: "" });
  assert.deepEqual(coded([fictiville(1), renamed]), [
    "e1 ej-name-differs e2",
    "e1 ej-siren-differs e2",
    "e2 ej-name-differs e1",
    "e2 ej-siren-differs e1",
  ]);
  const unsaid = fictiville(2, { siren: "", siret: "" });
  assert.deepEqual(coded([fictiville(1), unsaid]), []);
});

test("three thousand lines are checked, and a great group stays bounded", () => {
  const lines = Array.from({ length: 3_000 }, (_, rank) => fictiville(rank));
  assert.equal(checkList(lines).filter(({ code }) => code === "line-verified").length, 3_000);
  const same = lines.map((line) => ({ ...line, finessEg: inventedFiness("54", 1) }));
  const twice = checkList(same).filter(({ code }) => code === "finess-eg-twice");
  assert.equal(twice.length, 3_000);
  assert.ok(twice.every(({ params }) => params["count"] === 3_000 && String(params["others"]).length < 40));
});

test("a list is summed up", () => {
  const summary = summarise([
    fictiville(1),
    fictiville(1, { id: "again", places: "1 000" }),
    fictiville(2, { finessEg: "", finessEj: "", legalEntityName: "Clinique Imaginaire", department: "2A" }),
    fictiville(3, { department: "978", region: "", places: "?" }),
  ]);
  assert.deepEqual(
    { ...summary, byRegion: [...summary.byRegion] },
    {
      lines: 4,
      establishments: 3,
      legalEntities: 2,
      places: 1_240,
      byRegion: [
        ["44", 2],
        ["94", 1],
        ["", 1],
      ],
    },
  );
  assert.equal(regionOfLine(fictiville(1, { department: "", finessEg: "", region: "Bretagne" })), "53");
});

const text = fc.constantFrom("", "a", "b", "54", "57", "120");
const anyLine = fc.record({
  region: text,
  department: text,
  legalEntityName: text,
  finessEj: fc.constantFrom("", "540002698", "750712184"),
  siren: text,
  name: text,
  finessEg: fc.constantFrom("", "540002698", "54 0002698", "750712184", "2A0000154", "x"),
  siret: text,
  places: text,
  contact: text,
});
const anyList = fc
  .uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 8 })
  .chain((ids) => fc.tuple(...ids.map((id) => anyLine.map((line) => ({ id, ...line })))));

/** What a list says, whatever the order and the identifiers. */
const says = (lines: readonly EstablishmentFact[]): string[] =>
  lines.map((line) => JSON.stringify(fieldsOf(line))).sort();

function applied(before: readonly EstablishmentFact[], diff: ListDiff): EstablishmentFact[] {
  const gone = new Set(diff.removed);
  const now = new Map(diff.changed.map((it) => [it.before, it.after]));
  return [...before.filter((line) => !gone.has(line)).map((line) => now.get(line) ?? line), ...diff.added];
}

test("a list does not differ from itself, in any order", () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const nothing = { added: [], removed: [], changed: [] };
      assert.deepEqual(diffLists(list, list), nothing);
      assert.deepEqual(diffLists(list, list.map((line) => ({ ...line })).reverse()), nothing);
    }),
  );
});

test("the difference, applied to one list, gives the other, and names what changed", () => {
  fc.assert(
    fc.property(anyList, anyList, (before, after) => {
      const diff = diffLists(before, after);
      assert.deepEqual(says(applied(before, diff)), says(after));
      const back = diffLists(after, before);
      assert.deepEqual(says(applied(after, back)), says(before));
      for (const change of diff.changed) {
        assert.ok(change.columns.length > 0);
        const mixed = { ...change.before };
        for (const column of change.columns) mixed[column] = change.after[column];
        assert.deepEqual(fieldsOf(mixed), fieldsOf(change.after));
      }
    }),
    { numRuns: 500 },
  );
});

test("a list imported again is found by its EG", () => {
  const before = [fictiville(1), fictiville(2), fictiville(3)];
  const after = [
    fictiville(3, { id: "x" }),
    fictiville(1, { id: "y", places: "80" }),
    fictiville(4, { id: "z" }),
  ];
  const { added, removed, changed } = diffLists(before, after);
  assert.deepEqual(
    added.map(({ id }) => id),
    ["z"],
  );
  assert.deepEqual(
    removed.map(({ id }) => id),
    ["e2"],
  );
  assert.deepEqual(
    changed.map((it) => [it.before.id, it.after.id, it.columns]),
    [["e1", "y", ["places"]]],
  );
});

test("what is found does not depend on the order of the lines", () => {
  const sorted = (lines: readonly EstablishmentFact[]) =>
    checkList(lines)
      .map((it) => JSON.stringify(it))
      .sort();
  fc.assert(
    fc.property(anyList, fc.infiniteStream(fc.nat()), (list, ranks) => {
      const shuffled = list
        .map((line) => ({ line, rank: ranks.next().value ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ line }) => line);
      assert.deepEqual(sorted(shuffled), sorted(list));
    }),
  );
});

test("a limit keeps the worst and counts the rest", () => {
  const lines = [fictiville(1), fictiville(2, { finessEg: "" }), fictiville(3, { places: "0" })];
  const { findings, leftOut } = mostSevere(checkList(lines), 2);
  assert.deepEqual(
    findings.map(({ line, code }) => [line, code]),
    [
      ["e2", "eg-missing"],
      ["e3", "places-none"],
    ],
  );
  assert.equal(leftOut, 1);
});
