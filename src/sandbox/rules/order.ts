import { bearerPresent } from "./caller/bearer-present.ts";
import { bearerValid } from "./caller/bearer-valid.ts";
import type { Finding, PatchCheck } from "./finding.ts";
import { bodyIsDialect } from "./patch/body-is-dialect.ts";
import { bodyIsJson } from "./patch/body-is-json.ts";
import { codingSystems } from "./patch/coding-systems.ts";
import { contentTypeIsFhir } from "./patch/content-type.ts";
import {
  establishmentWritableAfterPlace,
  establishmentWritableBeforePlace,
} from "./patch/establishment-writable.ts";
import { identifierGiven } from "./patch/identifier-given.ts";
import { natureExpected } from "./patch/nature-expected.ts";
import { numberOfBeds } from "./patch/number-of-beds.ts";
import { pathAndValueAgree } from "./patch/path-and-value-agree.ts";
import { pathFitsOperation } from "./patch/path-fits-operation.ts";
import { pathIsIndicator } from "./patch/path-is-indicator.ts";
import { pathReadable } from "./patch/path-readable.ts";
import { placeKnown } from "./patch/place-known.ts";
import { placeUnique } from "./patch/place-unique.ts";
import { rorHeadersAbsent } from "./patch/ror-headers-absent.ts";
import { rowAbsent } from "./patch/row-absent.ts";
import { rowPresent } from "./patch/row-present.ts";
import { rowSingle } from "./patch/row-single.ts";
import { sourceTypeListed } from "./patch/source-type.ts";
import { subExtensionsKnown } from "./patch/sub-extensions-known.ts";
import { updateDateReadable } from "./patch/update-date.ts";
import { updateDateNotFuture } from "./patch/update-date-not-future.ts";
import { valueFitsOperation } from "./patch/value-fits-operation.ts";
import { valueIsIndicator } from "./patch/value-is-indicator.ts";
import { valueShape } from "./patch/value-shape.ts";
import type { PatchFacts } from "./patch-facts.ts";
import { queryServed } from "./read/query-served.ts";
import { readerProfile } from "./read/reader-profile.ts";
import { rorHeadersPresent } from "./read/ror-headers-present.ts";
import type { ReadCheck, ReadFacts } from "./read-facts.ts";
import { certificateForClients } from "./token/certificate-for-clients.ts";
import { certificateInTime } from "./token/certificate-in-time.ts";
import { certificateNotRevoked } from "./token/certificate-not-revoked.ts";
import { certificateOfClient } from "./token/certificate-of-client.ts";
import { certificatePresented } from "./token/certificate-presented.ts";
import { certificateTrusted } from "./token/certificate-trusted.ts";
import { clientKnown } from "./token/client-known.ts";
import { clientNamed } from "./token/client-named.ts";
import { clientSecret } from "./token/client-secret.ts";
import { formReadable } from "./token/form-readable.ts";
import { grantTypeIsClientCredentials } from "./token/grant-type.ts";
import type { TokenCheck, TokenFacts, TokenFinding } from "./token-facts.ts";

/** Checks that are made together: `first` answers with the first refusal, `all` gathers them in one outcome. */
interface Stage {
  readonly stage: string;
  readonly answers: "first" | "all";
  readonly checks: readonly PatchCheck[];
}

/** `POST …/protocol/openid-connect/token`: one after the other, the first refusal is the answer. */
export const tokenOrder: readonly TokenCheck[] = [
  formReadable,
  grantTypeIsClientCredentials,
  clientNamed,
  certificatePresented,
  certificateTrusted,
  certificateInTime,
  certificateForClients,
  certificateNotRevoked,
  clientKnown,
  certificateOfClient,
  clientSecret,
];

/** `PATCH /ws-synchro-dispo-lits-fhir/Location`: stage by stage, a stage with a refusal ends the judgment. */
// biome-ignore format: one line per stage, so that the order reads at a glance
export const patchOrder: readonly Stage[] = [
  { stage: "caller",        answers: "first", checks: [bearerPresent, bearerValid] },
  { stage: "request",       answers: "first", checks: [rorHeadersAbsent, contentTypeIsFhir, identifierGiven] },
  { stage: "establishment", answers: "first", checks: [establishmentWritableBeforePlace] },
  { stage: "body",          answers: "all",   checks: [bodyIsJson, bodyIsDialect] },
  { stage: "operation",     answers: "first", checks: [pathReadable, pathFitsOperation, valueFitsOperation] },
  { stage: "place",         answers: "first", checks: [placeKnown, establishmentWritableAfterPlace, placeUnique] },
  { stage: "record",        answers: "all",   checks: [valueShape, numberOfBeds, updateDateReadable, updateDateNotFuture, sourceTypeListed, codingSystems, subExtensionsKnown] },
  { stage: "indicator",     answers: "all",   checks: [natureExpected, valueIsIndicator, pathIsIndicator, pathAndValueAgree] },
  { stage: "row",           answers: "first", checks: [rowPresent, rowSingle, rowAbsent] },
];

/** `GET /ws-diffusion-fhir/Location`: one after the other, the first refusal is the answer. */
export const readOrder: readonly ReadCheck[] = [
  bearerPresent,
  bearerValid,
  rorHeadersPresent,
  readerProfile,
  queryServed,
];

/** Judges a PATCH: nothing when it is accepted, else the refusals of the first stage that has some. */
export function judgePatch(facts: PatchFacts): readonly Finding[] {
  for (const { answers, checks } of patchOrder) {
    const findings: Finding[] = [];
    for (const check of checks) {
      findings.push(...check(facts));
      if (answers === "first" && findings.length > 0) return findings;
    }
    if (findings.length > 0) return findings;
  }
  return [];
}

/** Judges a token request: nothing when the token is given. */
export function judgeToken(facts: TokenFacts): TokenFinding | undefined {
  for (const check of tokenOrder) {
    const refusal = check(facts);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Judges a read: nothing when it is answered. */
export function judgeRead(facts: ReadFacts): readonly Finding[] {
  for (const check of readOrder) {
    const findings = check(facts);
    if (findings.length > 0) return findings;
  }
  return [];
}
