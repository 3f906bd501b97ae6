import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { certificateFacts } from "../../trust/facts/certificate-facts.ts";
import { publicFile } from "../../trust/files/public-file.ts";
import { type CertificateFile, readCertificateFile } from "../../trust/files/read-certificate-file.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import { changeJourney, factsOf, type JourneyWorld } from "../journey/world.ts";
import { checkCertificate, type StoredVerdict } from "./check-certificate.ts";
import type { CertificatePlace } from "./shapes.ts";
import { type CertificateRow, isAt, othersThan, readAll, stands, subjectOnFile } from "./store.ts";

/** Standing certificates of one journey, and all that ever were: a region's hub has one, an editor one per customer. */
const standingMax = 300;
const everMax = 3_000;

/** Who changes what. */
export interface CertificateChange {
  readonly world: JourneyWorld;
  readonly journeyId: string;
  readonly person: SignedIn;
}

/**
 * Checks a public certificate and keeps it with its verdicts and its line of the trail. The same certificate at the same
 * place is checked again instead. Returns its identifier. Throws RaccordError `journey.too-many`.
 */
export async function addCertificate(
  change: CertificateChange,
  file: CertificateFile,
  place: CertificatePlace,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { world, journeyId, person } = change;
  const { database, clock, random } = world;
  const known = await readAll(database, journeyId);
  const { fingerprintSha256, subjectDn, validToMs } = certificateFacts(file.certificates[0]);
  const same = known.find((row) => stands(row) && row.fingerprint === fingerprintSha256 && isAt(row, place));
  if (same !== undefined) {
    await checkAgain(change, same.id, file);
    return { id: same.id, isNew: false };
  }
  const checked = await check(change, file, place, known, undefined);
  const id = random.hex(8);
  await changeJourney(world, journeyId, async (transaction) => {
    const rows = await readAll(transaction, journeyId);
    if (rows.some((row) => stands(row) && row.fingerprint === fingerprintSha256 && isAt(row, place)))
      throw new RaccordError("journey.too-many", fingerprintSha256.slice(0, 11));
    if (rows.filter(stands).length >= standingMax || rows.length >= everMax)
      throw new RaccordError("journey.too-many", `${standingMax} certificates`);
    await transaction
      .insertInto("journey_certificate")
      .values({
        id,
        journey_id: journeyId,
        ...place,
        pem: checked.pem,
        fingerprint: fingerprintSha256,
        subject_dn: subjectDn,
        not_after: new Date(validToMs).toISOString(),
        verdicts: JSON.stringify(checked.verdicts),
        uploaded_by: person.personId,
        uploaded_at_ms: clock.nowMs(),
        removed_at_ms: null,
      })
      .execute();
    await writeTrail(transaction, {
      atMs: clock.nowMs(),
      by: person,
      journeyId,
      action: "certificate-added",
      what: { certificate: id, ...place, subjectDn, fingerprint: fingerprintSha256, ...results(checked) },
      why: "",
    });
  });
  return { id, isNew: true };
}

/**
 * Makes the checks of a kept certificate again with what is known now. `file`: the same certificate as it was uploaded
 * again, perhaps with its authorities. Throws RaccordError `journey.unknown-thing`.
 */
export async function checkAgain(
  change: CertificateChange,
  id: string,
  file?: CertificateFile,
): Promise<void> {
  const { world, journeyId, person } = change;
  const known = await readAll(world.database, journeyId);
  const row = known.find((one) => stands(one) && one.id === id);
  if (row === undefined) throw new RaccordError("journey.unknown-thing");
  const { environment, role, instance } = row;
  const place = { environment, role, instance };
  const kept = await keptFile(row);
  // Authorities that came with an earlier upload are not forgotten by one that lacks them.
  const [leaf, ...beside] = file?.certificates ?? kept.certificates;
  const whole = { ...(file ?? kept), certificates: [leaf, ...beside, ...kept.certificates] as const };
  const checked = await check(change, whole, place, known, id);
  await changeJourney(world, journeyId, async (transaction) => {
    const done = await transaction
      .updateTable("journey_certificate")
      .set({ verdicts: JSON.stringify(checked.verdicts), pem: checked.pem })
      .where("journey_id", "=", journeyId)
      .where("id", "=", id)
      .where("removed_at_ms", "is", null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new RaccordError("journey.unknown-thing");
    await writeTrail(transaction, {
      atMs: world.clock.nowMs(),
      by: person,
      journeyId,
      action: "certificate-checked",
      what: { certificate: id, ...place, subjectDn: row.subject_dn, ...results(checked) },
      why: "",
    });
  });
}

/** Takes a certificate out, with the reason; its row stays for the trail. Throws RaccordError `journey.unknown-thing`. */
export async function removeCertificate(
  { world, journeyId, person }: CertificateChange,
  id: string,
  reason: string,
): Promise<void> {
  await changeJourney(world, journeyId, async (transaction) => {
    const row = (await readAll(transaction, journeyId)).find((one) => stands(one) && one.id === id);
    if (row === undefined) throw new RaccordError("journey.unknown-thing");
    const { environment, role, instance, subject_dn: subjectDn, fingerprint } = row;
    await transaction
      .updateTable("journey_certificate")
      .set({ removed_at_ms: world.clock.nowMs() })
      .where("journey_id", "=", journeyId)
      .where("id", "=", id)
      .execute();
    await writeTrail(transaction, {
      atMs: world.clock.nowMs(),
      by: person,
      journeyId,
      action: "certificate-removed",
      what: { certificate: id, environment, role, instance, subjectDn, fingerprint },
      why: reason,
    });
  });
}

/** The kept certificate as a file to send: it alone, in PEM. Throws RaccordError `journey.unknown-thing`. */
export async function publicCertificate(
  world: JourneyWorld,
  journeyId: string,
  id: string,
): Promise<{ readonly pem: string; readonly row: CertificateRow }> {
  const row = (await readAll(world.database, journeyId)).find((one) => stands(one) && one.id === id);
  if (row === undefined) throw new RaccordError("journey.unknown-thing");
  return { pem: publicFile([(await keptFile(row)).certificates[0]]), row };
}

/** The checks stand outside of every transaction: the network may take its time. */
async function check(
  { world, journeyId }: CertificateChange,
  file: CertificateFile,
  place: CertificatePlace,
  known: readonly CertificateRow[],
  id: string | undefined,
): Promise<{ readonly verdicts: readonly StoredVerdict[]; readonly pem: string }> {
  const facts = await factsOf(world, world.database, journeyId);
  const { verdicts, chain } = await checkCertificate(
    file,
    { place, facts, others: othersThan(known, id), subjectOnFile: subjectOnFile(known, place, facts) },
    world.certificates,
    world.clock,
  );
  return { verdicts, pem: publicFile(chain) };
}

async function keptFile(row: CertificateRow): Promise<CertificateFile> {
  const file = await readCertificateFile(Buffer.from(row.pem));
  if (file.kind === "refused") throw new Error(`the kept certificate ${row.id} is ${file.code}`);
  return file;
}

/** Numbers of the checks that did not pass, by result. */
function results({ verdicts }: { readonly verdicts: readonly StoredVerdict[] }): Record<string, number[]> {
  const of = (result: StoredVerdict["result"]): number[] =>
    verdicts.filter((one) => one.result === result).map((one) => one.check);
  return { failed: of("failed"), warned: of("warned"), couldNotCheck: of("could-not-check") };
}
