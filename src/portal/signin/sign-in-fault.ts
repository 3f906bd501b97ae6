import { AuthorizationResponseError, ResponseBodyError } from "oauth4webapi";
import type { PortalCode } from "../../runtime/errors/codes-portal.ts";

/** A sign-in that did not happen. `detail` is for the log: it names the check, never a token or a person. */
export class SignInFault extends Error {
  readonly code: PortalCode;
  readonly detail: string;

  constructor(code: PortalCode, detail: string, options?: { cause?: unknown }) {
    super(`${code}: ${detail}`, options);
    this.name = "SignInFault";
    this.code = code;
    this.detail = detail;
  }
}

/** Errors by which a provider speaks of itself, not of us (RFC 6749 §4.1.2.1). */
const passingErrors = new Set(["temporarily_unavailable", "server_error"]);

/** Runs `work`; whatever it throws becomes a SignInFault. */
export async function asSignInFault<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): SignInFault {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if (one instanceof SignInFault) return one;
  }
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    // The provider's word, not its sentence, which may name a person.
    const word = error.error.replace(/[^\w.-]/g, "_").slice(0, 60);
    const code = passingErrors.has(error.error)
      ? "portal.sign-in-provider-unreachable"
      : "portal.sign-in-provider-refused";
    return new SignInFault(code, word, { cause: error });
  }
  return new SignInFault("portal.sign-in-answer-not-trusted", checkOf(error), { cause: error });
}

/** Messages of oauth4webapi name the check; their `cause` may hold tokens and stays out. */
function checkOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : "unreadable answer";
}
