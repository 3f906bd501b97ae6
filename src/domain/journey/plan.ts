import type { StepId, Track } from "./step.ts";
import { steps } from "./steps/table.ts";

/** Tracks that run at the same time, in the order of the plan (onboarding §0.3). */
export const planTracks = [
  "start",
  "circle-of-trust",
  "test-material",
  "production",
  "data",
  "connection",
] as const satisfies readonly Track[];

/** A step's place in the plan: its track is the row, the column says how early it can begin. */
export interface PlannedStep {
  readonly id: StepId;
  readonly track: Track;
  readonly column: number;
  readonly needs: readonly StepId[];
  /** Steps that wait for this one. */
  readonly opens: readonly StepId[];
}

/** Every step in its place: right of all that it needs and of the step before it on its track. */
export const plan: readonly PlannedStep[] = place();

function place(): PlannedStep[] {
  const columns = new Map<StepId, number>();
  const nextFree = new Map<Track, number>();
  // The table lists a step after those that it needs.
  return steps.map(({ id, track, needs }) => {
    const afterNeeds = Math.max(0, ...needs.map((need) => (columns.get(need) ?? 0) + 1));
    const column = Math.max(afterNeeds, nextFree.get(track) ?? 0);
    columns.set(id, column);
    nextFree.set(track, column + 1);
    const opens = steps.filter((other) => other.needs.includes(id)).map((other) => other.id);
    return { id, track, column, needs, opens };
  });
}
