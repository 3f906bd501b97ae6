import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type TLSSocket, type TlsOptions } from "node:tls";
import type { TrustCode } from "../../src/runtime/errors/codes-trust.ts";
import type { Authority, IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { type ProbeTarget, probeTls } from "../../src/trust/tls/probe.ts";
import type { Workshop } from "./support.ts";

/** TLS servers of one test file, and the probe that meets their faults. */
export interface TlsBench {
  /** A server on loopback with these options; gives its port. */
  listening(options: TlsOptions): Promise<number>;
  /** OpenSSL's own server, which demands a client certificate of `authority` and tells why it refuses one. */
  mutual(server: IssuedCertificate, authority: Authority, ...more: string[]): Promise<number>;
  close(): Promise<void>;
}

export function tlsBench(shop: Workshop): TlsBench {
  const servers: Server[] = [];
  const sockets = new Set<TLSSocket>();
  const children: ChildProcess[] = [];
  return {
    async listening(options) {
      const made = createServer(options, (socket) => {
        sockets.add(socket);
        socket.on("error", () => undefined);
        socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
      });
      servers.push(made);
      await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
      return (made.address() as AddressInfo).port;
    },
    async mutual(server, authority, ...more) {
      const name = `server-${children.length}`;
      shop.write(`${name}.cert`, server.certificatePem);
      shop.write(`${name}.key`, server.keyPem);
      shop.write(`${name}.ca`, authority.chainPem);
      const own = ["-cert", `${name}.cert`, "-cert_chain", `${name}.cert`, "-key", `${name}.key`];
      const clients = ["-CAfile", `${name}.ca`, "-Verify", "3", "-verify_return_error"];
      const words = ["s_server", "-accept", "127.0.0.1:0", ...own, ...clients, "-www", ...more];
      const child = spawn("openssl", words, { cwd: shop.folder, stdio: ["pipe", "pipe", "ignore"] });
      children.push(child);
      for await (const chunk of child.stdout) {
        const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(String(chunk))?.[1];
        if (port) return Number(port);
      }
      throw new Error("openssl s_server did not start");
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const it of servers) await new Promise((resolve) => it.close(resolve));
      for (const it of children) it.kill();
    },
  };
}

/** What the probe says of a link to this port. */
export async function fault(port: number, more: Partial<ProbeTarget> = {}): Promise<TrustCode | "linked"> {
  const result = await probeTls({ host: "127.0.0.1", port, timeoutMs: 5_000, ...more });
  return result.kind === "failed" ? result.code : "linked";
}
