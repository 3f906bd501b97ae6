import { isIdNatStruct } from "../../identifiers/id-nat-struct.ts";
import {
  type AnswerRow,
  type CertificateFact,
  type EstablishmentFact,
  type JourneyFacts,
  rowsOf,
} from "../facts.ts";
import { cell } from "../findings.ts";
import type { ListedEstablishment, WhiteListRequest } from "./facts.ts";
import { whiteListLines } from "./lines.ts";
import { isOpen, judgedRequests } from "./state.ts";

/** Why a request cannot be made as it is. */
export type RequestFault =
  | "whitelist.nothing-asked"
  | "whitelist.certificate-expired"
  | "whitelist.establishment-not-listed"
  | "whitelist.establishment-of-another-instance"
  | "whitelist.already-on-list"
  | "whitelist.not-on-list"
  | "whitelist.asked-already"
  | "whitelist.takeover-day-missing"
  | "whitelist.takeover-without-other";

/** `1` + FINESS EG, or empty where the line has no usable number (onboarding §7.2). */
export function idNatStructOf(line: Pick<EstablishmentFact, "finessEg">): string {
  const text = `1${line.finessEg.replace(/[\s.\u00a0\u202f]/g, "").toUpperCase()}`;
  return isIdNatStruct(text) ? text : "";
}

/**
 * Establishments that a certificate can be opened for: every one of the list for an EAI or SaaS, those of its own instance
 * for a proprietary solution (onboarding §0.2).
 */
export function establishmentsFor(facts: JourneyFacts, instance: string): readonly ListedEstablishment[] {
  const own = facts.kind === "proprietary" ? ofInstance(facts, instance) : undefined;
  const listed = facts.establishments
    .map((line) => ({ idNatStruct: idNatStructOf(line), name: line.name }))
    .filter(({ idNatStruct }) => idNatStruct !== "" && (own?.has(idNatStruct) ?? true));
  return [...new Map(listed.map((one) => [one.idNatStruct, one])).values()];
}

function ofInstance(facts: JourneyFacts, instance: string): ReadonlySet<string> {
  const numbers = (row: { readonly fields: AnswerRow }): string =>
    idNatStructOf({ finessEg: cell(row, "finess-eg") });
  return new Set(
    rowsOf(facts, "instances")
      .filter((row) => cell(row, "instance") === instance)
      .map(numbers),
  );
}

/** Production certificates that write, still valid: the ones that a white list is about. */
export function writingCertificates(facts: JourneyFacts): readonly CertificateFact[] {
  return facts.certificates.filter(
    (one) =>
      one.environment === "production" && one.role === "writer" && one.notAfter.slice(0, 10) >= facts.today,
  );
}

/** What stands against making this request now; empty when nothing does. */
export function requestFaults(facts: JourneyFacts, request: WhiteListRequest): readonly RequestFault[] {
  const { fingerprint } = request.certificate;
  const faults = new Set<RequestFault>();
  if (request.add.length + request.remove.length === 0) faults.add("whitelist.nothing-asked");
  if (!writingCertificates(facts).some((one) => one.fingerprint === fingerprint) && request.add.length > 0)
    faults.add("whitelist.certificate-expired");
  const listed = new Set(facts.establishments.map(idNatStructOf));
  const usable = new Set(establishmentsFor(facts, request.instance).map(({ idNatStruct }) => idNatStruct));
  const lines = whiteListLines(facts).filter((line) => line.certificate.fingerprint === fingerprint);
  const held = new Set(lines.map(({ establishment }) => establishment.idNatStruct));
  const open = judgedRequests(facts).filter(
    (one) => isOpen(one.state) && one.request.certificate.fingerprint === fingerprint,
  );
  const asked = new Set(
    open.flatMap(({ request: { add, remove } }) => [...add, ...remove].map(({ idNatStruct }) => idNatStruct)),
  );
  for (const { idNatStruct } of request.add) {
    if (!listed.has(idNatStruct)) faults.add("whitelist.establishment-not-listed");
    else if (!usable.has(idNatStruct)) faults.add("whitelist.establishment-of-another-instance");
    if (held.has(idNatStruct)) faults.add("whitelist.already-on-list");
  }
  if (request.remove.some(({ idNatStruct }) => !held.has(idNatStruct))) faults.add("whitelist.not-on-list");
  if ([...request.add, ...request.remove].some(({ idNatStruct }) => asked.has(idNatStruct)))
    faults.add("whitelist.asked-already");
  const taken = request.add.some((one) =>
    facts.whiteList.others.some(({ idNatStruct }) => idNatStruct === one.idNatStruct),
  );
  if (taken && request.takeoverOn === null) faults.add("whitelist.takeover-day-missing");
  if (!taken && request.takeoverOn !== null) faults.add("whitelist.takeover-without-other");
  return [...faults];
}
