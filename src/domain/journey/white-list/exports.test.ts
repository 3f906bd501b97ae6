import assert from "node:assert/strict";
import { test } from "node:test";
import { about, endedTests, request } from "../test-support/white-list.ts";
import { changesCsv, whiteListChanges } from "./changes.ts";
import { targetOf } from "./target.ts";

const opened = [
  about("r1", "white-list-requested", "2026-11-06"),
  about("r1", "white-list-confirmed", "2026-11-16"),
];
const answer = (feedingUrl: string) => [
  {
    recordId: opened[1]?.id ?? "",
    feedingUrl,
    tokenUrl: "https://auth.ror.example/token",
    clientId: "c-1",
    refused: [],
  },
];

test("a name that a spreadsheet would run stays a text in the sheet of changes", () => {
  const add = [{ idNatStruct: "1310000013", name: '=HYPERLINK("http://mal.example")' }];
  const facts = endedTests({ requests: [request("r1", [], { add })] }, opened.slice(0, 1));
  const csv = changesCsv(whiteListChanges(facts));
  assert.ok(csv.includes(`"'=HYPERLINK(""http://mal.example"")"`), csv);
  assert.ok(!/[;"]=HYPERLINK/.test(csv.replace(`"'=`, "")));
});

test("a renewed certificate takes its establishments away from the one that it follows", () => {
  const replaces = { subjectDn: "CN=old", fingerprint: "OLD" };
  const facts = endedTests({ requests: [request("r1", ["310000013"], { replaces })] }, opened.slice(0, 1));
  assert.deepEqual(
    whiteListChanges(facts).map(({ change, subjectDn, idNatStruct }) => [change, subjectDn, idNatStruct]),
    [
      ["remove", "CN=old", "1310000013"],
      ["add", "CN=ror,O=Fictif", "1310000013"],
    ],
  );
});

test("the address of feeding loses the prefix that the connector adds by itself", () => {
  const requests = [request("r1", ["310000013"], { instance: "Hôpital Nord" })];
  const url = "https://api.ror.example/ws-synchro-dispo-lits-fhir/";
  const facts = endedTests({ requests, answers: answer(url) }, opened);
  const target = targetOf(facts, requests[0]?.certificate.fingerprint ?? "");
  assert.equal(target?.apiBase, "https://api.ror.example");
  assert.equal(target?.name, "ror-production-hopital-nord");
  assert.deepEqual(target?.establishments, ["1310000013"]);
  assert.equal(targetOf(facts, "another"), undefined);
});
