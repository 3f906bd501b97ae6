import { isStanding, type JourneyFacts, type MoveRecord } from "./facts.ts";
import type { Finding, Move } from "./step.ts";

/** What the contact of an establishment says of the file that its vendor made in its name. */
export const confirmationMoves = ["establishment-confirmed", "establishment-disputed"] as const;

/** What an establishment has said last, by the FINESS number that it speaks under. */
export interface Confirmation {
  readonly finess: string;
  readonly confirmed: boolean;
  readonly record: MoveRecord;
}

/** Whether the list names an establishment or a legal entity with this FINESS number. */
export function listsFiness(facts: Pick<JourneyFacts, "establishments">, finess: string): boolean {
  return facts.establishments.some((one) => one.finessEg === finess || one.finessEj === finess);
}

/** What stands, in the order in which it was said. */
export function confirmationsIn(facts: Pick<JourneyFacts, "records">): readonly Confirmation[] {
  return facts.records
    .filter((record) => isStanding(record) && confirmationMoves.some((move) => move === record.move))
    .map((record) => ({
      finess: record.subject,
      confirmed: record.move === "establishment-confirmed",
      record,
    }));
}

/**
 * Moves of the contacts of establishments, each for its own FINESS number. Raccord's own: the official page asks the
 * supplier alone, and an establishment learns of a wrong line when its beds are missing. Neither keeps a step open.
 */
export const confirmationMovesOfStep: readonly Move[] = confirmationMoves.map((name) => ({
  name,
  by: ["establishment-contact"],
  proof: name === "establishment-confirmed" ? "date" : "reason",
  after: [],
  excludes: confirmationMoves.filter((one) => one !== name),
  forEstablishment: true,
  when: (facts, subject) => subject === "" || listsFiness(facts, subject),
  subject: "thing",
}));

/** One finding for what was confirmed, one for each establishment that disagrees. */
export function confirmationFindings(facts: JourneyFacts): readonly Finding[] {
  const said = confirmationsIn(facts).filter(({ finess }) => listsFiness(facts, finess));
  const confirmed = said.filter((one) => one.confirmed).length;
  return [
    ...(confirmed > 0
      ? [{ code: "establishments-confirmed", severity: "ok", params: { count: confirmed } } as const]
      : []),
    ...said
      .filter((one) => !one.confirmed)
      .map(
        ({ finess, record }): Finding => ({
          code: "establishment-disputed",
          severity: "warning",
          params: { finess, reason: record.reason ?? "" },
        }),
      ),
  ];
}
