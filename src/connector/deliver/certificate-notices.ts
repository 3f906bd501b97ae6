import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { TargetCertificate } from "./target-certificates.ts";

/** Notices are repeated in the log after this. */
const repeatMs = 24 * 3_600_000;

/**
 * Writes the notices of the targets' certificates to the log: 90, 60 and 30 days before the end, after it, and when
 * one cannot be read; now and every day. Returns what ends it.
 */
export function logCertificateNotices(
  certificates: () => readonly TargetCertificate[],
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): () => void {
  let cancel = (): void => {};
  const tell = (): void => {
    for (const certificate of certificates()) logNotice(certificate, log);
    cancel = clock.after(repeatMs, tell);
  };
  tell();
  return () => cancel();
}

function logNotice(certificate: TargetCertificate, log: Log): void {
  const { target } = certificate;
  if (certificate.kind === "unreadable") {
    log.error({ target, detail: certificate.detail }, "certificate of the target cannot be read");
    return;
  }
  const { id, subjectDn, validToMs, notice, successor } = certificate;
  const facts = { target, certificate: id, subjectDn, validTo: new Date(validToMs).toISOString(), successor };
  switch (notice.kind) {
    case "none":
      return;
    case "due":
      log.warn(
        { ...facts, daysLeft: notice.daysLeft, noticeDays: notice.threshold },
        successor === undefined
          ? "certificate of the target ends soon: ask for the next one"
          : "certificate of the target ends soon: the next one stands ready, rehearse, confirm, switch",
      );
      return;
    case "expired":
      log.error(facts, "certificate of the target has ended");
  }
}

/** The same for screens and health: dates as text, `null` where nothing is known. */
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
