import { capacityPath } from "../../deliver/patch-body.ts";
import { type Bench, placeAddress } from "../bench.ts";
import type { CampaignRow } from "../client.ts";
import { type ExpectedRefusal, hasIssue, notProduced, refusedAs, type Scenario } from "./outcome.ts";

const unknownPlaceBytes = 6;
/** An establishment that does not exist: no department has the number 99. */
const nobodysEstablishment = "1999999999";
/** TRE_R329 03, dwellings: no bed indicator has this nature, and the value set of the ROR lacks it. */
const wrongNature = "03";

const capacityExpression = capacityPath.replace(".where(url=", "(");

/** A record that no list can hold: installed beds with a gender and a crisis (ror-api §6.3). Never stored anywhere. */
function noIndicator(bench: Bench): CampaignRow {
  const [indicator] = bench.indicators;
  const row = bench.row(indicator, 0);
  const key = { ...row.key, capacityStatus: "01", genderCapacityAvailable: "01", crisisType: "01" };
  return { ...row, indicatorId: "NO_INDICATOR", key };
}

/** The place is not known: stop, no `add` (ror-api §5.6 row 2). */
export const placeUnknown: Scenario = async (bench) => {
  const externalId = `RACCORD-INCONNU-${bench.random.hex(unknownPlaceBytes)}`;
  const at = { establishment: bench.place.establishment, externalId };
  return refusedAs(await bench.send(bench.row(bench.indicators[0], 1), {}, at), {
    status: 404,
    documented: (call) => hasIssue(call, "not-found", (it) => it === "Location"),
    decision: "park-place",
  });
};

const duplicate: ExpectedRefusal = {
  status: 412,
  documented: (call) => hasIssue(call, "multiple-matches", () => true),
  decision: "park-place",
};

/** The place is found several times (ror-api §5.6 row 3). The record is no indicator: it could be stored nowhere. */
export const placeNotUnique: Scenario = async (bench) => {
  const { duplicatedPlace, faultHeaders } = bench.settings;
  if (duplicatedPlace !== undefined) {
    return refusedAs(await bench.send(noIndicator(bench), {}, placeAddress(duplicatedPlace)), duplicate);
  }
  if (faultHeaders) {
    return refusedAs(await bench.send(noIndicator(bench), { fault: "place-duplicate" }), duplicate);
  }
  return notProduced(
    "Aucun lieu en double n'est connu (campaign.duplicatedPlace), et les pannes ne se commandent pas ici.",
    "no duplicate place is known (campaign.duplicatedPlace), and faults cannot be asked for here.",
  );
};

const businessRule = (expression: (text: string | undefined) => boolean): ExpectedRefusal => ({
  status: 400,
  documented: (call) => hasIssue(call, "business-rule", expression),
  decision: "hold-family",
});

/** The nature is not that of the indicator (ror-api §5.6 row 4). */
export const natureRefused: Scenario = async (bench) => {
  const row = { ...bench.row(bench.indicators[0], 1), capacityType: wrongNature };
  const expected = businessRule((it) => it === `${capacityExpression}.extension('capacityType')`);
  return refusedAs(await bench.send(row), expected);
};

/** The record is no indicator (ror-api §5.6 row 5). */
export const valueRefused: Scenario = async (bench) =>
  refusedAs(
    await bench.send(noIndicator(bench)),
    businessRule((it) => it === capacityExpression),
  );

/** The criteria are no indicator, in an answer without expression (ror-api §5.6 row 6). */
export const pathRefused: Scenario = async (bench) =>
  refusedAs(
    await bench.send({ ...noIndicator(bench), deleted: true }),
    businessRule((it) => it === undefined),
  );

const outside: ExpectedRefusal = { status: 403, documented: () => true, decision: "park-establishment" };

/**
 * An establishment that the certificate may not write. The record is no indicator, so that nothing is stored even where
 * the list is not looked at.
 */
export const outsideWriteList: Scenario = async (bench) => {
  const { outsidePlace, faultHeaders } = bench.settings;
  const at = placeAddress(outsidePlace ?? `${nobodysEstablishment}/RACCORD`);
  const own = refusedAs(await bench.send(noIndicator(bench), {}, at), outside);
  if (own.verdict !== "not-produced" || !faultHeaders) return own;
  return refusedAs(await bench.send(noIndicator(bench), { fault: "write-list-removed" }), outside);
};
