import type { Random } from "../../src/runtime/random.ts";

/**
 * The remote side in memory, with its own reading of the published dialect (ror-api §5): it shares no code with
 * what it judges. What no honest client may do is told to `complain`.
 */
export interface Ror {
  /** Rows by `IdNatStruct/externalId`, then by the seven codes with dashes. */
  readonly held: ReadonlyMap<string, ReadonlyMap<string, HeldRow>>;
  /** Takes one PATCH from one sender; `sender` tells processes apart. */
  patch(sender: number, url: string, body: string): { readonly status: number; readonly body: string };
  /** The sender got something else than the truth about this place: its next request must be a `replace`. */
  unclear(place: string): void;
  successes(): number;
  /** The Bundle that a read of this place answers. */
  read(place: string): string;
  /** Somebody else's copy of the data replaces ours: one row, by chance, vanishes or shows what it never was told. */
  lose(random: Random): void;
  /** True while a row is not what the last sender made of it. */
  altered(place: string, key: string): boolean;
}

export interface HeldRow {
  readonly count: number;
  readonly date: string;
  readonly type: string;
  readonly source: string;
}

interface Extension {
  readonly url: string;
  readonly valueInteger?: number;
  readonly valueDateTime?: string;
  readonly valueCodeableConcept?: { readonly coding: readonly { readonly code: string }[] };
}

interface Part {
  readonly name: string;
  readonly valueString?: string;
  readonly part?: readonly { readonly extension: readonly { readonly extension: readonly Extension[] }[] }[];
}

const attributes = [
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
];
const capacity =
  "Location.extension.where(url='https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity')";

/** An OperationOutcome as the documentation shows them. */
export function outcomeText(code: string, expression?: string | readonly string[]): string {
  const issue = { severity: "error", code, diagnostics: "texte", ...(expression ? { expression } : {}) };
  return JSON.stringify({ resourceType: "OperationOutcome", issue: [issue] });
}

/** `IdNatStruct/externalId` of a request. */
export function placeOf(url: string): string {
  return decodeURIComponent(new URL(url, "http://ror.test").searchParams.get("identifier") ?? "");
}

export function createRor(places: readonly string[], complain: (what: string) => void): Ror {
  const held = new Map(places.map((place) => [place, new Map<string, HeldRow>()]));
  /** Who was just told which row is missing, by place. */
  const missing = new Map<string, string>();
  let successes = 0;
  const altered = new Set<string>();
  return {
    held,
    successes: () => successes,
    unclear: (place) => missing.delete(place),
    patch(sender, url, body) {
      const place = placeOf(url);
      const rows = held.get(place);
      const { operation, key, row } = readPatch(body);
      const told = missing.get(place);
      missing.delete(place);
      if (operation === "add" && told !== `${sender} ${key}`) {
        complain(`add of ${key} in ${place} without the 404 that asks for it`);
      }
      if (!rows) return { status: 404, body: outcomeText("not-found", "Location") };
      const before = rows.get(key);
      if (operation !== "add" && !before) {
        missing.set(place, `${sender} ${key}`);
        return { status: 404, body: outcomeText("not-found", [capacity]) };
      }
      if (operation === "add" && before) complain(`row ${key} of ${place} added twice`);
      if (before && row && row.date < before.date)
        complain(`capacityUpdateDate of ${key} in ${place} went back`);
      if (row) rows.set(key, row);
      else rows.delete(key);
      altered.delete(`${place} ${key}`);
      successes += 1;
      return { status: 200, body: "" };
    },
    read: (place) => bundleText(place, held.get(place)),
    lose(random) {
      const all = [...held].flatMap(([place, rows]) => [...rows].map(([key, row]) => ({ place, key, row })));
      const one = all[random.integer(Math.max(1, all.length))];
      if (!one) return;
      altered.add(`${one.place} ${one.key}`);
      if (random.integer(2) === 0) held.get(one.place)?.delete(one.key);
      else held.get(one.place)?.set(one.key, { ...one.row, count: one.row.count + 1 + random.integer(5) });
    },
    altered: (place, key) => altered.has(`${place} ${key}`),
  };
}

/** RORLocation as far as a feed reads it back (ror-api §7, §9). */
function bundleText(place: string, rows: ReadonlyMap<string, HeldRow> | undefined): string {
  const coded = (url: string, code: string): Extension => ({
    url,
    valueCodeableConcept: { coding: [{ code }] },
  });
  const records = [...(rows ?? [])].map(([key, row]) => ({
    url: capacity.slice(capacity.indexOf("'") + 1, -2),
    extension: [
      ...key.split("/").flatMap((code, index) => (code === "-" ? [] : coded(attributes[index] ?? "", code))),
      { url: "nbCapacity", valueInteger: row.count },
      { url: "capacityUpdateDate", valueDateTime: row.date },
      coded("capacityType", row.type),
      coded("capacitySourceType", row.source),
    ],
  }));
  const resource = { resourceType: "Location", identifier: [{ value: place }], extension: records };
  const entry = rows === undefined ? [] : [{ resource }];
  return JSON.stringify({ resourceType: "Bundle", type: "searchset", total: entry.length, entry });
}

function readPatch(body: string): { operation: string; key: string; row: HeldRow | undefined } {
  const parts =
    (JSON.parse(body) as { parameter: readonly { part: readonly Part[] }[] }).parameter[0]?.part ?? [];
  const part = (name: string): Part | undefined => parts.find((one) => one.name === name);
  const operation = part("type")?.valueString ?? "";
  const inner = part("value")?.part?.[0]?.extension[0]?.extension ?? [];
  const path = part("path")?.valueString ?? "";
  const wanted = new Map<string, string>();
  for (const [, name = "", code = ""] of path.matchAll(
    /url = '(\w+)' and valueCodeableConcept\.coding\.code = '(\w+)'/g,
  )) {
    wanted.set(name, code);
  }
  const stated = new Map(inner.map((one) => [one.url, one.valueCodeableConcept?.coding[0]?.code]));
  const codes = operation === "add" ? stated : wanted;
  const key = attributes.map((name) => codes.get(name) ?? "-").join("/");
  const row = {
    count: inner.find((one) => one.url === "nbCapacity")?.valueInteger ?? Number.NaN,
    date: inner.find((one) => one.url === "capacityUpdateDate")?.valueDateTime ?? "",
    type: stated.get("capacityType") ?? "",
    source: stated.get("capacitySourceType") ?? "",
  };
  return { operation, key, row: operation === "delete" ? undefined : row };
}
