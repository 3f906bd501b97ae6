import type { Clock } from "../../runtime/clock.ts";
import type { HttpClient } from "../../runtime/http-client.ts";
import type { Log } from "../../runtime/log.ts";
import { credentialMark, faultOf } from "./credentials.ts";
import type { Connection } from "./lane-context.ts";
import type { DeliveryLimits, TargetSettings } from "./target-settings.ts";
import { createTokenSource } from "./token.ts";

/** The files of a certificate are looked at again after this. */
const lookEveryMs = 10_000;

/** The open client of one target, opened anew when its certificate changes. */
export interface TargetConnection {
  /** What requests use now; its `fault` says when no certificate could be read yet. */
  current(): Connection;
  /** Reads the certificate now. When that fails, one that was read before stays in use. */
  reopen(): void;
  /** Looks at the files from time to time; `changed` follows each opening that succeeded. */
  watch(changed: () => void): void;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly target: TargetSettings;
  readonly limits: Pick<DeliveryLimits, "retryAfterMaxMs" | "answerMaxBytes">;
  readonly clock: Clock;
  readonly log: Log;
  readonly openClient: (target: TargetSettings, clock: Clock) => HttpClient;
  /** Resolves when nothing uses the client that was replaced. */
  readonly settled: () => Promise<void>;
}

/** Opens the connection of one target. Never throws: what cannot be read is a `fault` of the connection. */
export function openConnection(options: ConnectionOptions): TargetConnection {
  const { target, limits, clock, log, openClient } = options;
  let mark = credentialMark(target);
  let cancel = (): void => {};
  let closed = false;
  const connect = (): Connection => {
    try {
      const http = openClient(target, clock);
      return { http, tokens: createTokenSource({ target, http, clock, ...limits }) };
    } catch (error) {
      const fault = faultOf(error instanceof Error && error.cause ? error.cause : error);
      return { http: noClient, tokens: noTokens(fault), fault };
    }
  };
  let connection = connect();

  /** `true` when another client is in use now. */
  const reopen = (): boolean => {
    const seen = credentialMark(target);
    const news = seen !== mark;
    mark = seen;
    const next = connect();
    if (next.fault !== undefined) {
      const facts = { target: target.name, detail: next.fault };
      if (news) log.error(facts, "certificate unreadable; one that was read before stays in use");
      if (connection.fault !== undefined) connection = next;
      return false;
    }
    const old = connection;
    connection = next;
    log.info({ target: target.name }, "certificate read");
    options
      .settled()
      .then(() => old.http.close())
      .catch((error: unknown) => log.warn({ err: error }, "closing a connection failed"));
    return true;
  };
  const look = (changed: () => void): void => {
    if (closed) return;
    if ((connection.fault !== undefined || credentialMark(target) !== mark) && reopen()) changed();
    cancel = clock.after(lookEveryMs, () => look(changed));
  };

  return {
    current: () => connection,
    reopen: () => void reopen(),
    watch(changed) {
      // What stands in the settings as text does not change.
      if (mark !== undefined && !closed) cancel = clock.after(lookEveryMs, () => look(changed));
    },
    async close() {
      closed = true;
      cancel();
      await connection.http.close();
    },
  };
}

const noClient: HttpClient = {
  send: async () => ({ kind: "lost", cause: "connect", sent: false, detail: "no certificate" }),
  close: async () => {},
};

function noTokens(detail: string): Connection["tokens"] {
  const answer = { kind: "fault", reason: "delivery.credential-unreadable", detail } as const;
  return { current: async () => answer, renewed: async () => answer, forget() {} };
}
