import assert from "node:assert/strict";
import { test } from "node:test";
import { type ComparisonRules, compareRows, type KnownRow } from "./compare.ts";
import type { RemoteRow } from "./remote-place.ts";

const own = "01/01/-/-/-/-/01";
const known: KnownRow = {
  keyText: own,
  remoteHolds: "yes",
  confirmedCount: 5,
  confirmedCapacityType: "01",
  confirmedSourceType: "02",
  confirmedUpdatedAtMs: 10_000_000,
  confirmedAtMs: 10_000_100,
  inDoubt: false,
  deleted: false,
};
const remote: RemoteRow = {
  keyText: own,
  count: 5,
  capacityType: "01",
  sourceType: "02",
  updatedAtMs: 10_000_000,
  carriesMore: false,
};
const rules: ComparisonRules = {
  settledUntilMs: 20_000_000,
  supplementaryHidden: false,
  own: new Set([own]),
};

function finding(
  row: Partial<KnownRow>,
  shown: readonly Partial<RemoteRow>[],
  other: Partial<ComparisonRules> = {},
) {
  const rows = shown.map((one) => ({ ...remote, ...one }));
  return compareRows([{ ...known, ...row }], rows, { ...rules, ...other }).findings[0]?.kind;
}

test("a row is taken for confirmed as long as the ROR shows what was confirmed", () => {
  assert.equal(finding({}, [{}]), undefined);
  assert.equal(finding({}, [{ updatedAtMs: 15_000_000 }]), undefined, "a newer date under the same content");
  assert.equal(finding({}, [{ updatedAtMs: 10_000_000 - 59_000 }]), undefined, "dates kept to the minute");
});

test("each difference is seen", () => {
  assert.equal(finding({}, []), "gone");
  assert.equal(finding({}, [{ count: 4 }]), "other");
  assert.equal(finding({}, [{ count: null }]), "other");
  assert.equal(finding({}, [{ capacityType: "02" }]), "other");
  assert.equal(finding({}, [{ sourceType: "03" }]), "other");
  assert.equal(
    finding({}, [{ updatedAtMs: 9_000_000 }]),
    "other",
    "an older date: the data were copied back",
  );
  assert.equal(finding({}, [{ updatedAtMs: undefined }]), "other");
  assert.equal(finding({}, [{}, { count: 4 }]), "other", "twice, and not the same");
  assert.equal(finding({ remoteHolds: "no", deleted: true, confirmedCount: null }, [{}]), "back");
});

test("what is not known, in doubt, too fresh or hidden by the profile is not judged", () => {
  assert.equal(finding({ remoteHolds: "unknown" }, []), undefined);
  assert.equal(finding({ inDoubt: true }, []), undefined);
  assert.equal(finding({ confirmedAtMs: 20_000_001 }, []), undefined);
  assert.equal(finding({ remoteHolds: "no", deleted: true }, []), undefined);
  const extra = "06/01/-/-/01/-/01";
  const hidden = { supplementaryHidden: true, own: new Set([extra]) };
  assert.equal(finding({ keyText: extra }, [], hidden), undefined);
  assert.equal(finding({ keyText: extra }, [{ keyText: extra, count: 1 }], hidden), "other");
});

test("foreign is what the place does not compute; a row of the past is foreign and no longer judged", () => {
  const past = "02/01/03/-/-/-/01";
  const rows = [{ ...remote, keyText: past, count: 9 }];
  const { findings, foreign } = compareRows([{ ...known, keyText: past }], rows, rules);
  assert.deepEqual([findings, foreign.map((row) => row.keyText)], [[], [past]]);
  const deleted = { ...known, keyText: past, remoteHolds: "no", deleted: true } as const;
  const again = compareRows([deleted], rows, rules);
  assert.deepEqual([again.findings[0]?.kind, again.foreign], ["back", []]);
  assert.deepEqual(compareRows([], [{ ...remote }], rules).foreign, [], "computed, though never sent yet");
});
