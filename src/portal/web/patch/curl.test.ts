import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { curlText } from "./curl.ts";

/** What a shell hands to curl: the arguments one a line, then the body. */
function heard(externalId: string): string[] {
  const command = curlText("https://ror.example", {
    method: "PATCH",
    path: `/ws-synchro-dispo-lits-fhir/Location?identifier=1310000013/${encodeURIComponent(externalId)}`,
    headers: [
      { name: "Authorization", value: "Bearer TOKEN" },
      { name: "Content-Type", value: "application/fhir+json" },
    ],
    body: {
      parameter: [{ valueString: "Location.extension.where(url='https://x')" }],
      resourceType: "Parameters",
    },
  });
  const script = `curl() { printf '%s\\n' "$@"; cat; }\nTOKEN=secret\n${command}`;
  const run = spawnSync("sh", ["-eu", "-c", script], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.split("\n");
}

test("a shell hands the request to curl as it is shown, with the token of its variable", () => {
  const lines = heard("MED-1");
  assert.deepEqual(lines.slice(0, 10), [
    "--request",
    "PATCH",
    "--url",
    "https://ror.example/ws-synchro-dispo-lits-fhir/Location?identifier=1310000013/MED-1",
    "--header",
    "Authorization: Bearer secret",
    "--header",
    "Content-Type: application/fhir+json",
    "--data-binary",
    "@-",
  ]);
  const body = JSON.parse(lines.slice(10).join("\n"));
  assert.deepEqual(Object.keys(body), ["parameter", "resourceType"]);
  assert.match(JSON.stringify(body), /url='https/);
});

test("whatever the external id, nothing of it is run", () => {
  for (const id of ["a'b", "$(touch x)", "`x`", '"; x', "é /", "BODY"]) {
    const address = heard(id)[3] ?? "";
    assert.equal(decodeURIComponent(address.split("identifier=1310000013/")[1] ?? ""), id);
  }
});
