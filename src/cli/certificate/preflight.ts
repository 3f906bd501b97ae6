import type { PreflightReport } from "../../trust/preflight/preflight.ts";
import type { Language } from "../../trust/words.ts";
import { type CliIo, printJson } from "../io.ts";
import { bytesOf, type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";
import { authoritiesOf, keysOf } from "./inputs.ts";

export interface PreflightOptions extends CommonOptions {
  readonly for: "test" | "production";
  readonly role: "reader" | "writer";
  readonly structure?: string;
  readonly department?: string;
  readonly key?: string;
  readonly keyPasswordFile?: string;
  readonly authority?: string[];
  readonly crl?: string;
  readonly store?: string;
  readonly whiteListDn?: string;
  readonly toSend?: true;
}

/** Longest wait for one revocation list. */
const FETCH_TIMEOUT_MS = 10_000;

const statuses = {
  passed: { fr: "bon", en: "passed" },
  warned: { fr: "attention", en: "warned" },
  failed: { fr: "REFUSÉ", en: "FAILED" },
  "could-not-check": { fr: "non vérifié", en: "not checked" },
} as const;

/** `raccord certificate preflight`: the twelve checks; exit 1 when one failed. */
export function preflightFile(path: string, options: PreflightOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { readCertificateFile } = await import("../../trust/files/read-certificate-file.ts");
    const { lineWords, preflight } = await import("../../trust/preflight/preflight.ts");
    const { networkFetch } = await import("../../trust/revocation/fetch-bytes.ts");
    const { systemClock } = await import("../../runtime/clock.ts");
    const file = await readCertificateFile(bytesOf(path), passwordOf(options.passwordFile));
    if (file.kind === "refused") return refuse(file.code, path);
    const network = networkFetch(FETCH_TIMEOUT_MS);
    const { structure, department, whiteListDn, crl } = options;
    const report = await preflight({
      file,
      environment: options.for,
      role: options.role,
      toSend: options.toSend ?? false,
      keys: (await keysOf(options.key, options.keyPasswordFile ?? options.passwordFile)).keys,
      authorities: await authoritiesOf(options.authority),
      ...(structure === undefined ? {} : { structure }),
      ...(department === undefined ? {} : { department }),
      ...(whiteListDn === undefined ? {} : { whiteListDn }),
      ...(crl === undefined ? {} : { revocationList: bytesOf(crl) }),
      ...(options.store === undefined ? {} : { knownUses: await usesOf(options.store) }),
      fetch: network.fetch,
      nowMs: systemClock.nowMs(),
    }).finally(() => network.close());
    const language = languageOf(options, io);
    if (options.json) {
      const lines = report.lines.map((it) => ({ ...it, ...lineWords(it, language) }));
      printJson(io, { file: path, ...report, lines });
    } else io.stdout(await reportText(report, language));
    io.setExitCode(report.verdict === "failed" ? 1 : 0);
  });
}

async function usesOf(
  folder: string,
): Promise<ReturnType<import("../../trust/store/store.ts").CertificateStore["knownUses"]>> {
  const { openCertificateStore } = await import("../../trust/store/store.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const { systemRandom } = await import("../../runtime/random.ts");
  return openCertificateStore(folder, { clock: systemClock, random: systemRandom }).knownUses();
}

async function reportText(report: PreflightReport, language: Language): Promise<string> {
  const { lineWords } = await import("../../trust/preflight/preflight.ts");
  const lines = report.lines.flatMap((line) => {
    const { title, text, advice } = lineWords(line, language);
    const head = `${String(line.row).padStart(2)}. ${statuses[line.status][language].padEnd(12)} ${title}`;
    if (line.status === "passed") return [head];
    const detail = line.detail ? ` (${line.detail})` : "";
    return [head, `                 ${text}${detail}.`, `                 → ${advice}`];
  });
  return [report.subjectDn, "", ...lines, ""].join("\n");
}
