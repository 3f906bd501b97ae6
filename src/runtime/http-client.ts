import { createSecureContext } from "node:tls";
import { Agent, buildConnector, errors, request } from "undici";
import type { Clock } from "./clock.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A body that is no text; not together with `body`. */
  readonly bytes?: Uint8Array;
  /** From the call to the last byte of the answer, by the clock of the client. */
  readonly timeoutMs: number;
  /** Longer answers are cut here. */
  readonly answerMaxBytes: number;
  /** How the answer's body becomes text; `latin1` keeps every byte of one that is none. Default: `utf8`. */
  readonly answerEncoding?: "utf8" | "latin1";
}

/**
 * What became of a request. Expected failures are values, nothing is thrown.
 *
 * `lost`: no complete answer. `sent` is false only when the connection was never established, so that the server
 * cannot have seen the request. `detail` names the fault for a log; it never holds headers or bodies.
 */
export type HttpReply =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Lower-case names; the first value of repeated headers. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** The body was longer than `answerMaxBytes`, or a 2xx was cut after its status. */
      readonly cut: boolean;
    }
  | {
      readonly kind: "lost";
      readonly cause: "connect" | "timeout" | "reset" | "client-certificate-refused" | "server-not-trusted";
      readonly sent: boolean;
      readonly detail: string;
    };

/** One attempt per call: no redirect is followed and nothing is repeated. */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpReply>;
  /** Ends kept connections; requests still running become `lost`. */
  close(): Promise<void>;
}

export interface HttpClientSettings {
  readonly clock: Clock;
  /** Connections per host. */
  readonly connectionsMax: number;
  readonly connectTimeoutMs: number;
  /** PEM texts; offered to servers that ask for a client certificate. */
  readonly certificate?: {
    readonly certificatePem: string;
    readonly keyPem: string;
    readonly passphrase?: string;
  };
  /** PEM text of the authorities to trust instead of those of the system. */
  readonly authorityPem?: string;
}

/**
 * An HTTP/1.1 client with kept connections and, when given, mutual TLS. Throws when the key and the certificate
 * cannot be read or do not belong together.
 */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const { certificate, authorityPem } = settings;
  const identity = {
    ...(certificate === undefined ? {} : { cert: certificate.certificatePem, key: certificate.keyPem }),
    ...(certificate?.passphrase === undefined ? {} : { passphrase: certificate.passphrase }),
    ...(authorityPem === undefined ? {} : { ca: authorityPem }),
  };
  // Undici would only find out at the first connection, and call it a failed one.
  createSecureContext(identity);
  const alerts: TlsAlerts = new Map();
  const agent = new Agent({
    allowH2: false,
    connections: settings.connectionsMax,
    pipelining: 1,
    // Undici's own limits are coarse (dependencies §4); the deadline below is the only one.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: noticingAlerts(
      buildConnector({ timeout: settings.connectTimeoutMs, allowH2: false, ...identity }),
      alerts,
    ),
  });
  return {
    send: (one) => send(agent, alerts, settings.clock, one),
    close: () => agent.destroy(),
  };
}

/** TLS alerts that arrived on open connections, by local port. */
type TlsAlerts = Map<number, string>;

/**
 * In TLS 1.3 a refused client certificate is told after the handshake; undici then reports only that the other side
 * closed. This keeps the alert until the request that failed on the same socket asks for it.
 */
function noticingAlerts(connect: buildConnector.connector, alerts: TlsAlerts): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      const port = socket?.localPort;
      if (socket && port !== undefined) {
        alerts.delete(port);
        socket.once("error", (error) => {
          const code = ownCode(error);
          if (!clientRefusals.test(code)) return;
          alerts.set(port, code);
          for (const oldest of alerts.keys()) if (alerts.size > alertsMax) alerts.delete(oldest);
        });
      }
      callback(...result);
    });
}

/** Alerts kept at once; each is used within the same failure. */
const alertsMax = 100;

async function send(agent: Agent, alerts: TlsAlerts, clock: Clock, one: HttpRequest): Promise<HttpReply> {
  const deadline = new AbortController();
  const cancel = clock.after(one.timeoutMs, () => deadline.abort());
  let status: number | undefined;
  let headers: Readonly<Record<string, string>> = {};
  try {
    const answer = await request(one.url, {
      method: one.method,
      headers: { ...one.headers },
      ...(one.body === undefined ? {} : { body: one.body }),
      ...(one.bytes === undefined ? {} : { body: one.bytes }),
      dispatcher: agent,
      signal: deadline.signal,
    });
    status = answer.statusCode;
    headers = plainHeaders(answer.headers);
    const { text, cut } = await readBody(answer.body, one.answerMaxBytes, one.answerEncoding);
    return { kind: "answer", status, headers, body: text, cut };
  } catch (error) {
    // A 2xx is the whole message of success, its body may be empty anyway (ror-api §5.7).
    if (status !== undefined && status >= 200 && status < 300) {
      return { kind: "answer", status, headers, body: "", cut: true };
    }
    return lost(error, alerts, deadline.signal.aborted);
  } finally {
    cancel();
  }
}

async function readBody(
  body: AsyncIterable<unknown>,
  maxBytes: number,
  encoding: "utf8" | "latin1" = "utf8",
): Promise<{ text: string; cut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    chunks.push(bytes.subarray(0, maxBytes - size));
    size += bytes.length;
    if (size > maxBytes) break;
  }
  return { text: Buffer.concat(chunks).toString(encoding), cut: size > maxBytes };
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) plain[name.toLowerCase()] = first;
  }
  return plain;
}

/** OpenSSL alerts by which a server turns a client certificate down, in TLS 1.2 and 1.3 names. */
const clientRefusals =
  /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|CERTIFICATE_REQUIRED|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;
/** Node's names for a server certificate that does not verify. */
const serverRefusals =
  /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;
const connectFaults = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function lost(error: unknown, alerts: TlsAlerts, aborted: boolean): HttpReply {
  if (aborted) return { kind: "lost", cause: "timeout", sent: true, detail: "timeout" };
  const port = error instanceof errors.SocketError ? error.socket?.localPort : undefined;
  const code = (port === undefined ? undefined : alerts.get(port)) ?? faultCode(error);
  if (clientRefusals.test(code)) {
    return { kind: "lost", cause: "client-certificate-refused", sent: false, detail: code };
  }
  if (serverRefusals.test(code)) {
    return { kind: "lost", cause: "server-not-trusted", sent: false, detail: code };
  }
  if (connectFaults.has(code)) return { kind: "lost", cause: "connect", sent: false, detail: code };
  return { kind: "lost", cause: "reset", sent: true, detail: code };
}

/** The first code on the way down the causes that one of the tables knows, else the first code. */
function faultCode(error: unknown): string {
  const codes: string[] = [];
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if (one instanceof AggregateError) codes.push(...one.errors.map(ownCode));
    codes.push(ownCode(one));
  }
  const known = codes.find(
    (code) => clientRefusals.test(code) || serverRefusals.test(code) || connectFaults.has(code),
  );
  return known ?? codes.find((code) => code !== "") ?? "unknown";
}

function ownCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return "";
}
