import type { X509Certificate } from "node:crypto";
import { ocspRequest, readOcspResponse } from "../../wire/certificates/ocsp.ts";
import { plainSerial, readRevocationList } from "../../wire/certificates/revocation-list.ts";
import { x509Fields } from "../../wire/certificates/x509-fields.ts";
import type { RevocationVerdict } from "./verdict.ts";

/** Gets or posts bytes over HTTP; undefined when no whole answer came. Passed in, so that tests own the network. */
export type FetchBytes = (
  url: string,
  post?: { readonly contentType: string; readonly body: Uint8Array },
) => Promise<Uint8Array | undefined>;

export interface RevocationQuestion {
  readonly leaf: X509Certificate;
  readonly issuer: X509Certificate | undefined;
  /** A list given by hand, looked at before the network. */
  readonly list?: Uint8Array;
  readonly fetch: FetchBytes;
  readonly nowMs: number;
}

/** Addresses that are tried; the national leaves name two or three (onboarding §5.4). */
const ADDRESSES_MAX = 4;

/**
 * Asks whether a certificate is revoked: the given list, then the lists over HTTP, then OCSP (onboarding §5.6 row
 * 12). Only a signed and current answer counts; everything else is a doubt, never a pass.
 */
export async function checkRevocation(question: RevocationQuestion): Promise<RevocationVerdict> {
  const { leaf, issuer, list, fetch } = question;
  if (!issuer) return { kind: "unknown", why: "no-issuer" };
  if (list) return judgeList(list, issuer, question);
  const fields = x509Fields(leaf.raw);
  const http = (url: string): boolean => /^https?:\/\//.test(url);
  const lists = fields.crlUrls.filter(http).slice(0, ADDRESSES_MAX);
  const responders = fields.ocspUrls.filter(http).slice(0, ADDRESSES_MAX);
  let doubt: RevocationVerdict = {
    kind: "unknown",
    why: lists.length + responders.length === 0 ? "no-address" : "no-answer",
  };
  for (const url of lists) {
    const bytes = await fetch(url);
    if (!bytes) continue;
    const verdict = await judgeList(bytes, issuer, question);
    if (verdict.kind !== "unknown") return verdict;
    doubt = verdict;
  }
  for (const url of responders) {
    const body = await ocspRequest(leaf.raw, issuer.raw);
    const bytes = await fetch(url, { contentType: "application/ocsp-request", body });
    if (!bytes) continue;
    const verdict = await judgeAnswer(bytes, issuer, question);
    if (verdict.kind !== "unknown") return verdict;
    doubt = verdict;
  }
  return doubt;
}

async function judgeList(
  bytes: Uint8Array,
  issuer: X509Certificate,
  { leaf, nowMs }: RevocationQuestion,
): Promise<RevocationVerdict> {
  const reading = await readRevocationList(bytes, issuer.raw);
  if (reading.kind !== "list") return { kind: "unknown", why: reading.kind };
  const { revokedAtMs, nextUpdateMs } = reading.list;
  const atMs = revokedAtMs.get(plainSerial(leaf.serialNumber));
  // Revocation is final, so an old list still proves it.
  if (atMs !== undefined) return { kind: "revoked", atMs };
  const current = nextUpdateMs !== undefined && nextUpdateMs >= nowMs;
  return current ? { kind: "good" } : { kind: "unknown", why: "out-of-date" };
}

async function judgeAnswer(
  bytes: Uint8Array,
  issuer: X509Certificate,
  { leaf, nowMs }: RevocationQuestion,
): Promise<RevocationVerdict> {
  const reading = await readOcspResponse(bytes, leaf.raw, issuer.raw);
  switch (reading.kind) {
    case "good": {
      const old = reading.nextUpdateMs !== undefined && reading.nextUpdateMs < nowMs;
      return old ? { kind: "unknown", why: "out-of-date" } : { kind: "good" };
    }
    case "revoked":
      return { kind: "revoked", atMs: nowMs };
    case "unknown":
      return { kind: "unknown", why: "no-answer" };
    case "unreadable":
    case "not-of-this-issuer":
      return { kind: "unknown", why: reading.kind };
  }
}
