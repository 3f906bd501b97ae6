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

/**
 * Sends a form with a file and tells how far it is, from 0 to 1. There is no limit of time: on a bad line ten megabytes
 * take theirs. Rejects with ApiError; `signal` gives up.
 */
export function sendForm<Body>(
  path: string,
  form: FormData,
  { onProgress, signal }: { readonly onProgress: (part: number) => void; readonly signal: AbortSignal },
): Promise<Body> {
  return new Promise((resolve, reject) => {
    // Only this older interface tells how much has been sent.
    const request = new XMLHttpRequest();
    request.open("POST", path);
    if (csrfToken !== null) request.setRequestHeader("x-csrf-token", csrfToken);
    request.responseType = "text";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    for (const event of ["error", "abort"] as const)
      request.addEventListener(event, () => reject(new ApiError("offline", 0, null)));
    request.addEventListener("load", () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300 && body !== undefined) resolve(body as Body);
      else reject(new ApiError(faultOf(request.status), request.status, asProblem(body)));
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Calls the portal; a form or a file goes as it is, anything else as JSON. `Body` is what the server promises in `shapes.ts`. Rejects with ApiError.
 */
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
    return asProblem(await answer.json());
  } catch {
    return null;
  }
}

function asProblem(body: unknown): ProblemView | null {
  return typeof body === "object" && body !== null && "messageFr" in body ? (body as ProblemView) : null;
}

/** The fault behind whatever a call rejected with. */
export function faultBehind(error: unknown): Fault {
  return error instanceof ApiError ? error.fault : "server";
}
