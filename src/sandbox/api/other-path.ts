import type { BodyReading } from "../dialect/read-body.ts";
import type { PathReading } from "../dialect/read-path.ts";
import { readValue } from "../dialect/read-value.ts";
import type { RowSelection } from "../dialect/select-rows.ts";
import { type HeldPlace, placesFor } from "../places/places.ts";
import { type HeldRow, heldRows } from "../places/rows.ts";
import type { AddressReading } from "../rules/patch-facts.ts";
import type { ApiEnvironment } from "./call.ts";

/** What a path outside the published forms means for one place, as it stood at that version. */
export interface OtherPath {
  readonly placeId: number;
  readonly version: number;
  readonly reading: PathReading;
  readonly rows: readonly HeldRow[];
}

/**
 * Evaluates a path that is not of the published form, when the settings ask for it: by the full FHIRPath engine, in
 * limited time and outside any transaction (DESIGN §5). Undefined when there is nothing to evaluate, or no one place.
 */
export async function evaluateOtherPath(
  env: ApiEnvironment,
  body: BodyReading,
  address: AddressReading,
): Promise<OtherPath | undefined> {
  if (env.settings.behaviour.otherPaths !== "evaluate" || address.kind !== "identifier") return undefined;
  const operation = body.kind === "operation" ? body.operation : undefined;
  if (!operation || operation.type === "add" || operation.path.kind !== "unreadable") return undefined;
  if (operation.path.foreign) return undefined;
  const held = await readPlace(env, address.text);
  if (!held) return undefined;
  const { place, rows } = held;
  const extensions: unknown[] = rows.map((row) => JSON.parse(row.extension));
  const location = { resourceType: "Location", extension: extensions };
  const selected = await env.selectRows(location, operation.pathText);
  const where = { placeId: place.id, version: place.version };
  if (selected.kind !== "rows") {
    return { ...where, reading: { kind: "unreadable", why: reasonOf(selected) }, rows: [] };
  }
  const indexes = selected.rows;
  const [only] = indexes.length === 1 ? indexes : [];
  const record = only === undefined ? undefined : readValue(extensions[only]);
  return {
    ...where,
    reading: {
      kind: "selected",
      combination: record?.kind === "record" ? record.record.combination : undefined,
    },
    rows: indexes.flatMap((index) => rows[index] ?? []),
  };
}

function reasonOf(selection: Exclude<RowSelection, { readonly kind: "rows" }>): string {
  switch (selection.kind) {
    case "elsewhere":
      return "the path selects something else than capacity records";
    case "refused":
      return selection.refusal.outcome.issue[0]?.diagnostics ?? selection.refusal.code;
  }
}

async function readPlace(
  env: ApiEnvironment,
  identifier: string,
): Promise<{ readonly place: HeldPlace; readonly rows: readonly HeldRow[] } | undefined> {
  return env.database.transaction().execute(async (work) => {
    const [place, ...others] = placesFor(work, identifier);
    if (!place || others.length > 0) return undefined;
    return { place, rows: heldRows(work, place.id) };
  });
}
