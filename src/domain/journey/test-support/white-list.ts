import type { CertificateFact, EstablishmentFact, JourneyFacts, MoveRecord } from "../facts.ts";
import { noWhiteList, type WhiteListFacts, type WhiteListRequest } from "../white-list/facts.ts";
import { answersOf, emptyFacts, recordsOf } from "./facts.ts";

/** A record of a move about a request, on a day. */
export function about(subject: string, move: string, date: string): MoveRecord {
  const [record] = recordsOf(move);
  if (record === undefined) throw new RangeError(move);
  return { ...record, id: `${move}-${subject}-${date}`, subject, date };
}

/** The only valid writing certificate of an instance (of the supplier for `""`). */
export function productionCertificate(instance = ""): CertificateFact {
  return {
    id: `cert-${instance}`,
    environment: "production",
    role: "writer",
    instance,
    subjectDn: `CN=ror${instance},O=Fictif`,
    fingerprint: `AA:${instance}`,
    notAfter: "2029-01-01T00:00:00.000Z",
    verdicts: [],
  };
}

/** An invented establishment of the list. */
export function listed(finessEg: string, name = finessEg): EstablishmentFact {
  return {
    id: finessEg,
    legalEntityName: name,
    finessEj: "310000005",
    siren: "",
    name,
    finessEg,
    siret: "",
    department: "31",
    region: "76",
    places: "1",
    contact: "",
  };
}

/** A request for the certificate of an instance. */
export function request(
  id: string,
  add: readonly string[],
  more: Partial<WhiteListRequest> = {},
): WhiteListRequest {
  const { subjectDn, fingerprint } = productionCertificate(more.instance);
  return {
    id,
    certificate: { subjectDn, fingerprint },
    instance: "",
    add: add.map((finess) => ({ idNatStruct: `1${finess}`, name: finess })),
    remove: [],
    replaces: null,
    takeoverOn: null,
    ...more,
  };
}

/** Facts of a supplier with certificate and list, whose tests ended. */
export function endedTests(
  whiteList: Partial<WhiteListFacts>,
  records: readonly MoveRecord[] = [],
  more: Partial<JourneyFacts> = {},
): JourneyFacts {
  return emptyFacts({
    answers: answersOf({}),
    establishments: ["310000013", "310000039"].map((finess) => listed(finess)),
    establishmentVersion: 1,
    certificates: [productionCertificate()],
    whiteList: { ...noWhiteList, ...whiteList },
    records: [
      about("", "tests-begun-declared", "2026-10-20"),
      about("", "tests-ended-declared", "2026-11-05"),
      ...records,
    ],
    ...more,
  });
}
