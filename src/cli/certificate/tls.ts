import { type CliIo, printJson } from "../io.ts";
import { bytesOf, type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";
import { authoritiesOf, keysOf } from "./inputs.ts";

export interface ProbeOptions extends CommonOptions {
  readonly authority?: string[];
  readonly certificate?: string;
  readonly key?: string;
  readonly keyPasswordFile?: string;
}

const LINK_TIMEOUT_MS = 10_000;
const HTTPS_PORT = 443;

/** `raccord certificate probe URL`: one TLS link, and which side is at fault when it fails. */
export function probeAddress(address: string, options: ProbeOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { probeTls } = await import("../../trust/tls/probe.ts");
    const { publicFile } = await import("../../trust/files/public-file.ts");
    const { wordsOf } = await import("../../trust/words.ts");
    const { hostname, port } = new URL(address.includes("://") ? address : `https://${address}`);
    const authorities = await authoritiesOf(options.authority);
    const identity = await identityOf(options);
    const result = await probeTls({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port === "" ? HTTPS_PORT : Number(port),
      ...(authorities.length === 0 ? {} : { authorityPem: publicFile(authorities) }),
      ...(identity ? { identity } : {}),
      timeoutMs: LINK_TIMEOUT_MS,
    });
    const words = result.kind === "failed" ? wordsOf(result.code, languageOf(options, io)) : undefined;
    if (options.json) printJson(io, { address, ...result, ...words });
    else if (result.kind === "failed") io.stderr(`${result.detail}\n${words?.text}.\n${words?.advice}\n`);
    else io.stdout(`${address}: ${result.protocol}\n`);
    io.setExitCode(result.kind === "failed" ? 1 : 0);
  });
}

/** `raccord certificate explain TEXT`: what an error text of any tool means and what to do. */
export function explainText(text: string, options: CommonOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { explainFailure } = await import("../../trust/tls/explain.ts");
    const { wordsOf } = await import("../../trust/words.ts");
    const code = explainFailure(text);
    const words = wordsOf(code, languageOf(options, io));
    if (options.json) printJson(io, { code, ...words });
    else io.stdout(`${words.text}.\n${words.advice}\n`);
  });
}

async function identityOf(
  options: ProbeOptions,
): Promise<{ readonly certificatePem: string; readonly keyPem: string } | undefined> {
  const { certificate: path } = options;
  if (path === undefined) return undefined;
  const { keyFits, readCertificateFile } = await import("../../trust/files/read-certificate-file.ts");
  const { publicFile } = await import("../../trust/files/public-file.ts");
  const { clearPem } = await import("../../trust/authority/keys.ts");
  const file = await readCertificateFile(bytesOf(path), passwordOf(options.passwordFile));
  if (file.kind === "refused") return refuse(file.code, path);
  const given = await keysOf(options.key, options.keyPasswordFile ?? options.passwordFile);
  const [leaf, ...others] = file.certificates;
  const key = [...given.keys, ...file.keys].find((it) => keyFits(it, leaf));
  if (!key) return refuse(given.keys.length > 0 ? "trust.key-of-another" : "trust.no-key", path);
  // In memory only, for the TLS layer.
  return { certificatePem: publicFile([leaf, ...others]), keyPem: clearPem(key) };
}
