import { type EvaluatedStep, evaluate, moveRefusal, partIn } from "../../domain/journey/evaluate.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import type { Role } from "../../domain/journey/roles.ts";
import type { Journey } from "../access/guard.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { JourneyList, JourneyView, RecordView, StepView } from "./shapes.ts";

/** A journey as somebody with these roles sees it. */
export async function journeyView(
  database: PortalDatabase,
  journey: Journey,
  facts: JourneyFacts,
  roles: readonly Role[],
): Promise<JourneyView> {
  const names = await personNames(database, [...new Set(facts.records.map((record) => record.by))]);
  return {
    id: journey.id,
    name: journey.name,
    organisationId: journey.organisationId,
    kind: facts.kind,
    createdAt: journey.createdAt,
    steps: evaluate(facts).map((step) => stepView(step, facts, roles)),
    records: facts.records.map((record): RecordView => ({ ...record, byName: names.get(record.by) ?? "" })),
  };
}

function stepView(step: EvaluatedStep, facts: JourneyFacts, roles: readonly Role[]): StepView {
  const { definition, state, blockedBy, waitingFor, since, findings } = step;
  const writes = definition.sections
    .filter((section) => section.writers.some((role) => roles.includes(role)))
    .map((section) => section.name);
  return {
    id: definition.id,
    state,
    blockedBy: [...blockedBy],
    waitingFor: waitingFor ?? null,
    since: since ?? null,
    findings: findings.map((finding) => ({
      ...finding,
      ...(finding.params ? { params: { ...finding.params } } : {}),
    })),
    moves: definition.moves.map((move) => {
      const why = moveRefusal(step, move, facts, roles) ?? null;
      const { name, proof, subject } = move;
      return { name, proof, subject, allowed: why === null, part: partIn(move, roles), why };
    }),
    writable: writes.length > 0,
    writes,
  };
}

/** A line of the list of journeys. */
export function journeyLine(journey: Journey, facts: JourneyFacts): JourneyList["journeys"][number] {
  const steps = evaluate(facts);
  const current =
    steps.find(({ state }) => state === "in-progress" || state === "not-started") ??
    steps.find(({ state }) => state === "waiting" || state === "blocked") ??
    steps.at(-1);
  return {
    id: journey.id,
    name: journey.name,
    organisationId: journey.organisationId,
    kind: facts.kind,
    createdAt: journey.createdAt,
    steps: steps.map(({ definition, state }) => ({ id: definition.id, state })),
    currentStep: current?.definition.id ?? "00",
  };
}

/** Names of people by their identifiers. */
export async function personNames(
  database: PortalDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
