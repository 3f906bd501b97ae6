import type { FaultChoice } from "../faults/book.ts";
import { clientOf } from "../gate/registry.ts";
import type { Work } from "../places/tables.ts";
import type { BearerReading, TokenReading } from "../token/access-token.ts";

/** The caller behind a token, looked up at each call: a client that is struck off loses its token. */
export function bearerOf(work: Work, token: TokenReading, choice: FaultChoice): BearerReading {
  if (choice.kind === "fault" && choice.fault.effect.kind === "bearer-expired") return { kind: "expired" };
  if (token.kind !== "valid") return { kind: token.kind };
  const client = clientOf(work, token.clientId);
  return client ? { kind: "caller", client } : { kind: "unknown-client", clientId: token.clientId };
}
