import { Gauge, type Registry } from "prom-client";
import type { CertificateStore } from "./store.ts";

/**
 * Publishes the end of every stored certificate as `raccord_certificate_expiry_timestamp_seconds`, read from the
 * store at each scrape. Labels: environment, role, certificate (its identifier) and current (`true` or `false`).
 */
export function registerCertificateMetrics(registry: Registry, store: CertificateStore): void {
  new Gauge({
    name: "raccord_certificate_expiry_timestamp_seconds",
    help: "End of validity of each stored certificate, in seconds since 1970.",
    labelNames: ["environment", "role", "certificate", "current"],
    registers: [registry],
    collect() {
      this.reset();
      for (const { environment, role, id, current, validToMs } of store.list()) {
        this.set({ environment, role, certificate: id, current: String(current) }, validToMs / 1000);
      }
    },
  });
}
