import assert from "node:assert/strict";
import { test } from "node:test";
import { errorCatalogue } from "../../../runtime/errors/catalogue.ts";
import { hl7Codes } from "../../../runtime/errors/codes-hl7.ts";
import { hl7SyntaxCodes } from "../../../wire/hl7v2/notes.ts";
import { mllpCodes } from "../../../wire/mllp/framer.ts";
import { mllpServerCodes } from "./server.ts";

test("every code of the wire and of the listener stands in the catalogue, in both languages", () => {
  const known = new Set(Object.keys(errorCatalogue));
  for (const code of [...hl7SyntaxCodes, ...mllpCodes, ...mllpServerCodes]) assert.ok(known.has(code), code);
  for (const [code, row] of Object.entries(hl7Codes)) {
    assert.match(code, /^hl7\.[a-z]+(-[a-z0-9]+)*$/);
    for (const text of [row.clause, row.fr, row.en, row.adviceFr, row.adviceEn])
      assert.ok(text.length > 5, code);
    assert.notEqual(row.fr, row.en, code);
  }
});
