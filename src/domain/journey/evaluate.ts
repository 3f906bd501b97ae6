import { checkField, isFieldWarning } from "./check-field.ts";
import { isStanding, type JourneyFacts, type MoveRecord, recordOf, rowsOf } from "./facts.ts";
import type { Grant, Role } from "./roles.ts";
import type { Finding, Move, Party, Section, StepDefinition, StepId, StepState } from "./step.ts";
import { steps } from "./steps/table.ts";

/** A step of one journey as it stands. */
export interface EvaluatedStep {
  readonly definition: StepDefinition;
  readonly state: StepState;
  readonly blockedBy: readonly StepId[];
  readonly waitingFor: Party | undefined;
  /** The day of the newest move of the step, as declared, else as recorded; YYYY-MM-DD. */
  readonly since: string | undefined;
  readonly findings: readonly Finding[];
}

/** Every step of a journey, in order. The state is derived from the facts alone (DESIGN §8). */
export function evaluate(facts: JourneyFacts): readonly EvaluatedStep[] {
  const ended = new Set<StepId>();
  return steps.map((definition) => {
    const evaluated = evaluateStep(definition, facts, ended);
    if (evaluated.state === "done" || evaluated.state === "skipped") ended.add(definition.id);
    return evaluated;
  });
}

function evaluateStep(
  definition: StepDefinition,
  facts: JourneyFacts,
  ended: ReadonlySet<StepId>,
): EvaluatedStep {
  const skipped = definition.skipped(facts);
  const findings = skipped ? [] : [...fieldFindings(definition, facts), ...definition.findings(facts)];
  const blockedBy = definition.needs.filter((id) => !ended.has(id));
  const waitingFor = skipped ? undefined : definition.waitingFor(facts);
  const state = skipped ? "skipped" : stateOf(definition, facts, { findings, blockedBy, waitingFor });
  return { definition, state, blockedBy, waitingFor, since: since(definition, facts), findings };
}

function stateOf(
  definition: StepDefinition,
  facts: JourneyFacts,
  found: Pick<EvaluatedStep, "findings" | "blockedBy" | "waitingFor">,
): StepState {
  if (found.blockedBy.length > 0) return "blocked";
  const complete = !found.findings.some((finding) => finding.severity === "missing");
  const proofs = definition.moves.filter((move) => move.proof === "evidence");
  // What excludes a proof is another way to the same end: it stands in its place.
  const proved = (move: Move): boolean =>
    [move.name, ...(move.excludes ?? [])].some((name) => recordOf(facts, name) !== undefined);
  if (complete && proofs.every(proved)) return "done";
  if (found.waitingFor !== undefined) return "waiting";
  return begun(definition, facts) ? "in-progress" : "not-started";
}

function begun(definition: StepDefinition, facts: JourneyFacts): boolean {
  return (
    definition.sections.some((section) => rowsOf(facts, section.name).length > 0) ||
    facts.records.some((record) => record.step === definition.id && record.withdrawnAt === null)
  );
}

function since(definition: StepDefinition, facts: JourneyFacts): string | undefined {
  // An establishment that confirms a file makes nobody wait from that day on.
  const aside = new Set(definition.moves.flatMap((move) => (move.forEstablishment ? [move.name] : [])));
  const own = facts.records.filter(
    (record) => record.step === definition.id && record.withdrawnAt === null && !aside.has(record.move),
  );
  return own
    .map((record) => record.date ?? record.at.slice(0, 10))
    .sort()
    .at(-1);
}

/** Errors and warnings of the fields of a step's sections, each with its place. */
function fieldFindings(definition: StepDefinition, facts: JourneyFacts): readonly Finding[] {
  return definition.sections.flatMap((section) => sectionFindings(section, facts));
}

function sectionFindings(section: Section, facts: JourneyFacts): readonly Finding[] {
  const asked = section.askedRows?.(facts);
  const rows = rowsOf(facts, section.name).filter(({ id }) => asked?.has(id) ?? true);
  const judged = section.rows === "one" && rows.length === 0 ? [{ id: "", fields: {} }] : rows;
  return judged.flatMap((row) =>
    Object.entries(section.fields).flatMap(([name, field]): Finding[] => {
      const error = checkField(field, row.fields[name] ?? null);
      if (error === null) return [];
      return [
        {
          code: error === "required" ? "field-required" : "field-wrong",
          severity: isFieldWarning(error) ? "warning" : "missing",
          at: { section: section.name, row: row.id, field: name },
          params: { error },
        },
      ];
    }),
  );
}

