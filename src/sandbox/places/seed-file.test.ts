import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readPlacesFile } from "./seed-file.ts";

const folder = mkdtempSync(join(tmpdir(), "raccord-places-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const header = "idNatStruct;externalId;entryId;name;region;function\n";

function file(text: string): string {
  const path = join(folder, "places");
  writeFileSync(path, text);
  return path;
}

const expected = [
  {
    idNatStruct: "1990000011",
    externalId: "MED-A",
    entryId: "11/1",
    name: "Médecine; aile A",
    region: "11",
    function: "001",
  },
  { idNatStruct: "1990000011", externalId: "CHIR-B", name: "", region: "", function: "" },
];

test("a CSV and a JSON list of the same places read alike", () => {
  const csv = `\uFEFF${header}1990000011;MED-A;11/1;"Médecine; aile A";11;001\r\n\n1990000011;CHIR-B;;;;\n`;
  assert.deepEqual(readPlacesFile(file(csv)), expected);
  const json = [expected[0], { idNatStruct: "1990000011", externalId: "CHIR-B" }];
  assert.deepEqual(readPlacesFile(file(JSON.stringify(json))), expected);
});

test("a file that is wrong is named with its place and its column", () => {
  const wrong: readonly [string, RegExp][] = [
    ["", /the first line is not idNatStruct;/],
    ["a;b\n1;2\n", /the first line is not/],
    [`${header}1990000011;MED-A;;;\n`, /Invalid Record Length|columns length/i],
    [`${header}1990000011;MED-A;;;;\n12;CHIR-B;;;;\n`, /place 2, idNatStruct: not a national structure/],
    [`${header}1990000011;;;;;\n`, /place 1, externalId/],
    ['[{"idNatStruct":"1990000011","externalId":"A","surplus":1}]', /place 1/],
    ["[", /JSON/],
  ];
  for (const [text, message] of wrong) assert.throws(() => readPlacesFile(file(text)), message);
  assert.throws(() => readPlacesFile(join(folder, "absent.csv")), { code: "sandbox.places-file" });
});
