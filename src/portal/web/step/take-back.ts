import type { RecordView, StepView } from "../../journey/shapes.ts";

/** Whether this person may take a record of the step back, as far as roles go: who declared takes declarations back alone. */
export function mayTakeBack(step: StepView, record: Pick<RecordView, "move" | "declared">): boolean {
  const part = step.moves.find(({ name }) => name === record.move)?.part;
  return part === "decides" || (part === "declares" && record.declared === true);
}