/**
 * The part that somebody with these roles has in a move: decides it, declares what whoever decides answered (DESIGN §8), or
 * none. Who declares takes back what was declared alone.
 */
export function partIn(move: Move, roles: readonly Role[]): "decides" | "declares" | "none" {
  const own = move.by.filter((role) => roles.includes(role));
  if (own.length === 0) return "none";
  return own.every((role) => move.declaredBy?.includes(role)) ? "declares" : "decides";
}

/** Whether somebody with these roles may take a record of the move back, as far as roles go. */
export function mayTakeBack(
  move: Move,
  record: Pick<MoveRecord, "declared">,
  roles: readonly Role[],
): boolean {
  const part = partIn(move, roles);
  return part === "decides" || (part === "declares" && record.declared === true);
}

/** Why a move cannot be made now. */
export type MoveRefusal = "role" | "after" | "findings" | "recorded" | "blocked" | "skipped";

/**
 * Whether somebody with these roles may make a move now, and if not why. `subject` names the thing of a move that is
 * about one.
 */
export function moveRefusal(
  step: EvaluatedStep,
  move: Move,
  facts: JourneyFacts,
  roles: readonly Role[],
  subject = "",
): MoveRefusal | undefined {
  if (!move.by.some((role) => roles.includes(role))) return "role";
  const stands = (name: string, about = ""): boolean => recordOf(facts, name, about) !== undefined;
  if ([move.name, ...(move.excludes ?? [])].some((name) => stands(name, subject))) return "recorded";
  if (step.blockedBy.length > 0 && move.whileBlocked !== true) return "blocked";
  if (step.state === "skipped") return "skipped";
  if (!move.after.every((name) => stands(name))) return "after";
  if (move.afterOneOf !== undefined && !move.afterOneOf.some((name) => stands(name))) return "after";
  // A page asks without a thing, to know whether the move can be made for any.
  if (subject !== "" && !(move.afterOwn ?? []).every((name) => stands(name, subject))) return "after";
  if (move.when?.(facts, subject) === false) return "after";
  if (move.whenComplete && step.findings.some((finding) => finding.severity === "missing")) return "findings";
  return undefined;
}

/** Roles that somebody holds for a journey: those of its organisation, its regions, and the general ones. */
export function rolesFor(
  grants: readonly Grant[],
  journey: { readonly organisationId: string; readonly regions: readonly string[]; readonly sent: boolean },
): readonly Role[] {
  const holds = (grant: Grant): boolean => {
    switch (grant.role) {
      case "applicant":
      case "legal-representative":
      case "proxy":
      case "technical-administrator":
      case "establishment-contact":
        return grant.organisationId === journey.organisationId;
      case "grades":
        return journey.regions.includes(grant.region);
      case "committee-member":
      case "ans-operator":
        return journey.sent;
      case "administrator":
        return false;
    }
  };
  return [...new Set(grants.filter(holds).map((grant) => grant.role))];
}

/**
 * Records that a later standing record rests on cannot be taken back, nor those of a round that ended, nor the one that
 * ended a round after which something was made anew.
 */
export function restsOn(record: MoveRecord, facts: JourneyFacts): boolean {
  if (record.closedBy !== undefined) return true;
  const standing = facts.records.filter(isStanding);
  const later = facts.records.slice(facts.records.indexOf(record) + 1).filter(isStanding);
  const moves = steps.flatMap((step) => step.moves);
  const without = { ...facts, records: facts.records.filter((one) => one !== record) };
  const ruled = (move: Move, subject: string): boolean =>
    move.when?.(facts, subject) === true && !move.when(without, subject);
  const closes = moves.find(({ name }) => name === record.move)?.closes ?? [];
  if (later.some(({ move }) => closes.includes(move))) return true;
  return moves.some((move) => {
    const made = standing.filter((one) => one.move === move.name);
    if (made.length === 0) return false;
    if (made.some((one) => one !== record && ruled(move, one.subject))) return true;
    if (move.afterOwn?.includes(record.move) && made.some(({ subject }) => subject === record.subject))
      return true;
    if (record.subject !== "") return false;
    const others = move.afterOneOf?.filter((name) => name !== record.move) ?? [];
    return (
      move.after.includes(record.move) ||
      (move.afterOneOf?.includes(record.move) === true &&
        others.every((name) => recordOf(facts, name) === undefined))
    );
  });
}
