import type { ProblemView } from "../../journey/shapes.ts";

/** Why an answer is missing. `refused`: the request will not be taken as it is; `server`: a fault of ours. */
export type Fault = "offline" | "signed-out" | "forbidden" | "not-found" | "refused" | "server";

/** A call that did not bring what was asked. `problem` holds the server's words, where it had some. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly fault: Fault;
  readonly status: number;
  readonly problem: ProblemView | null;

  constructor(fault: Fault, status: number, problem: ProblemView | null) {
    super(problem?.messageEn ?? fault);
    this.fault = fault;
    this.status = status;
    this.problem = problem;
  }
}

const answerTimeoutMs = 20_000;
let csrfToken: string | null = null;

/** The token of the session, which every changing call carries. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Calls the portal; a form or a file goes as it is, anything else as JSON. `Body` is what the server promises in `shapes.ts`. Rejects with ApiError. */
export async function call<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const headers = new Headers();
  if (csrfToken !== null && method !== "GET") headers.set("x-csrf-token", csrfToken);
  const isFile = body instanceof FormData || body instanceof Blob;
  if (body !== undefined && !isFile) headers.set("content-type", "application/json");
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
  } catch {
    throw new ApiError("offline", 0, null);
  }
  if (!answer.ok) throw new ApiError(faultOf(answer.status), answer.status, await problemOf(answer));
  if (answer.status === 204) return undefined as Body;
  try {
    return await answer.json();
  } catch {
    throw new ApiError("server", answer.status, null);
  }
}

function faultOf(status: number): Fault {
  if (status === 401) return "signed-out";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 408 || status === 429 || status === 502 || status === 503 || status === 504)
    return "offline";
  return status < 500 ? "refused" : "server";
}

async function problemOf(answer: Response): Promise<ProblemView | null> {
  try {
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "messageFr" in body ? (body as ProblemView) : null;
  } catch {
    return null;
  }
}

/** The fault behind whatever a call rejected with. */
export function faultBehind(error: unknown): Fault {
  return error instanceof ApiError ? error.fault : "server";
}
