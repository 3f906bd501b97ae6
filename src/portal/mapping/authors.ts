import { regionOfRow } from "../../domain/journey/row-region.ts";
import { readSection } from "../journey/answers.ts";
import type { SectionView } from "../journey/shapes.ts";
import { personNames } from "../journey/views.ts";
import { grantOf } from "../signin/grant-text.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { MappingAuthors } from "./shapes.ts";

/** What the GRADeS answers; a supplier may write it down. */
const answered = ["external-id", "assigned-on"] as const;

/** Who typed what the GRADeS answered, cell by cell, and whether that was the GRADeS of the unit's region, or a GRADeS where the
 * region is not known. */
export async function mappingAuthors(
  database: PortalDatabase,
  journeyId: string,
  isSeen: (row: SectionView["rows"][number]) => boolean,
): Promise<MappingAuthors> {
  const rows = (await readSection(database, journeyId, "mapping")).rows.filter(isSeen);
  const people = [
    ...new Set(rows.flatMap(({ fields }) => answered.flatMap((field) => fields[field]?.by ?? []))),
  ];
  const names = await personNames(database, people);
  const held = await gradesOf(database, people);
  return {
    cells: rows.flatMap(({ id, fields }) =>
      answered.flatMap((field) => {
        const typed = fields[field];
        if (typed === undefined || typed.value === null || typed.value === "") return [];
        const region = regionOf(fields);
        // A number that tells no region is every GRADeS's of the file, as it is theirs to write (`isOfRegions`).
        const isGrades = held.some(
          (one) =>
            one.personId === typed.by && (region === undefined || one.region === region) && at(one, typed.at),
        );
        return [
          {
            row: id,
            field,
            byName: names.get(typed.by) ?? "",
            as: isGrades ? ("grades" as const) : ("declared" as const),
            at: typed.at,
          },
        ];
      }),
    ),
  };
}

interface Held {
  readonly personId: string;
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The regions for which people were or are the GRADeS. */
async function gradesOf(database: PortalDatabase, people: readonly string[]): Promise<readonly Held[]> {
  if (people.length === 0) return [];
  const rows = await database
    .selectFrom("person_grant")
    .select(["person_id", "scope", "granted_at_ms", "revoked_at_ms"])
    .where("role", "=", "grades")
    .where("person_id", "in", people)
    .execute();
  return rows.flatMap((row) => {
    const grant = grantOf(row.scope);
    if (grant.role !== "grades") return [];
    const toMs = row.revoked_at_ms ?? Number.POSITIVE_INFINITY;
    return [{ personId: row.person_id, region: grant.region, fromMs: row.granted_at_ms, toMs }];
  });
}

function at({ fromMs, toMs }: Held, instant: string): boolean {
  const ms = Date.parse(instant);
  return fromMs <= ms && ms <= toMs;
}

function regionOf(fields: SectionView["rows"][number]["fields"]): string | undefined {
  const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  return regionOfRow({ fields: values });
}
