import { badGateway } from "./bad-gateway.ts";
import { businessRule } from "./business-rule.ts";
import { certificateRevoked } from "./certificate-revoked.ts";
import { clockSkew } from "./clock-skew.ts";
import { cutAfterCommit } from "./cut-after-commit.ts";
import { cutBeforeCommit } from "./cut-before-commit.ts";
import { expressionAbsent } from "./expression-absent.ts";
import { expressionList } from "./expression-list.ts";
import { expressionString } from "./expression-string.ts";
import type { Fault } from "./fault.ts";
import type { FaultName } from "./names.ts";
import { noAnswer } from "./no-answer.ts";
import { outcomeMalformed } from "./outcome-malformed.ts";
import { outcomeTruncated } from "./outcome-truncated.ts";
import { placeDuplicate } from "./place-duplicate.ts";
import { placeUnknownFault } from "./place-unknown.ts";
import { serverError } from "./server-error.ts";
import { slowAnswer } from "./slow-answer.ts";
import { tokenExpired } from "./token-expired.ts";
import { tokenRefused } from "./token-refused.ts";
import { tooManyRequests } from "./too-many-requests.ts";
import { unavailableHtml } from "./unavailable-html.ts";
import { writeListRemoved } from "./write-list-removed.ts";

/** Every fault, by name. */
export const faults: Readonly<Record<FaultName, Fault>> = {
  "token-refused": tokenRefused,
  "certificate-revoked": certificateRevoked,
  "token-expired": tokenExpired,
  "write-list-removed": writeListRemoved,
  "place-unknown": placeUnknownFault,
  "place-duplicate": placeDuplicate,
  "business-rule": businessRule,
  "too-many-requests": tooManyRequests,
  "server-error": serverError,
  "bad-gateway": badGateway,
  "unavailable-html": unavailableHtml,
  "slow-answer": slowAnswer,
  "no-answer": noAnswer,
  "cut-before-commit": cutBeforeCommit,
  "cut-after-commit": cutAfterCommit,
  "outcome-malformed": outcomeMalformed,
  "outcome-truncated": outcomeTruncated,
  "clock-skew": clockSkew,
  "expression-string": expressionString,
  "expression-list": expressionList,
  "expression-absent": expressionAbsent,
};
