import { applyPatch, DEPTH_MAX, type PatchResult } from "./apply-patch.ts";
import { isDeeperThan, parseExact } from "./json.ts";
import { PatchRefusal, type Refused, refused } from "./outcome.ts";
import { PATH_MAX_CHARACTERS } from "./path-guard.ts";
import { selectElements } from "./select-elements.ts";
import { isResource } from "./targets.ts";
import type { Step } from "./tree.ts";

/** What the thread is asked. Resources travel as JSON text: it keeps numbers as they were written. */
export type PathRequest =
  | { readonly kind: "patch"; readonly resource: string; readonly parameters: string }
  | { readonly kind: "select"; readonly resource: string; readonly path: string };

export type PathAnswer =
  | { readonly kind: "patched"; readonly resource: string }
  | { readonly kind: "selected"; readonly elements: readonly (readonly Step[])[] }
  | { readonly kind: "refused"; readonly refusal: Refused };

/** Whatever runs a request in limited time; `timedWorker` of the runtime over `worker.ts` is one. */
export interface PathRunner {
  run(
    request: PathRequest,
  ): Promise<
    | { readonly kind: "answer"; readonly answer: PathAnswer }
    | { readonly kind: "timeout" }
    | { readonly kind: "busy" }
    | { readonly kind: "failed"; readonly why: string }
  >;
}

/** Answers one request, here and now. Never throws for a request of this shape. */
export function answerPathRequest(request: PathRequest): PathAnswer {
  try {
    const resource = parseExact(request.resource);
    if (request.kind === "patch") {
      const result = applyPatch(resource, parseExact(request.parameters));
      if (!result.ok) return { kind: "refused", refusal: result };
      return { kind: "patched", resource: JSON.stringify(result.resource) };
    }
    if (!isResource(resource) || isDeeperThan(resource, DEPTH_MAX)) {
      return {
        kind: "refused",
        refusal: refused("patch.not-a-resource", "There is no resource to select in"),
      };
    }
    return { kind: "selected", elements: selectElements(resource, request.path).map(({ steps }) => steps) };
  } catch (error) {
    const refusal =
      error instanceof PatchRefusal
        ? refused(error.code, error.message, error.path)
        : refused("patch.path-failed", "The path cannot be evaluated");
    return { kind: "refused", refusal };
  }
}

/** `applyPatch` in a thread that is ended at its time limit: for patches of somebody else. Arguments are JSON values. */
export async function applyPatchInTime(
  runner: PathRunner,
  resource: unknown,
  parameters: unknown,
): Promise<PatchResult> {
  if (isDeeperThan(resource, DEPTH_MAX) || isDeeperThan(parameters, DEPTH_MAX)) return tooDeep();
  const request = {
    kind: "patch",
    resource: JSON.stringify(resource ?? null),
    parameters: JSON.stringify(parameters ?? null),
  } as const;
  const answer = await inTime(runner, request);
  if (answer.kind === "refused") return answer.refusal;
  if (answer.kind !== "patched") throw new Error("the thread answered another question");
  const patched = parseExact(answer.resource);
  if (!isResource(patched)) throw new Error("the thread answered no resource");
  return { ok: true, resource: patched };
}

/** The elements of a resource that a path of somebody else selects, as steps from the resource; or why there are none. */
export async function selectInTime(
  runner: PathRunner,
  resource: unknown,
  path: string,
): Promise<{ readonly ok: true; readonly elements: readonly (readonly Step[])[] } | Refused> {
  if (isDeeperThan(resource, DEPTH_MAX)) return tooDeep();
  if (path.length > PATH_MAX_CHARACTERS) {
    return refused("patch.path-too-long", `The path is longer than ${PATH_MAX_CHARACTERS} characters`);
  }
  const answer = await inTime(runner, { kind: "select", resource: JSON.stringify(resource ?? null), path });
  if (answer.kind === "refused") return answer.refusal;
  if (answer.kind !== "selected") throw new Error("the thread answered another question");
  return { ok: true, elements: answer.elements };
}

function tooDeep(): Refused {
  return refused("patch.too-deep", `More than ${DEPTH_MAX} levels in each other`);
}

async function inTime(runner: PathRunner, request: PathRequest): Promise<PathAnswer> {
  const timed = await runner.run(request);
  const none = (refusal: Refused): PathAnswer => ({ kind: "refused", refusal });
  switch (timed.kind) {
    case "answer":
      return timed.answer;
    case "timeout":
      return none(refused("patch.path-timeout", "The path takes too long to evaluate"));
    case "busy":
      return none(refused("patch.busy", "Too many paths wait to be evaluated"));
    case "failed":
      return none(refused("patch.path-failed", "The path cannot be evaluated within its limits"));
  }
}
