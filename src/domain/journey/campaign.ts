import { type BrokenRule, brokenRules, recordOf } from "./campaign/broken-rules.ts";
import { callsForAdd, type JournalExchange, type JournalPatch, readPatch } from "./campaign/read-patch.ts";
import { campaignScenarios, type ScenarioId } from "./campaign/scenarios.ts";

/** Whether the journal shows a scenario, and by which exchanges. */
export interface ScenarioShown {
  readonly id: ScenarioId;
  readonly required: boolean;
  readonly shown: boolean;
  /** Numbers of exchanges in the journal. */
  readonly exchanges: readonly number[];
}

/** What a journal says about a client. */
export interface JournalJudgement {
  /** In the order of a campaign; without those that only a campaign itself can tell. */
  readonly scenarios: readonly ScenarioShown[];
  readonly broken: readonly BrokenRule[];
  /** Every required scenario is shown and no rule is broken: step 08 has its proof. */
  readonly complete: boolean;
}

/**
 * Judges what one client, any program, did on the test platform, from the sandbox's own journal (onboarding step 08;
 * ror-api §4, §5.4 to §5.6). With `clientId`, other clients' exchanges are left out; those without a client (a token
 * that could not be read names none) count when they are about a place that the client wrote to.
 *
 * Give it the journal from its beginning: an `add` whose `replace` was left out looks like one that came first.
 */
export function judgeJournal(exchanges: readonly JournalExchange[], clientId?: string): JournalJudgement {
  const own = exchangesOf(exchanges, clientId).toSorted((a, b) => a.id - b.id);
  const patches = own.filter((it) => it.endpoint === "patch").map(readPatch);
  const broken = brokenRules(patches);
  const shownBy = shownScenarios(own, patches, new Set(broken.flatMap((it) => it.exchanges)));
  const scenarios = campaignScenarios
    .filter(({ need }) => need !== "own")
    .map(({ id, need }) => {
      const shown = shownBy[id] ?? [];
      return { id, required: need === "required", shown: shown.length > 0, exchanges: shown };
    });
  const complete = broken.length === 0 && scenarios.every(({ required, shown }) => shown || !required);
  return { scenarios, broken, complete };
}

function exchangesOf(
  exchanges: readonly JournalExchange[],
  clientId: string | undefined,
): readonly JournalExchange[] {
  if (clientId === undefined) return exchanges;
  const places = new Set(exchanges.filter((it) => it.clientId === clientId).map((it) => it.place));
  return exchanges.filter(
    (it) =>
      it.clientId === clientId ||
      (it.clientId === null && it.endpoint === "patch" && it.place !== null && places.has(it.place)),
  );
}

/**
 * The exchanges that show each scenario. A refusal that was handled wrongly (an `add` after it, a loop) is among
 * `wrong` and shows nothing.
 */
function shownScenarios(
  own: readonly JournalExchange[],
  patches: readonly JournalPatch[],
  wrong: ReadonlySet<number>,
): Readonly<Partial<Record<ScenarioId, readonly number[]>>> {
  const right = patches.filter((it) => !wrong.has(it.id));
  const refusals = right.filter((it) => !wrong.has(next(patches, it)?.id ?? 0));
  const numbers = (of: readonly { readonly id: number }[]): number[] => of.map((it) => it.id);
  const businessRule = (expression: (text: string | undefined) => boolean): number[] =>
    numbers(
      refusals.filter(
        (it) =>
          it.status === 400 &&
          it.issues.some(({ code, expressions }) => code === "business-rule" && expression(expressions[0])),
      ),
    );
  const tokens = own.filter((it) => it.endpoint === "token");
  return {
    token: numbers(tokens.filter((it) => it.verdict === "accepted")),
    "token-refused": numbers(tokens.filter((it) => it.status === 400 || it.status === 401)),
    "add-on-404": right.flatMap((it) => {
      const before = it.operation === "add" && it.accepted ? previous(patches, it) : undefined;
      return before && callsForAdd(before) ? [before.id, it.id] : [];
    }),
    replace: numbers(right.filter((it) => it.operation === "replace" && it.accepted)),
    zero: numbers(right.filter((it) => it.operation !== "delete" && it.accepted && it.beds === 0)),
    "several-indicators": severalIndicators(right),
    delete: numbers(right.filter((it) => it.operation === "delete" && it.accepted)),
    "place-unknown": numbers(refusals.filter((it) => it.status === 404 && says(it, "not-found", "Location"))),
    "place-not-unique": numbers(
      refusals.filter((it) => it.status === 412 && says(it, "multiple-matches", "Location")),
    ),
    "nature-refused": businessRule((text) => text?.endsWith(".extension('capacityType')") ?? false),
    "value-refused": businessRule((text) => text?.endsWith("supported-capacity')") ?? false),
    "path-refused": businessRule((text) => text === undefined),
    "outside-write-list": numbers(refusals.filter((it) => it.status === 403)),
    "token-rejected": recovered(patches, (it) => it.status === 401),
    "too-many-requests": recovered(patches, (it) => it.status === 429),
  };
}

function says({ issues }: JournalPatch, code: string, expression: string): boolean {
  return issues.some((issue) => issue.code === code && issue.expressions.includes(expression));
}

/** The next PATCH about the same record. */
function next(patches: readonly JournalPatch[], of: JournalPatch): JournalPatch | undefined {
  return patches.find((it) => it.id > of.id && recordOf(it) === recordOf(of));
}

/** The PATCH about the same record before this one, calls with a refused token left out. */
function previous(patches: readonly JournalPatch[], of: JournalPatch): JournalPatch | undefined {
  return patches.findLast((it) => it.id < of.id && it.status !== 401 && recordOf(it) === recordOf(of));
}

function severalIndicators(patches: readonly JournalPatch[]): number[] {
  const written = patches.filter((it) => it.accepted && it.operation !== "delete" && it.key !== undefined);
  const byPlace = Map.groupBy(written, (it) => it.place);
  const several = [...byPlace.values()].filter((list) => new Set(list.map((it) => it.key)).size > 1);
  return several.flatMap((list) => list.map((it) => it.id));
}

/** Refusals after which the same request passed: at the next try after a 401, at a later one after a 429. */
function recovered(patches: readonly JournalPatch[], refused: (patch: JournalPatch) => boolean): number[] {
  return patches.flatMap((it) => {
    if (!refused(it)) return [];
    const again = next(patches, it);
    const passed = again && !refused(again) && again.status < 500;
    return passed ? [it.id, again.id] : [];
  });
}
