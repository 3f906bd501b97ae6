import type { HttpReply } from "../../src/runtime/http-client.ts";
import type { Random } from "../../src/runtime/random.ts";
import { outcomeText } from "./ror.ts";

/** What can be answered instead of the truth. */
const soft = [
  "reset",
  "timeout",
  "no-connection",
  "unavailable",
  "proxy-error",
  "too-many",
  "outcome-500",
  "unauthorized",
] as const;
const hard = [
  "maintenance-page",
  "unreadable-404",
  "other-404",
  "forbidden",
  "place-unknown",
  "place-twice",
  "business-rule",
  "certificate-refused",
  "server-not-trusted",
  "teapot",
] as const;

type Soft = (typeof soft)[number];
type Hard = (typeof hard)[number];

/** `after`: the request took effect all the same. */
export interface Fault {
  readonly effect: "none" | "after";
  readonly answer: "truth" | Soft | Hard;
}

/** Shares of requests, 0 to 1. */
export interface FaultRates {
  /** What passes by itself. */
  readonly soft: number;
  /** What needs a person, or a day. */
  readonly hard: number;
}

const none: Fault = { effect: "none", answer: "truth" };
/** Answers after which the effect can still have taken place. */
const ambiguous = new Set<string>(["reset", "timeout", "unavailable", "proxy-error", "outcome-500"]);

/** What becomes of one PATCH. */
export function pickFault(rates: FaultRates | undefined, random: Random): Fault {
  const share = random.fraction();
  if (!rates || share >= rates.soft + rates.hard) return none;
  const list: readonly (Soft | Hard)[] = share < rates.hard ? hard : soft;
  const answer = list[random.integer(list.length)] ?? "reset";
  return { effect: ambiguous.has(answer) && random.integer(2) === 0 ? "after" : "none", answer };
}

/** What becomes of one token request: the same troubles as far as they exist there. */
export function pickTokenFault(rates: FaultRates | undefined, random: Random): Fault {
  const fault = pickFault(rates, random);
  return fault.answer === "business-rule" || fault.answer === "teapot" ? none : { ...fault, effect: "none" };
}

export function faultyAnswer(answer: Soft | Hard, random: Random): HttpReply {
  const html = { "content-type": "text/html" };
  switch (answer) {
    case "reset":
      return { kind: "lost", cause: "reset", sent: true, detail: "UND_ERR_SOCKET" };
    case "timeout":
      return { kind: "lost", cause: "timeout", sent: true, detail: "timeout" };
    case "no-connection":
      return { kind: "lost", cause: "connect", sent: false, detail: "ECONNREFUSED" };
    case "certificate-refused":
      return {
        kind: "lost",
        cause: "client-certificate-refused",
        sent: false,
        detail: "ALERT_ACCESS_DENIED",
      };
    case "server-not-trusted":
      return { kind: "lost", cause: "server-not-trusted", sent: false, detail: "CERT_HAS_EXPIRED" };
    case "unavailable":
      return reply(503);
    case "proxy-error":
      return reply(502, "<html>", html);
    case "too-many":
      return reply(429, "", { "retry-after": String(1 + random.integer(120)) });
    case "outcome-500":
      return reply(500, outcomeText("exception"));
    case "unauthorized":
      return reply(401);
    case "maintenance-page":
      return reply(200, "<html>", html);
    case "unreadable-404":
      return reply(404, "<html>", html);
    case "other-404":
      return reply(404, outcomeText("not-found", "Location.extension.where(url='autre')"));
    case "forbidden":
      return reply(403);
    case "place-unknown":
      return reply(404, outcomeText("not-found", "Location"));
    case "place-twice":
      return reply(412, outcomeText("multiple-matches"));
    case "business-rule":
      return reply(400, outcomeText("business-rule", ["Location"]));
    case "teapot":
      return reply(418, "{}");
  }
}

function reply(status: number, body = "", headers: Readonly<Record<string, string>> = {}): HttpReply {
  return { kind: "answer", status, headers, body, cut: false };
}
