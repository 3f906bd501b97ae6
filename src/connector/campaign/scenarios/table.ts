import type { ScenarioId } from "../../../domain/journey/campaign/scenarios.ts";
import type { Scenario } from "./outcome.ts";
import { putBack } from "./put-back.ts";
import {
  natureRefused,
  outsideWriteList,
  pathRefused,
  placeNotUnique,
  placeUnknown,
  valueRefused,
} from "./refusals.ts";
import { tokenGiven, tokenRefused, tokenRejected } from "./tokens.ts";
import { tooManyRequests } from "./waiting.ts";
import { addOn404, deleteHeld, replaceHeld, sendZero, severalIndicators } from "./writing.ts";

/** What is done for each scenario. */
export const scenarioTable: Readonly<Record<ScenarioId, Scenario>> = {
  token: tokenGiven,
  "token-refused": tokenRefused,
  "add-on-404": addOn404,
  replace: replaceHeld,
  zero: sendZero,
  "several-indicators": severalIndicators,
  delete: deleteHeld,
  "place-unknown": placeUnknown,
  "place-not-unique": placeNotUnique,
  "nature-refused": natureRefused,
  "value-refused": valueRefused,
  "path-refused": pathRefused,
  "outside-write-list": outsideWriteList,
  "token-rejected": tokenRejected,
  "too-many-requests": tooManyRequests,
  "put-back": putBack,
};
