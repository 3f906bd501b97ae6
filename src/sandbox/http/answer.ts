/** How an answer leaves when it does not simply leave. Only faults that were asked for make one. */
export type Transport =
  /** Sent whole after a delay. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** Never sent: the connection stays open. */
  | { readonly kind: "silent" }
  /** The connection is closed instead. */
  | { readonly kind: "cut" }
  /** Announced whole, half of it sent, then the connection is closed. */
  | { readonly kind: "half" };

/** An HTTP answer before it is sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined for none. */
  readonly body: unknown;
  /** Text that is sent in the place of `body`. */
  readonly raw?: string;
  readonly transport?: Transport;
}

/** Status in the journal of an exchange that never had an answer. */
export const NO_ANSWER_STATUS = 0;

/** The body as it travels. */
export function bodyText(answer: HttpAnswer): string | undefined {
  if (answer.raw !== undefined) return answer.raw;
  return answer.body === undefined ? undefined : JSON.stringify(answer.body);
}
