import { connect, type TLSSocket } from "node:tls";
import type { TrustCode } from "../../runtime/errors/codes-trust.ts";
import { explainFailure } from "./explain.ts";

export interface ProbeTarget {
  readonly host: string;
  readonly port: number;
  /** Authorities to trust instead of those of the system, PEM. */
  readonly authorityPem?: string;
  /** Shown when the server asks for a certificate. */
  readonly identity?: {
    readonly certificatePem: string;
    readonly keyPem: string;
    readonly passphrase?: string;
  };
  readonly timeoutMs: number;
}

/** How one TLS link went; `code` names the fault and so which side is to act (onboarding §8, §10). */
export type ProbeResult =
  | { readonly kind: "linked"; readonly protocol: string }
  | { readonly kind: "failed"; readonly code: TrustCode; readonly detail: string };

/**
 * Opens one TLS link and listens long enough to hear the server refuse the client's certificate: in TLS 1.3 that
 * alert comes after the handshake. Verification is never switched off. Never throws.
 */
export function probeTls(target: ProbeTarget): Promise<ProbeResult> {
  return new Promise((resolve) => {
    let socket: TLSSocket | undefined;
    const end = (result: ProbeResult): void => {
      socket?.destroy();
      resolve(result);
    };
    const fail = (error: Error): void => {
      const name = "code" in error && typeof error.code === "string" ? error.code : "";
      const code = explainFailure(name);
      const better = code === "trust.tls-other" ? explainFailure(error.message) : code;
      end({ kind: "failed", code: better, detail: name || "TLS" });
    };
    try {
      const { host, port, authorityPem, identity } = target;
      socket = connect({
        host,
        port,
        ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
        ...(authorityPem === undefined ? {} : { ca: authorityPem }),
        ...(identity === undefined ? {} : { cert: identity.certificatePem, key: identity.keyPem }),
        ...(identity?.passphrase === undefined ? {} : { passphrase: identity.passphrase }),
      });
    } catch (error) {
      return fail(error instanceof Error ? error : new Error("TLS"));
    }
    const link = socket;
    const linked = (): void => end({ kind: "linked", protocol: link.getProtocol() ?? "TLS" });
    link.setTimeout(target.timeoutMs, () => fail(new Error("timeout")));
    link.once("error", fail);
    link.once("secureConnect", () => {
      link.write(`GET / HTTP/1.1\r\nHost: ${target.host}\r\nConnection: close\r\n\r\n`);
    });
    link.once("data", linked);
    // A server that hangs up without a word after the handshake did not like who calls.
    link.once("end", () => end({ kind: "failed", code: "trust.tls-client-refused", detail: "closed" }));
  });
}
