import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type CliIo, printJson } from "../io.ts";
import { type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";

export interface RequestOptions extends CommonOptions {
  readonly name: string;
  readonly organization: string;
  readonly structure: string;
  readonly department: string;
  readonly for: "test" | "production";
  readonly keyType: string;
  readonly out: string;
}

/** `raccord certificate request`: a new key, encrypted, its CSR, and the page of what to type. */
export function requestCertificate(options: RequestOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { makeRequest } = await import("../../trust/requests/request.ts");
    const { orderPage } = await import("../../trust/requests/order-page.ts");
    const { writeNewFile } = await import("../../trust/files/write-new-file.ts");
    const password = passwordOf(options.passwordFile);
    if (password === undefined) return refuse("trust.password-needed", "--password-file");
    const subject = {
      commonName: options.name,
      organization: options.organization,
      structureId: options.structure,
      department: options.department,
    };
    const made = await makeRequest(subject, password, options.keyType);
    const [keyFile, requestFile, pageFile] = ["key.pem", "request.csr", "order.txt"].map((it) =>
      join(options.out, it),
    ) as [string, string, string];
    mkdirSync(options.out, { recursive: true, mode: 0o700 });
    const where = { environment: options.for, requestFile, keyFile } as const;
    const page = orderPage({ subject, subjectDn: made.subjectDn, ...where }, languageOf(options, io));
    writeNewFile(keyFile, made.encryptedKeyPem, "private");
    writeNewFile(requestFile, made.requestPem, "public");
    writeNewFile(pageFile, page, "public");
    if (options.json) printJson(io, { keyFile, requestFile, pageFile, subjectDn: made.subjectDn });
    else io.stdout(page);
  });
}
