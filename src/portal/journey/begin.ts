import type { SupplierKind } from "../../domain/journey/facts.ts";
import type { Random } from "../../runtime/random.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { saveChanges } from "./answers.ts";

/**
 * Begins a journey: within the first organisation that the person is applicant of, else in a new one, of which the
 * person becomes the applicant. Returns the journey's identifier. In one transaction with its line of the trail.
 */
export async function beginJourney(
  transaction: PortalDatabase,
  wanted: { readonly name: string; readonly kind: SupplierKind },
  by: SignedIn,
  world: { readonly nowMs: number; readonly random: Random },
  grantApplicant: (transaction: PortalDatabase, organisationId: string) => Promise<void>,
): Promise<string> {
  const { nowMs, random } = world;
  const id = random.hex(8);
  const own = by.grants.find((grant) => grant.role === "applicant");
  let organisationId = own !== undefined && "organisationId" in own ? own.organisationId : undefined;
  if (organisationId === undefined) {
    organisationId = random.hex(8);
    await transaction
      .insertInto("organisation")
      .values({ id: organisationId, name: wanted.name, created_at_ms: nowMs })
      .execute();
    await grantApplicant(transaction, organisationId);
  }
  await transaction
    .insertInto("journey")
    .values({
      id,
      organisation_id: organisationId,
      name: wanted.name,
      created_by: by.personId,
      created_at_ms: nowMs,
    })
    .execute();
  const change = (field: string, value: string) => ({
    section: "organisation",
    row: "",
    field,
    value,
    base: 0,
  });
  await saveChanges(transaction, id, [change("kind", wanted.kind), change("name", wanted.name)], {
    personId: by.personId,
    roles: ["applicant"],
    atMs: nowMs,
  });
  await writeTrail(transaction, {
    atMs: nowMs,
    by,
    journeyId: id,
    action: "journey-begun",
    what: { name: wanted.name, kind: wanted.kind, organisationId },
    why: "",
  });
  return id;
}
