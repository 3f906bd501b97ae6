import type { Clock } from "../../runtime/clock.ts";
import type { FetchBytes } from "../../trust/revocation/check-online.ts";

/** Hosts of the national authority: its lists and certificates, its responder (onboarding §5.2). */
export const nationalHosts = ["igc-sante.esante.gouv.fr", "ocsp.esante.gouv.fr"] as const;

/**
 * Limits what the checks of one certificate may ask of the network. The addresses stand in the uploaded certificate, so
 * anybody may write them: only `hosts` are asked (`name` or `name:port`), nothing else of the portal's own network can be
 * reached through a certificate. A host that gave no answer is not asked again, and after `totalMs` nothing is: with the
 * network closed the checks end at once, or soon, and say that they could not check.
 */
export function authorityFetch(
  fetch: FetchBytes,
  limits: { readonly hosts: readonly string[]; readonly totalMs: number; readonly clock: Clock },
): FetchBytes {
  const { clock, totalMs } = limits;
  const hosts = new Set<string>(limits.hosts);
  const silent = new Set<string>();
  const endMs = clock.nowMs() + totalMs;
  return async (url, post) => {
    if (!URL.canParse(url)) return undefined;
    const { host, protocol } = new URL(url);
    if (protocol !== "http:" && protocol !== "https:") return undefined;
    const left = endMs - clock.nowMs();
    if (!hosts.has(host) || silent.has(host) || left <= 0) return undefined;
    const bytes = await within(fetch(url, post), left, clock);
    if (bytes === undefined) silent.add(host);
    return bytes;
  };
}

/** The answer, or `undefined` when it does not come in time. */
function within(
  answer: Promise<Uint8Array | undefined>,
  timeMs: number,
  clock: Clock,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.after(timeMs, () => resolve(undefined));
    answer
      .catch(() => undefined)
      .then((bytes) => {
        cancel();
        resolve(bytes);
      });
  });
}
