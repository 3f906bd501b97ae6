import assert from "node:assert/strict";
import { test } from "node:test";
import { bedIndex } from "../beds/bed-index.ts";
import { unitCounts } from "./unit-counts.ts";
import { at, move, stateOf } from "./visit-cases.ts";

const register = bedIndex(
  ["101/P", "101/F", "102/X"].map((text) => {
    const [room = "", bed = ""] = text.split("/");
    return { unit: "2310", room, bed, open: true };
  }),
);

function free(places: readonly [place: string, sex: "F" | "M", newborn?: boolean][]): unknown {
  const visits = places.map(([place, sex, newborn], index) =>
    stateOf(
      [
        move("A01", "202611100800", place, {
          visit: `V${index}`,
          sex,
          patient: `P${index}`,
          newborn: newborn === true,
        }),
      ],
      undefined,
      `V${index}`,
    ),
  );
  const counts = unitCounts({
    atMs: at("202611110800").ms,
    register,
    closings: [],
    bedStatuses: [],
    visits,
    defaultHour: 14,
    zone: "Europe/Paris",
  });
  return counts["2310"]?.free_beds;
}

test("a free bed takes the one sex present in its room; both, none or a newborn leave it open", () => {
  assert.deepEqual(free([]), { F: 0, M: 0, either: 3 });
  assert.deepEqual(free([["2310/101/P", "F"]]), { F: 1, M: 0, either: 1 });
  assert.deepEqual(free([["2310/102/X", "M"]]), { F: 0, M: 0, either: 2 });
  assert.deepEqual(free([["2310/101/P", "F", true]]), { F: 0, M: 0, either: 2 });
});

test("somebody in the room without a bed of the register was forgotten by the room rule", () => {
  assert.deepEqual(
    free([
      ["2310/101/P", "F"],
      ["2310/101", "M"],
    ]),
    { F: 0, M: 0, either: 2 },
  );
  assert.deepEqual(free([["2310/101", "M"]]), { F: 0, M: 2, either: 1 });
});

test("spelling does not matter: small letters find the bed of the register", () => {
  assert.deepEqual(free([["2310/101/p", "F"]]), { F: 1, M: 0, either: 1 });
});
