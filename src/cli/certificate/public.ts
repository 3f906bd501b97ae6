import { type CliIo, printJson } from "../io.ts";
import { bytesOf, type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";

export interface PublicOptions extends CommonOptions {
  readonly out?: string;
  readonly chain?: true;
}

/** `raccord certificate public`: the certificate alone, guaranteed to hold no private key. */
export function makePublic(path: string, options: PublicOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { readCertificateFile } = await import("../../trust/files/read-certificate-file.ts");
    const { publicFile } = await import("../../trust/files/public-file.ts");
    const { writeNewFile } = await import("../../trust/files/write-new-file.ts");
    const { subjectDn } = await import("../../trust/subject-dn.ts");
    const file = await readCertificateFile(bytesOf(path), passwordOf(options.passwordFile));
    if (file.kind === "refused") return refuse(file.code, path);
    const [first] = file.certificates;
    const text = publicFile(options.chain ? file.certificates : [first]);
    if (options.out === undefined && !options.json) return io.stdout(text);
    if (options.out !== undefined) writeNewFile(options.out, text, "public");
    const said = { file: options.out ?? null, subjectDn: subjectDn(first), pem: text };
    if (options.json) return printJson(io, said);
    io.stdout(
      languageOf(options, io) === "fr"
        ? `${options.out} : sans clé privée, peut être envoyé.\n${said.subjectDn}\n`
        : `${options.out}: no private key in it, may be sent.\n${said.subjectDn}\n`,
    );
  });
}
