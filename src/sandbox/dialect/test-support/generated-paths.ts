import assert from "node:assert/strict";
import fc from "fast-check";
import { isObject } from "../../../wire/fhirpath-patch/json.ts";
import { PatchRefusal } from "../../../wire/fhirpath-patch/outcome.ts";
import { selectElements } from "../../../wire/fhirpath-patch/select-elements.ts";
import { CAPACITY_URL } from "../capacity-url.ts";
import { readClosedPath } from "../closed-path.ts";
import { matchRows } from "../match-rows.ts";

const attributes = ["capacityStatus", "temporalityCapacity", "genderCapacityAvailable", "crisisType", "it's"];
const codes = ["01", "02", "a'b\\cé\n"];
const attribute = fc.constantFrom(...attributes);
const code = fc.constantFrom(...codes);
const rowUrl = fc.oneof(
  { weight: 6, arbitrary: fc.constant(CAPACITY_URL) },
  fc.constantFrom("urn:other", ""),
);

/** Locations with up to 20 rows: duplicates, odd codings, missing parts. `odd`: with JSON that FHIR does not know too. */
function locations(odd: boolean) {
  const strange = <Value>(...values: Value[]) => (odd ? [fc.constantFrom<unknown>(...values)] : []);
  const coding = fc.oneof(
    { weight: 8, arbitrary: fc.record({ system: fc.constant("urn:s"), code }) },
    fc.record({ system: fc.constant("urn:s") }),
    fc.record({ code, display: code }),
    ...strange<unknown>(
      null,
      {},
      { code: 2 },
      { code: null },
      { _code: { id: "y" } },
      { code: "01", _code: {} },
    ),
  );
  const codings = fc.oneof(
    { weight: 10, arbitrary: fc.array(coding, { minLength: 1, maxLength: 1 }) },
    fc.array(coding, { maxLength: 3 }),
    ...strange<unknown>({ code: "01" }, null, "01"),
  );
  const concept = fc.oneof(
    { weight: 12, arbitrary: fc.record({ coding: codings }) },
    fc.constantFrom<unknown>({}, { text: "01" }),
    ...strange(null),
  );
  const sub = fc.oneof(
    { weight: 12, arbitrary: fc.record({ url: attribute, valueCodeableConcept: concept }) },
    fc.record({ valueCodeableConcept: concept }),
    fc.record({ url: attribute, valueCode: code }),
    fc.record({ url: attribute, valueInteger: fc.integer({ min: 0, max: 3 }) }),
    ...strange<unknown>({ url: 1 }, null, { url: "it's", resourceType: "url" }),
  );
  const whole = fc
    .tuple(code, code, code, code)
    .map((held) =>
      held.map((it, index) => ({ url: attributes[index], valueCodeableConcept: { coding: [{ code: it }] } })),
    );
  const subs = fc.oneof({ weight: 3, arbitrary: whole }, fc.array(sub, { maxLength: 6 }));
  const row = fc.oneof(
    { weight: 10, arbitrary: fc.record({ url: rowUrl, extension: subs }) },
    fc.record({ url: rowUrl, valueCodeableConcept: concept }),
    fc.record({ extension: subs }),
    ...strange<unknown>({ url: CAPACITY_URL, extension: {} }, { url: CAPACITY_URL, _url: {} }, null),
  );
  return fc
    .tuple(fc.array(row, { maxLength: 12 }), fc.array(fc.nat({ max: 11 }), { maxLength: 8 }))
    .map(([rows, again]) => ({
      resourceType: "Location",
      name: "X",
      extension: [...rows, ...again.filter((it) => it < rows.length).map((it) => rows[it])],
    }));
}
const location = fc.oneof({ weight: 9, arbitrary: locations(false) }, locations(true));

const gap = fc.constantFrom("", "", " ", "  ", "\n", "\t ");
const escaping = fc.constantFrom<"plain" | "unicode">("plain", "plain", "unicode");

function quoted(text: string, how: "plain" | "unicode"): string {
  const spelt = [...text].map((letter) => {
    if (letter === "'" || letter === "\\") return `\\${letter}`;
    if (letter === "\n") return "\\n";
    return how === "unicode" ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}` : letter;
  });
  return `'${spelt.join("")}'`;
}

const criterion = fc
  .tuple(attribute, code, escaping, fc.array(gap, { minLength: 9, maxLength: 9 }))
  .map(([key, value, how, g]) => {
    const url = `${g[0]}url${g[1]}=${g[2]}${quoted(key, how)}${g[3]}`;
    const held = `and valueCodeableConcept${g[4]}.${g[5]}coding.code${g[6]}=${g[7]}${quoted(value, how)}`;
    return `extension.where(${url} ${held}${g[8]})`;
  });
/** Paths of the closed language: subsets, any order, the same criterion again. */
const path = fc
  .tuple(
    rowUrl,
    fc.array(criterion, { maxLength: 5 }),
    fc.array(gap, { minLength: 6, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([url, criteria, g, again]) => {
    const all = again && criteria[0] !== undefined ? [...criteria, criteria[0]] : criteria;
    const list = `Location${g[0]}.extension.where${g[1]}(${g[2]}url${g[3]}=${quoted(url, "plain")}${g[4]})`;
    return all.length === 0 ? list : `${list}${g[5]}.where(${all.join(` ${g[0]}and `)})`;
  });

/** How many of the generated cases the compiled matcher decided, and how many of those selected something. */
export interface Tally {
  decided: number;
  selected: number;
  failed: number;
}

/** Compares the compiled matcher with the full engine over generated Locations and paths; any difference fails. */
export function provePathsEqual(runs: number): Tally {
  const tally: Tally = { decided: 0, selected: 0, failed: 0 };
  fc.assert(
    fc.property(location, path, (place, text) => {
      const closed = readClosedPath(text);
      assert.ok(closed, `not of the closed language: ${text}`);
      const match = matchRows(place, closed);
      if (match.kind === "unknown") return;
      tally.decided += 1;
      tally.failed += match.kind === "failed" ? 1 : 0;
      tally.selected += match.kind === "rows" && match.rows.length > 0 ? 1 : 0;
      assert.deepEqual(match.kind === "rows" ? match.rows : "failed", engineRows(place, text));
    }),
    { numRuns: runs },
  );
  return tally;
}

function engineRows(place: unknown, text: string): unknown {
  assert.ok(isObject(place));
  try {
    return selectElements(place, text).map(({ steps }) => steps[0]?.index);
  } catch (error) {
    if (error instanceof PatchRefusal && error.code === "patch.path-failed") return "failed";
    throw error;
  }
}
