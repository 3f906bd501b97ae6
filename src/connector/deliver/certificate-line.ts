import type { WatchedCertificate } from "../../trust/store/notice-log.ts";
import type { TargetCertificate } from "./target-certificates.ts";

/** The certificate of a target as the watch over its end takes it. */
export function watchedCertificate(certificate: TargetCertificate): WatchedCertificate {
  const of = { target: certificate.target };
  if (certificate.kind === "unreadable") return { kind: "unreadable", of, detail: certificate.detail };
  const { subjectDn, validToMs, successor } = certificate;
  return { kind: "read", of, subjectDn, validToMs, successor };
}

/** A target's certificate for screens and health: dates as text, `null` where nothing is known. */
export function certificateLine(certificate: TargetCertificate): {
  readonly subjectDn: string | null;
  readonly validTo: string | null;
  readonly daysLeft: number | null;
  readonly notice: "none" | "due" | "expired" | "unreadable";
  readonly successor: string | null;
} {
  if (certificate.kind === "unreadable") {
    return { subjectDn: null, validTo: null, daysLeft: null, notice: "unreadable", successor: null };
  }
  const { subjectDn, validToMs, notice, successor } = certificate;
  return {
    subjectDn,
    validTo: new Date(validToMs).toISOString(),
    daysLeft: notice.daysLeft,
    notice: notice.kind,
    successor: successor ?? null,
  };
}
