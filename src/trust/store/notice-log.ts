import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { expiryNotice } from "./notices.ts";

/** A certificate whose end is watched. `of` says in the log whose it is, for example `{ target: "ror" }`. */
export type WatchedCertificate =
  | {
      readonly kind: "read";
      readonly of: Readonly<Record<string, string>>;
      readonly subjectDn: string;
      readonly validToMs: number;
      /** Identifier of a later certificate that stands ready. */
      readonly successor?: string | undefined;
    }
  | { readonly kind: "unreadable"; readonly of: Readonly<Record<string, string>>; readonly detail: string };

/** Notices are repeated after this. */
const repeatMs = 24 * 3_600_000;

/**
 * Writes notices to the log: 90, 60 and 30 days before the end of a certificate, after it, and when one cannot be
 * read (onboarding §5.6 row 4, §10); now and every day. Returns what ends it.
 */
export function logExpiryNotices(
  certificates: () => readonly WatchedCertificate[],
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): () => void {
  let cancel = (): void => {};
  const tell = (): void => {
    for (const certificate of certificates()) logNotice(certificate, clock.nowMs(), log);
    cancel = clock.after(repeatMs, tell);
  };
  tell();
  return () => cancel();
}

function logNotice(certificate: WatchedCertificate, nowMs: number, log: Log): void {
  if (certificate.kind === "unreadable") {
    log.error({ ...certificate.of, detail: certificate.detail }, "certificate cannot be read");
    return;
  }
  const { of, subjectDn, validToMs, successor } = certificate;
  const facts = { ...of, subjectDn, validTo: new Date(validToMs).toISOString(), successor };
  const notice = expiryNotice(validToMs, nowMs);
  switch (notice.kind) {
    case "none":
      return;
    case "due":
      log.warn(
        { ...facts, daysLeft: notice.daysLeft, noticeDays: notice.threshold },
        successor === undefined
          ? "certificate ends soon: ask for the next one"
          : "certificate ends soon: the next one stands ready, rehearse, confirm, switch",
      );
      return;
    case "expired":
      log.error(facts, "certificate has ended");
  }
}
