import assert from "node:assert/strict";
import { after, test } from "node:test";
import { add, FREE_EITHER, FREE_OBSOLETE, INSTALLED, remove, replace } from "./bodies.ts";
import { CAP, PLACE, published, STRUCTURE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

const outcome = (...issue: unknown[]): unknown => ({ resourceType: "OperationOutcome", issue });
const missingRow = outcome({
  severity: "error",
  code: "not-found",
  diagnostics:
    "Les données fournies ne permettent pas de déterminer l'indicateur à mettre à jour: Aucun indicateur présent en base ne correspond",
  expression: `Location.extension.where(url='${CAP}')`,
});
const refusedCombination =
  "capacityStatus: 02 / temporalityCapacity: 01 / genderCapacityAvailable: 03 / capacityClosingType: null / additionalBedType: null / crisisType: null / temporaryAssignement: 01";

/** Members, order and types: the same text once both are written without white space. */
function sameBody(text: string, expected: unknown, file: string, adapt = (it: string): string => it): void {
  assert.equal(text, JSON.stringify(expected));
  const example = published(file);
  if (example !== undefined) assert.equal(text, adapt(JSON.stringify(JSON.parse(example))));
}

test("a replace of an indicator that the place does not hold is the 404 that calls for an add", async () => {
  const answer = await bench.patch(replace(INSTALLED, 12));
  assert.equal(answer.status, 404);
  assert.equal(answer.headers["content-type"], "application/fhir+json;charset=UTF-8");
  sameBody(answer.text, missingRow, "error-404-indicator-not-found.json");
});

test("an unknown place is a 404 on Location that quotes the identifier", async () => {
  const other = await startBench();
  try {
    const answer = await other.patch(replace(INSTALLED, 12), { query: `identifier=${STRUCTURE}/INCONNU` });
    assert.equal(answer.status, 404);
    sameBody(
      answer.text,
      outcome({
        severity: "error",
        code: "not-found",
        diagnostics: `La Location avec l'identifiant externe de synchro OU l'identifiant unique de saisie : '${STRUCTURE}/INCONNU' n'a pas été trouvée.`,
        expression: ["Location"],
      }),
      "error-404-location-not-found.json",
      (it) => it.replace(PLACE, `${STRUCTURE}/INCONNU`),
    );
  } finally {
    await other.close();
  }
});

test("an identifier of two places is a 412 that counts them", async () => {
  const answer = await bench.patch(replace(INSTALLED, 12), { query: `identifier=${STRUCTURE}/DOUBLE` });
  assert.equal(answer.status, 412);
  sameBody(
    answer.text,
    outcome({
      severity: "error",
      code: "multiple-matches",
      diagnostics: "La Location recherchée n'est pas unique, il y a '2' résultats",
      expression: ["Location"],
    }),
    "error-412-multiple-matches.json",
    (it) => it.replace("[n]", "2"),
  );
});

test("an inadmissible combination is refused three times in one outcome", async () => {
  const sent = published("scenario-2bis-replace.json");
  const answer = await bench.patch(sent ?? replace(FREE_OBSOLETE, 12, "02"));
  assert.equal(answer.status, 400);
  sameBody(
    answer.text,
    outcome(
      {
        severity: "error",
        code: "business-rule",
        diagnostics:
          "Indicateur INDICATEUR_INCONNU : L'attribut 'natureCapacite' a un code différent de celui attendu",
        expression: [`Location.extension('${CAP}').extension('capacityType')`],
      },
      {
        severity: "error",
        code: "business-rule",
        diagnostics: `Les valeurs du nouvel objet ne correspondent pas à un indicateur valide : ${refusedCombination}`,
        expression: [`Location.extension('${CAP}')`],
      },
      {
        severity: "error",
        code: "business-rule",
        diagnostics: `Les critères du FhirPath ne correspondent pas à un indicateur valide : ${refusedCombination}`,
      },
    ),
    "error-400-business-rule.json",
  );
});

test("an add of an inadmissible combination has no criteria to refuse, a delete no value", async () => {
  const codes = (json: unknown): unknown[] =>
    (json as { issue: { diagnostics: string }[] }).issue.map((it) =>
      it.diagnostics.split(" ").slice(0, 2).join(" "),
    );
  const added = await bench.patch(add(FREE_OBSOLETE, 2));
  assert.equal(added.status, 400);
  assert.deepEqual(codes(added.json), ["Indicateur INDICATEUR_INCONNU", "Les valeurs"]);
  const deleted = await bench.patch(remove(FREE_OBSOLETE));
  assert.equal(deleted.status, 400);
  assert.deepEqual(codes(deleted.json), ["Les critères"]);
});

test("a nature that no indicator takes is refused on capacityType, with the indicator's name", async () => {
  const answer = await bench.patch(add(INSTALLED, 2, "03"));
  assert.equal(answer.status, 400);
  assert.deepEqual(answer.json, {
    resourceType: "OperationOutcome",
    issue: [
      {
        severity: "error",
        code: "business-rule",
        diagnostics: "Indicateur INST : L'attribut 'natureCapacite' a un code différent de celui attendu",
        expression: [`Location.extension('${CAP}').extension('capacityType')`],
      },
    ],
  });
});

test("the published bodies are accepted in their order where gender 03 is", async () => {
  const tolerant = await startBench({ gender03: "both" });
  try {
    const bodies = ["scenario-2-add.json", "scenario-2bis-replace.json", "scenario-3-delete.json"].map(
      published,
    );
    const own = [add(FREE_OBSOLETE, 25, "02"), replace(FREE_OBSOLETE, 12, "02"), remove(FREE_OBSOLETE)];
    let version = 1;
    for (const [index, fallback] of own.entries()) {
      const answer = await tolerant.patch(bodies[index] ?? fallback);
      version += 1;
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.headers["etag"], `W/"${version}"`);
      assert.equal(
        answer.headers["last-modified"],
        new Date(Math.floor(tolerant.clock.nowMs() / 1000) * 1000).toUTCString(),
      );
      const identifiers = (answer.json as { identifier: { value: string }[] }).identifier;
      assert.deepEqual(
        identifiers.map((it) => it.value),
        ["53/1073", PLACE],
      );
    }
    assert.equal((await tolerant.patch(own[1])).status, 404);
    assert.equal((await tolerant.patch(add(FREE_EITHER, 1))).status, 200);
  } finally {
    await tolerant.close();
  }
});

test("gender 03 replaces 04 where only 03 is accepted", async () => {
  const old = await startBench({ gender03: "accept" });
  try {
    assert.equal((await old.patch(add(FREE_OBSOLETE, 3))).status, 200);
    assert.equal((await old.patch(add(FREE_EITHER, 3))).status, 400);
  } finally {
    await old.close();
  }
});
