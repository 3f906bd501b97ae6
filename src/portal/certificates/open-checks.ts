import { readFile } from "node:fs/promises";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { readCertificateFile } from "../../trust/files/read-certificate-file.ts";
import { networkFetch } from "../../trust/revocation/fetch-bytes.ts";
import { nationalHosts } from "./authority-network.ts";
import type { CertificateChecks } from "./check-certificate.ts";
import type { CertificateSettings } from "./settings.ts";

/**
 * What the checks work with, from the settings; `close` ends what is open. Throws RaccordError of `trust` (detail: the
 * path) for a file of authorities that cannot be read.
 */
export async function openCertificateChecks(
  settings: CertificateSettings,
): Promise<CertificateChecks & { close(): Promise<void> }> {
  const authorities = [];
  for (const path of settings.authorityFiles) {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes === undefined) throw new RaccordError("trust.file-missing", path);
    const file = await readCertificateFile(bytes);
    if (file.kind === "refused") throw new RaccordError(file.code, path);
    authorities.push(...file.certificates);
  }
  const { networkTotalMs: totalMs } = settings;
  const network = settings.checkOnline ? networkFetch(totalMs) : undefined;
  return {
    fetch: network?.fetch ?? (async () => undefined),
    hosts: [...nationalHosts, ...settings.moreHosts],
    totalMs,
    authorities,
    close: async () => network?.close(),
  };
}
