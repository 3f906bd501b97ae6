/** One establishment of a request: the left half of the identifier in every PATCH, and its name (ror-api §5.1, §8.2). */
export interface ListedEstablishment {
  readonly idNatStruct: string;
  readonly name: string;
}

/** A certificate as the white list knows it: by its subject; the fingerprint tells which file it is (onboarding §9.1). */
export interface ListedCertificate {
  readonly subjectDn: string;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
}

/**
 * What is asked of ANS for one certificate: which establishments it may write for from now on, and which no longer
 * (official page, step 09; onboarding §0.2). The first one of a certificate and every later change have the same shape.
 */
export interface WhiteListRequest {
  readonly id: string;
  readonly certificate: ListedCertificate;
  /** Running instance of a proprietary solution, or empty. */
  readonly instance: string;
  readonly add: readonly ListedEstablishment[];
  readonly remove: readonly ListedEstablishment[];
  /** The certificate in whose place this one comes; its lines end with the confirmation. */
  readonly replaces: ListedCertificate | null;
  /** Day from which this supplier writes in the place of another one, YYYY-MM-DD. */
  readonly takeoverOn: string | null;
}

/** An establishment that ANS does not open, and why. */
export interface RefusedEstablishment {
  readonly idNatStruct: string;
  readonly reason: string;
}

/** What ANS answered to a request, as its confirmation recorded it. */
export interface WhiteListAnswer {
  /** The record of the move `white-list-confirmed`. */
  readonly recordId: string;
  /** Base of the production API that takes the PATCHes (official page, step 09). */
  readonly feedingUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly refused: readonly RefusedEstablishment[];
}

/** Another supplier writes for an establishment of this one from a day on. */
export interface Takeover {
  readonly idNatStruct: string;
  /** YYYY-MM-DD. */
  readonly from: string;
  /** Instant at which its confirmation was recorded, ISO 8601 UTC: lines opened later are not ended by it. */
  readonly at: string;
  /** Name of the other file. */
  readonly by: string;
}

/** Another supplier's standing line, or open request, for an establishment of this one. */
export interface OtherSupplier {
  readonly idNatStruct: string;
  readonly name: string;
  readonly journey: string;
}

/** The newest PATCH of an establishment that production accepted, from the journal of the platform. */
export interface AcceptedPatch {
  readonly idNatStruct: string;
  /** `IdNatStruct/externalId`. */
  readonly place: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/** What is known of a journey's white list. */
export interface WhiteListFacts {
  /** In the order in which they were made. */
  readonly requests: readonly WhiteListRequest[];
  readonly answers: readonly WhiteListAnswer[];
  readonly takeovers: readonly Takeover[];
  readonly others: readonly OtherSupplier[];
  readonly accepted: readonly AcceptedPatch[];
}

/** Nothing asked, nothing answered. */
export const noWhiteList: WhiteListFacts = {
  requests: [],
  answers: [],
  takeovers: [],
  others: [],
  accepted: [],
};
