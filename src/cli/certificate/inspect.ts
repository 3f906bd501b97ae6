import { type CliIo, printJson } from "../io.ts";
import { bytesOf, type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";

/** `raccord certificate inspect`: exit 0 whenever the file can be read. */
export function inspectFile(path: string, options: CommonOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { readCertificateFile } = await import("../../trust/files/read-certificate-file.ts");
    const { certificateFacts } = await import("../../trust/facts/certificate-facts.ts");
    const { subjectDn } = await import("../../trust/subject-dn.ts");
    const { factsJson, factsText } = await import("./facts-text.ts");
    const file = await readCertificateFile(bytesOf(path), passwordOf(options.passwordFile));
    if (file.kind === "refused") return refuse(file.code, path);
    const [first, ...others] = file.certificates;
    const facts = certificateFacts(first);
    const chain = others.map((it) => subjectDn(it));
    if (options.json) printJson(io, { file: path, ...factsJson(file, facts, chain) });
    else io.stdout(factsText(file, facts, chain, languageOf(options, io)));
  });
}
