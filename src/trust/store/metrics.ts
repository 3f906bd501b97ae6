import { Gauge, type Registry } from "prom-client";
import type { TrustEnvironment } from "../known-authorities.ts";
import type { CertificateRole } from "../preflight/check.ts";
import type { StoredCertificate } from "./store.ts";

/** The end of one certificate, as a metric shows it. */
export interface CertificateEnd {
  /** What uses it, when that is known. */
  readonly target?: string;
  readonly environment?: TrustEnvironment;
  readonly role?: CertificateRole;
  /** Its identifier: the first characters of its SHA-256. */
  readonly certificate: string;
  /** In service now. */
  readonly current: boolean;
  readonly validToMs: number;
}

/** The end of a stored certificate. */
export function endOfStored(stored: StoredCertificate): CertificateEnd {
  const { environment, role, id, current, validToMs } = stored;
  return { environment, role, certificate: id, current, validToMs };
}

/** Publishes ends of validity as `raccord_certificate_expiry_timestamp_seconds`, asked for at each scrape. */
export function registerCertificateMetrics(registry: Registry, ends: () => readonly CertificateEnd[]): void {
  new Gauge({
    name: "raccord_certificate_expiry_timestamp_seconds",
    help: "End of validity of each certificate, in seconds since 1970.",
    labelNames: ["target", "environment", "role", "certificate", "current"],
    registers: [registry],
    collect() {
      this.reset();
      for (const { validToMs, current, ...labels } of ends()) {
        this.set({ ...labels, current: String(current) }, validToMs / 1000);
      }
    },
  });
}
