import list from "../../../../spec/indicators/bed-indicators.json" with { type: "json" };
import { patchBody } from "../../../connector/deliver/patch-body.ts";
import { readClosedPath } from "../../../sandbox/dialect/closed-path.ts";
import { matchRows } from "../../../sandbox/dialect/match-rows.ts";
import type { JsonObject } from "../../../wire/fhirpath-patch/json.ts";
import { selectElements } from "../../../wire/fhirpath-patch/select-elements.ts";
import type { FigureSource } from "../figure.ts";

const rows = 20;

/** A path of the published form over the capacity records of one place: path read, records matched. */
export const sandboxSelection: FigureSource = {
  figures: [
    {
      name: "sandbox-selection",
      what: "one indicator found by its published path among the 20 records of a place",
      unit: "selections/s",
      reference: {
        kind: "peer",
        name: "the full FHIRPath engine (fhirpath) on the same",
        unit: "selections/s",
      },
      aim: { of: "value", atLeast: 20_000 },
      limit: "every record of the place is looked at for each path",
    },
  ],
  async measure(context) {
    const { location, paths } = placeWithRecords();
    const compiled = (path: string): number | undefined => {
      const closed = readClosedPath(path);
      const match = closed && matchRows(location, closed);
      return match?.kind === "rows" ? match.rows[0] : undefined;
    };
    const engine = (path: string): number | undefined =>
      selectElements(location, path)[0]?.steps[0]?.index ?? undefined;
    for (const [index, path] of paths.entries()) {
      if (compiled(path) !== index || engine(path) !== index)
        throw new Error(`${path} selects another record`);
    }
    const times = { warmUpMs: context.pick(500, 200), durationMs: context.pick(2000, 500) };
    return [
      {
        name: "sandbox-selection",
        value: perSecond(paths, times, compiled),
        reference: perSecond(paths, times, engine),
        details: { records: rows },
      },
    ];
  },
};

/** A place with a record of each of so many indicators, and the path that a replace of each has. */
function placeWithRecords(): { readonly location: JsonObject; readonly paths: readonly string[] } {
  const { placeholder, since20250828 } = list.genderEither;
  const parts = list.indicators.slice(0, rows).flatMap(({ key }) => {
    const gender = key.genderCapacityAvailable;
    const genderCapacityAvailable = gender === placeholder ? since20250828 : gender;
    const record = { count: 1, capacityType: "01", sourceType: "02", updatedAtMs: 0 } as const;
    return patchBody("replace", { key: { ...key, genderCapacityAvailable }, ...record }).parameter.flatMap(
      (operation) => operation.part,
    );
  });
  return {
    location: {
      resourceType: "Location",
      extension: parts.flatMap((part) =>
        part.name === "value" ? part.part.flatMap((it) => it.extension) : [],
      ),
    },
    paths: parts.flatMap((part) => (part.name === "path" ? [part.valueString] : [])),
  };
}

/** How often per second, over all paths in turn. */
function perSecond(
  paths: readonly string[],
  { warmUpMs, durationMs }: { readonly warmUpMs: number; readonly durationMs: number },
  select: (path: string) => unknown,
): number {
  const round = (untilMs: number): number => {
    let selections = 0;
    while (performance.now() < untilMs) {
      for (const path of paths) select(path);
      selections += paths.length;
    }
    return selections;
  };
  round(performance.now() + warmUpMs);
  const beganMs = performance.now();
  return (round(beganMs + durationMs) * 1000) / (performance.now() - beganMs);
}
