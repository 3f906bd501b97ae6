import type { KeyObject, X509Certificate } from "node:crypto";
import { readCertificateFile, readKeyFile } from "../../trust/files/read-certificate-file.ts";
import { bytesOf, passwordOf, refuse } from "./context.ts";

/** Authorities of the files given with `--authority`, in any form. */
export async function authoritiesOf(paths: readonly string[] = []): Promise<X509Certificate[]> {
  const all: X509Certificate[] = [];
  for (const path of paths) {
    const file = await readCertificateFile(bytesOf(path));
    if (file.kind === "refused") return refuse(file.code, path);
    all.push(...file.certificates);
  }
  return all;
}

/** Private keys of the file given with `--key`. */
export async function keysOf(
  path: string | undefined,
  passwordFile: string | undefined,
): Promise<{ readonly keys: readonly KeyObject[]; readonly lockedKeys: number }> {
  if (path === undefined) return { keys: [], lockedKeys: 0 };
  const file = await readKeyFile(bytesOf(path), passwordOf(passwordFile));
  return file.kind === "refused" ? refuse(file.code, path) : file;
}
