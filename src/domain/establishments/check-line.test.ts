import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLine } from "./check-line.ts";
import { type EstablishmentFields, emptyFields, establishmentColumns } from "./columns.ts";
import { establishmentFindingCodes } from "./finding.ts";
import { normaliseLine, readRegion } from "./normalise.ts";
import { fictiville, inventedFiness, withLuhn } from "./test-support/lines.ts";

/** What the check says of the good line with some columns changed: `severity code column`. */
function said(fields: Partial<EstablishmentFields>): string[] {
  return checkLine(fictiville(1, fields)).map(
    ({ severity, code, column }) => `${severity} ${code} ${column ?? "-"}`,
  );
}

const verified = ["ok line-verified -"];

test("a good line is verified", () => {
  assert.deepEqual(said({}), verified);
  assert.deepEqual(said({ siren: "", siret: "" }), verified);
});

test("a line with nothing in it says all that is missing", () => {
  assert.deepEqual(said(emptyFields()), [
    "error legal-entity-name-missing legalEntityName",
    "error name-missing name",
    "warning contact-missing contact",
    "error ej-missing finessEj",
    "error eg-missing finessEg",
    "error department-missing department",
    "warning places-missing places",
  ]);
});

test("a FINESS number with a wrong key warns and tells the right one; another form is an error", () => {
  assert.deepEqual(said({ finessEg: "540002699" }), ["warning finess-key finessEg"]);
  assert.deepEqual(checkLine(fictiville(1, { finessEg: "540002699" }))[0]?.params, {
    typed: "540002699",
    key: "8",
  });
  for (const finessEj of ["54000269", "5400026988", "54000269X", "à demander"]) {
    assert.deepEqual(said({ finessEj }), ["error finess-form finessEj"], finessEj);
  }
});

test("EJ and EG are two numbers", () => {
  const same = inventedFiness("54", 7);
  assert.deepEqual(said({ finessEg: same, finessEj: same }), ["error ej-is-eg finessEg"]);
});

test("SIREN and SIRET have their form, their key, and each other", () => {
  assert.deepEqual(said({ siren: "187512752", siret: "" }), ["error siren-key siren"]);
  assert.deepEqual(said({ siren: "18751275", siret: "" }), ["error siren-form siren"]);
  assert.deepEqual(said({ siret: "13000804800017", siren: "" }), ["error siret-key siret"]);
  assert.deepEqual(said({ siret: "130008048", siren: "" }), ["error siret-form siret"]);
  assert.deepEqual(said({ siren: "187512751", siret: "18751275100020" }), verified);
  assert.deepEqual(said({ siren: "356000000", siret: "35600000000015" }), verified);
  assert.deepEqual(said({ siren: "187512751", siret: withLuhn("9990000080001") }), [
    "error siret-not-of-siren siret",
  ]);
});

test("the region follows from the department", () => {
  assert.deepEqual(said({ region: "" }), ["ok region-deduced region", ...verified]);
  assert.deepEqual(said({ region: "", department: "" }), [
    "ok department-deduced department",
    "ok region-deduced region",
    ...verified,
  ]);
  assert.deepEqual(said({ region: "84" }), ["error region-differs region"]);
  assert.deepEqual(said({ region: "Lorraine" }), ["error region-unknown region"]);
  assert.deepEqual(said({ region: "Grand Est", department: "54 - Meurthe-et-Moselle" }), verified);
  assert.deepEqual(said({ department: "20" }), ["error department-unknown department"]);
  assert.deepEqual(said({ department: "57" }), ["warning department-differs department"]);
});

test("Corsica and overseas have their regions, and three territories are routed by hand", () => {
  const of = (department: string, region: string, finessEg: string) => said({ department, region, finessEg });
  assert.deepEqual(of("2A", "94", "2A0000154"), verified);
  assert.deepEqual(of("976", "06", inventedFiness("98", 1)), verified);
  assert.deepEqual(of("974", "", inventedFiness("97", 1)).slice(0, 2), [
    "ok region-deduced region",
    ...verified,
  ]);
  for (const department of ["975", "977", "978"]) {
    assert.deepEqual(of(department, "", inventedFiness("97", 1)), ["warning region-by-hand region"]);
  }
});

test("places are counted", () => {
  assert.deepEqual(said({ places: "1 200" }), verified);
  assert.deepEqual(said({ places: "0" }), ["warning places-none places"]);
  assert.deepEqual(said({ places: "540002698" }), ["warning places-many places"]);
  for (const places of ["12,5", "une douzaine", "-4", "1e3"]) {
    assert.deepEqual(said({ places }), ["error places-form places"], places);
  }
});

test("numbers are read as people and spreadsheets write them", () => {
  const { line, findings } = normaliseLine(
    fictiville(1, {
      finessEj: "2a 000 0154",
      finessEg: "10000024",
      siren: "187 512 751",
      siret: "187.512.751 00020",
      department: "1",
      region: "auvergne rhone alpes",
      places: "1 200.0",
      name: "  Site   de\nFictiville ",
    }),
  );
  assert.equal(line.finessEj, "2A0000154");
  assert.equal(line.finessEg, "010000024");
  assert.equal(line.siren, "187512751");
  assert.equal(line.siret, "18751275100020");
  assert.equal(line.department, "01");
  assert.equal(line.region, "84");
  assert.equal(line.places, "1200");
  assert.equal(line.name, "Site de Fictiville");
  assert.deepEqual(
    findings.map(({ code, column, params }) => [code, column, params]),
    [["zero-lost", "finessEg", { typed: "10000024", completed: "010000024" }]],
  );
  assert.deepEqual(normaliseLine(line), { line, findings: [] });
});

test("a zero is put back only where the key is right with it", () => {
  assert.equal(normaliseLine(fictiville(1, { finessEg: "10000025" })).line.finessEg, "10000025");
  assert.deepEqual(said({ finessEg: "10000025" }), ["error finess-form finessEg"]);
});

test("a region is read by code or name", () => {
  assert.equal(readRegion("1"), "01");
  assert.equal(readRegion("44 - Grand Est"), "44");
  assert.equal(readRegion("44 - Bretagne"), undefined);
  assert.equal(readRegion("PROVENCE ALPES COTE D'AZUR"), "93");
  assert.equal(readRegion("la réunion"), "04");
});

test("codes are listed once and columns are those of a line", () => {
  assert.deepEqual(establishmentFindingCodes, [...new Set(establishmentFindingCodes)].sort());
  const { id: _, ...fields } = fictiville(1);
  assert.deepEqual([...establishmentColumns].sort(), Object.keys(fields).sort());
});
