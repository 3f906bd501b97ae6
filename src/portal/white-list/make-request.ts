import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { mailboxes } from "../../domain/journey/library-kinds.ts";
import type {
  ListedCertificate,
  ListedEstablishment,
  WhiteListRequest,
} from "../../domain/journey/white-list/facts.ts";
import { type WhiteListLine, whiteListLines } from "../../domain/journey/white-list/lines.ts";
import { requestMessage } from "../../domain/journey/white-list/messages.ts";
import { establishmentsFor, idNatStructOf, requestFaults } from "../../domain/journey/white-list/request.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type Maker, makeMove } from "../journey/moves.ts";
import { queueTold } from "../messages/announce.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { RequestMake } from "./shapes.ts";

/**
 * Records a request to ANS about one certificate, with its line of the trail and the e-mail that asks for it. Throws
 * RaccordError `white-list.…` for what stands against it, and what `makeMove` throws.
 */
export async function makeRequest(
  transaction: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  facts: JourneyFacts,
  wanted: RequestMake,
  maker: Maker,
): Promise<string> {
  const request = requestOf(facts, wanted, maker.random.hex(8));
  const [fault] = requestFaults(facts, request);
  if (fault !== undefined) throw new RaccordError(fault);
  const { id: recordId } = await makeMove(
    transaction,
    journey.id,
    facts,
    {
      move: "white-list-requested",
      subject: request.id,
      date: wanted.date,
      documentId: null,
      reason: null,
      content: { ...request },
    },
    maker,
  );
  await storeRequest(transaction, journey.id, request);
  await queueTold(transaction, journey, {
    recordId,
    recipients: [mailboxes.ror],
    told: "white-list-requested",
    text: requestMessage(journey.name, request, wanted.date),
    ...maker,
  });
  return request.id;
}

function requestOf(facts: JourneyFacts, wanted: RequestMake, id: string): WhiteListRequest {
  const lines = whiteListLines(facts);
  const { certificate, instance } = certificateOf(facts, lines, wanted.fingerprint);
  const replaces = wanted.replaces === null ? null : certificateOf(facts, lines, wanted.replaces).certificate;
  const names = new Map<string, string>([
    ...lines.map(({ establishment }) => [establishment.idNatStruct, establishment.name] as const),
    ...facts.establishments.map((line) => [idNatStructOf(line), line.name] as const),
  ]);
  const named = (ids: readonly string[]): ListedEstablishment[] =>
    [...new Set(ids)].map((idNatStruct) => ({ idNatStruct, name: names.get(idNatStruct) ?? "" }));
  // A renewed certificate takes every line of the one that it follows, as far as the list still has it.
  const usable = new Set(establishmentsFor(facts, instance).map(({ idNatStruct }) => idNatStruct));
  const taken = lines
    .filter((line) => line.certificate.fingerprint === replaces?.fingerprint)
    .map(({ establishment }) => establishment.idNatStruct)
    .filter((one) => usable.has(one));
  return {
    id,
    certificate,
    instance,
    add: named([...wanted.add, ...taken]),
    remove: named(wanted.remove),
    replaces,
    takeoverOn: wanted.takeoverOn,
  };
}

/** A production certificate of the file, or one that is on the white list still. */
function certificateOf(
  facts: JourneyFacts,
  lines: readonly WhiteListLine[],
  fingerprint: string,
): { readonly certificate: ListedCertificate; readonly instance: string } {
  const found =
    facts.certificates.find(
      (one) => one.environment === "production" && one.role === "writer" && one.fingerprint === fingerprint,
    ) ??
    lines
      .map(({ certificate, instance }) => ({ ...certificate, instance }))
      .find((one) => one.fingerprint === fingerprint);
  if (found === undefined) throw new RaccordError("journey.unknown-thing", "certificate");
  const { subjectDn, instance } = found;
  // Of an EAI or SaaS the name of an instance means nothing.
  return { certificate: { subjectDn, fingerprint }, instance: facts.kind === "proprietary" ? instance : "" };
}

async function storeRequest(
  transaction: PortalDatabase,
  journeyId: string,
  request: WhiteListRequest,
): Promise<void> {
  await transaction
    .insertInto("white_list_request")
    .values({
      id: request.id,
      journey_id: journeyId,
      subject_dn: request.certificate.subjectDn,
      fingerprint: request.certificate.fingerprint,
      instance: request.instance,
      replaces_dn: request.replaces?.subjectDn ?? "",
      replaces_fingerprint: request.replaces?.fingerprint ?? "",
      takeover_on: request.takeoverOn,
    })
    .execute();
  const rows = [
    ...request.add.map((one) => ({ ...one, change: "add" as const })),
    ...request.remove.map((one) => ({ ...one, change: "remove" as const })),
  ].map(({ idNatStruct, name, change }, position) => ({
    request_id: request.id,
    journey_id: journeyId,
    id_nat_struct: idNatStruct,
    name,
    change,
    position,
  }));
  const rowsAtOnce = 500;
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await transaction
      .insertInto("white_list_change")
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
}
