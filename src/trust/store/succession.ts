import { readFileSync } from "node:fs";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { TrustEnvironment } from "../known-authorities.ts";
import type { CertificateRole } from "../preflight/check.ts";
import { HISTORY_ROWS_MAX } from "./entry.ts";
import { type ExpiryNotice, expiryNotice } from "./notices.ts";
import type { CertificateStore, StoredCertificate } from "./store.ts";

/** What a token is asked with. The key is encrypted PEM and its passphrase goes no further than the TLS layer. */
export interface RehearsalIdentity {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly passphrase: string;
}

/** How the request for a token ended. `detail` is shown and kept: a status or a fault, never a token. */
export interface RehearsalOutcome {
  readonly token: boolean;
  readonly detail: string;
}

/** Asks the token server; passed in by the part that knows addresses and `client_id`. */
export type ObtainToken = (identity: RehearsalIdentity) => Promise<RehearsalOutcome>;

const DETAIL_MAX_CHARACTERS = 300;

/** Rehearses a stored certificate: asks for a token with it and records the outcome. What serves is not touched. */
export async function rehearse(
  store: CertificateStore,
  id: string,
  obtainToken: ObtainToken,
  clock: Clock,
): Promise<RehearsalOutcome> {
  const stored = store.get(id);
  const outcome = await obtainToken(identityOf(stored));
  const detail = outcome.detail.slice(0, DETAIL_MAX_CHARACTERS);
  const row = { atMs: clock.nowMs(), token: outcome.token, detail };
  store.record(id, (entry) => ({
    ...entry,
    rehearsals: [...entry.rehearsals, row].slice(-HISTORY_ROWS_MAX),
  }));
  return { token: outcome.token, detail };
}

/** Records the answer by which the national service confirmed the white list for this subject. */
export function confirmWhiteList(
  store: CertificateStore,
  id: string,
  answer: { readonly date: string; readonly reference: string },
  clock: Clock,
): void {
  const { subjectDn } = store.get(id);
  const confirmation = { ...answer, subjectDn, recordedAtMs: clock.nowMs() };
  store.record(id, (entry) => ({ ...entry, confirmation }));
}

/**
 * Puts a stored certificate into service. Throws `trust.switch-refused` out of its dates, `trust.switch-not-rehearsed`
 * when its last rehearsal gave no token, `trust.switch-not-confirmed` without a recorded confirmation: before the
 * white list no call succeeds (onboarding §1 step 09).
 */
export function switchTo(store: CertificateStore, id: string, clock: Clock): StoredCertificate {
  const { entry, certificate, validToMs, subjectDn } = store.get(id);
  const nowMs = clock.nowMs();
  if (nowMs < Date.parse(certificate.validFrom) || nowMs > validToMs) {
    throw new RaccordError("trust.switch-refused", id);
  }
  if (!entry.rehearsals.at(-1)?.token) throw new RaccordError("trust.switch-not-rehearsed", id);
  if (entry.confirmation?.subjectDn !== subjectDn) throw new RaccordError("trust.switch-not-confirmed", id);
  store.pointCurrent(id);
  store.record(id, (held) => ({
    ...held,
    switchedAtMs: [...held.switchedAtMs, nowMs].slice(-HISTORY_ROWS_MAX),
  }));
  return store.get(id);
}

/** The certificate of the same environment and role that ends later than this one. */
export function successorOf(
  all: readonly StoredCertificate[],
  current: Pick<StoredCertificate, "environment" | "role" | "validToMs">,
): string | undefined {
  const { environment, role, validToMs } = current;
  return all.find((it) => it.environment === environment && it.role === role && it.validToMs > validToMs)?.id;
}

/** One line of the watch over expiry. */
export interface StoreNotice {
  readonly id: string;
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
  readonly subjectDn: string;
  readonly validToMs: number;
  readonly notice: ExpiryNotice;
  /** A later certificate stands ready beside: the notice only reminds of the switch. */
  readonly successor: string | undefined;
}

/** Notices of the certificates in service: 90, 60 and 30 days before the end, and after it. */
export function storeNotices(store: CertificateStore, nowMs: number): StoreNotice[] {
  const all = store.list();
  return all
    .filter((it) => it.current)
    .map(({ id, environment, role, subjectDn, validToMs }) => ({
      id,
      environment,
      role,
      subjectDn,
      validToMs,
      notice: expiryNotice(validToMs, nowMs),
      successor: successorOf(all, { environment, role, validToMs }),
    }))
    .filter((it) => it.notice.kind !== "none");
}

function identityOf(stored: StoredCertificate): RehearsalIdentity {
  return {
    certificatePem: readFileSync(stored.certificateFile, "utf8"),
    keyPem: readFileSync(stored.keyFile, "utf8"),
    passphrase: readFileSync(stored.passphraseFile, "utf8").trim(),
  };
}
