import type { deliveryCodes } from "../../runtime/errors/codes-delivery.ts";
import type { Exchange } from "./exchange.ts";

/** The row of the error catalogue that explains a failed exchange. */
export function failureCode(exchange: Exchange): keyof typeof deliveryCodes {
  const { decision } = exchange;
  switch (decision.kind) {
    case "hold-family":
      return "delivery.indicator-refused";
    case "park-place":
    case "pause-target":
      return decision.reason;
    case "park-establishment":
      return "delivery.establishment-not-on-write-list";
    case "retry-later":
      if (exchange.calls.at(-1)?.status !== null) return "delivery.target-busy";
      return exchange.inDoubt ? "delivery.no-answer" : "delivery.target-unreachable";
    case "park-unknown":
    case "confirmed":
      return "delivery.unexpected-answer";
  }
}
