import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../runtime/clock.ts";
import { systemRandom } from "../../runtime/random.ts";
import type { BenchContext } from "./context.ts";

/** Server certificate of 127.0.0.1 with an RSA key of 2048 bits, as the sandbox gives itself; files of this run. */
export async function serverCertificate(
  context: BenchContext,
): Promise<{ certFile: string; keyFile: string; caFile: string }> {
  const { openAuthority } = await import("../../trust/authority/store.ts");
  const authority = await openAuthority({
    folder: join(context.folder, "authority"),
    environment: "bench",
    passphrase: systemRandom.hex(16),
    clock: systemClock,
    random: systemRandom,
  });
  const server = await authority.issueServer({ hosts: ["127.0.0.1", "localhost"] });
  const files = {
    certFile: join(context.folder, "server.pem"),
    keyFile: join(context.folder, "server.key.pem"),
    caFile: join(context.folder, "server.ca.pem"),
  };
  writeFileSync(files.certFile, server.certificatePem);
  writeFileSync(files.keyFile, server.keyPem, { mode: 0o600 });
  writeFileSync(files.caFile, authority.chainPem);
  return files;
}
