import { join } from "node:path";
import { type CliIo, printJson } from "../io.ts";
import { bytesOf, type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";
import { authoritiesOf, keysOf } from "./inputs.ts";

export interface ImportOptions extends CommonOptions {
  readonly key?: string;
  readonly keyPasswordFile?: string;
  readonly authority?: string[];
  readonly for: "test" | "production";
  readonly role: "reader" | "writer";
  readonly store: string;
  readonly offline?: true;
}

/** Longest wait for one authority's certificate. */
const FETCH_TIMEOUT_MS = 10_000;

/** `raccord certificate import`: into the store, its chain completed, its key encrypted anew. */
export function importFile(path: string, options: ImportOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { readCertificateFile, keyFits } = await import("../../trust/files/read-certificate-file.ts");
    const { completeFromNetwork } = await import("../../trust/complete-from-network.ts");
    const { networkFetch } = await import("../../trust/revocation/fetch-bytes.ts");
    const { openCertificateStore } = await import("../../trust/store/store.ts");
    const { systemClock } = await import("../../runtime/clock.ts");
    const { systemRandom } = await import("../../runtime/random.ts");
    const file = await readCertificateFile(bytesOf(path), passwordOf(options.passwordFile));
    if (file.kind === "refused") return refuse(file.code, path);
    const [leaf, ...others] = file.certificates;
    const given = await keysOf(options.key, options.keyPasswordFile ?? options.passwordFile);
    const keys = [...given.keys, ...file.keys];
    const key = keys.find((it) => keyFits(it, leaf));
    if (!key) {
      if (given.lockedKeys + file.lockedKeys > 0) return refuse("trust.password-needed", options.key ?? path);
      return refuse(keys.length > 0 ? "trust.key-of-another" : "trust.no-key", options.key ?? path);
    }
    const network = networkFetch(FETCH_TIMEOUT_MS);
    const atHand = [...others, ...(await authoritiesOf(options.authority))];
    const fetch = options.offline ? async () => undefined : network.fetch;
    const chain = await completeFromNetwork(leaf, atHand, fetch).finally(() => network.close());
    const store = openCertificateStore(options.store, { clock: systemClock, random: systemRandom });
    const above = chain.certificates.slice(1);
    const { id, ...stored } = store.add({
      environment: options.for,
      role: options.role,
      chain: [leaf, ...above],
      key,
    });
    if (options.json) {
      const { certificateFile, keyFile, passphraseFile, authoritiesFile, subjectDn } = stored;
      const paths = { certificateFile, keyFile, passphraseFile, authoritiesFile };
      return printJson(io, { id, subjectDn, ...paths, chainComplete: chain.complete });
    }
    const french = languageOf(options, io) === "fr";
    const place = join(options.store, options.for, options.role);
    io.stdout(
      [
        stored.subjectDn,
        french
          ? `  rangé sous ${id} dans ${place}, clé chiffrée.`
          : `  stored as ${id} in ${place}, key encrypted.`,
        chain.complete
          ? french
            ? "  Chaîne complète."
            : "  Chain complete."
          : french
            ? "  Chaîne incomplète : donner les autorités avec --authority."
            : "  Chain incomplete: give the authorities with --authority.",
        french
          ? "  Suite : preflight, rehearse, confirm, switch."
          : "  Next: preflight, rehearse, confirm, switch.",
        "",
      ].join("\n"),
    );
  });
}
