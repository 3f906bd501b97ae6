import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { publishedFiles } from "./profile.ts";

const types: Readonly<Record<string, string>> = { cer: "application/pkix-cert", crl: "application/pkix-crl" };
const LOOPBACK = "127.0.0.1";

/** The published files of a local authority over HTTP on loopback, read anew at each request. */
export interface PublishedAuthority {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the certificates and revocation lists of the authority in `folder`; `port` 0 takes a free one. */
export async function publishAuthority(folder: string, port: number): Promise<PublishedAuthority> {
  const names = new Set<string>(Object.values(publishedFiles));
  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    const known = request.method === "GET" && names.has(name);
    const bytes = known ? readFile(join(folder, name)) : Promise.reject(new Error("unknown"));
    bytes.then(
      (content) => response.writeHead(200, { "content-type": types[name.slice(-3)] ?? "" }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${LOOPBACK}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
