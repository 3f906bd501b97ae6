import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Where the deliveries are counted. */
export interface DeliveryMetrics {
  /** One PATCH ended with this decision. */
  call(target: string, operation: string, result: string, durationMs: number): void;
  /** One place was read back, or could not be, with this result. */
  reading(target: string, result: string): void;
}

/** Counts nothing. */
export const noMetrics: DeliveryMetrics = { call: () => {}, reading: () => {} };

/**
 * Metrics of the sending half in `registry`. `countDiffering` is asked at each scrape: indicators that are not known
 * to be in the ROR as wanted, by target.
 */
export function createDeliveryMetrics(
  registry: Registry,
  countDiffering: () => Promise<ReadonlyMap<string, number>>,
): DeliveryMetrics {
  const calls = new Counter({
    name: "raccord_delivery_calls_total",
    help: "Capacity PATCH requests by decision",
    labelNames: ["target", "operation", "result"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "raccord_delivery_call_seconds",
    help: "Duration of capacity PATCH requests",
    labelNames: ["target"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const readings = new Counter({
    name: "raccord_read_back_places_total",
    help: "Places read back from the target by what was found",
    labelNames: ["target", "result"],
    registers: [registry],
  });
  new Gauge({
    name: "raccord_delivery_indicators_differing",
    help: "Indicators whose wanted value the ROR is not known to have",
    labelNames: ["target"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [target, count] of await countDiffering()) this.set({ target }, count);
    },
  });
  return {
    call(target, operation, result, durationMs) {
      calls.inc({ target, operation, result });
      seconds.observe({ target }, durationMs / 1000);
    },
    reading(target, result) {
      readings.inc({ target, result });
    },
  };
}
