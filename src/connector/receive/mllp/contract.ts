import type { TlsOptions } from "node:tls";
import type { Clock } from "../../../runtime/clock.ts";
import type { Log } from "../../../runtime/log.ts";
import type { MllpCode } from "../../../wire/mllp/framer.ts";

/** Who sends on one connection. */
export interface MllpPeer {
  readonly address: string;
  readonly port: number;
  /** Number of the connection since the server started, from 1. */
  readonly connection: number;
  /** SHA-256 of the client certificate, as Node writes it; only with mutual TLS. */
  readonly certificateFingerprint?: string;
}

/** Codes of what a connection can do wrong besides its bytes; each stands in the error catalogue. */
export const mllpServerCodes = [
  "hl7.frame-timeout",
  "hl7.connection-idle",
  "hl7.connection-lost",
  "hl7.too-many-connections",
  "hl7.tls-refused",
  "hl7.handling-failed",
] as const;
export type MllpServerCode = (typeof mllpServerCodes)[number];

/** Something the operator may want to know. `detail` and `byteCount` never hold content of a message. */
export interface MllpNote {
  readonly code: MllpCode | MllpServerCode;
  /** Absent when the connection was refused before it had a peer. */
  readonly peer?: MllpPeer;
  readonly byteCount?: number;
  readonly detail?: string;
}

export interface MllpLimits {
  readonly frameSizeMaxBytes: number;
  readonly connectionsMax: number;
  /** Frames of one connection that may be in work at the same time; above, the socket is not read. */
  readonly unansweredFramesMax: number;
  /** Time to finish a begun frame, or a TLS handshake. */
  readonly frameTimeoutMs: number;
  /** Silence after which a connection is closed; hours, because feeds are quiet at night (hl7-pam-fr §7). */
  readonly idleTimeoutMs: number;
  /** Wait for the CR after 0x1C before the frame is taken without it. Default 500. */
  readonly trailerTimeoutMs?: number;
}

export const TRAILER_TIMEOUT_MS_DEFAULT = 500;

export interface MllpServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Server certificate and, for mutual TLS, `requestCert`, `rejectUnauthorized` and `ca`. Absent: plain TCP. */
  readonly tls?: TlsOptions;
  readonly limits: MllpLimits;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Handles the content of one frame and gives the content of its answer. Called in order of receipt, without
   * waiting for earlier answers. A rejection closes the connection without an answer, so that the sender repeats.
   */
  onFrame(bytes: Uint8Array, peer: MllpPeer): Promise<Uint8Array>;
  /** The same for a frame over the limit, of which only the beginning is kept. */
  onOversize(head: Uint8Array, peer: MllpPeer): Promise<Uint8Array>;
  onNote(note: MllpNote): void;
}

export interface MllpServer {
  readonly host: string;
  readonly port: number;
  connectionCount(): number;
  /**
   * Stops accepting and reading, waits for the answers of frames received, then closes the connections; after
   * `timeoutMs` closes them whatever is open. Later calls return the same promise.
   */
  close(timeoutMs: number): Promise<void>;
}
