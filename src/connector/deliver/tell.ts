import type { DeliveryHandle, TaskTable } from "../store/delivery-tables.ts";
import { closeTasks, openTask } from "../store/tasks.ts";
import type { DeliveryChange, LaneContext } from "./lane-context.ts";
import { type TaskFacts, type TaskReason, taskTexts } from "./task-texts.ts";

/** Changes to announce once the transaction that made them is committed. */
export type Told = DeliveryChange[];

export interface NewTask {
  readonly reason: TaskReason;
  readonly kind: TaskTable["kind"];
  readonly subject: string;
  readonly placeId?: string;
  readonly facts: TaskFacts;
}

/** Opens a task with its messages, once per reason and subject until it is closed: one alarm, not one per try. */
export async function raiseTask(
  handle: DeliveryHandle,
  context: Pick<LaneContext, "clock" | "random">,
  task: NewTask,
  told: Told,
): Promise<void> {
  const texts = taskTexts(task.reason, task.facts);
  const isNew = await openTask(handle, {
    id: context.random.hex(16),
    reason: task.reason,
    subject: task.subject,
    kind: task.kind,
    place_id: task.placeId ?? null,
    establishment: task.facts.establishment ?? null,
    target: task.facts.target,
    opened_at_ms: context.clock.nowMs(),
    closed_at_ms: null,
    detail_json: JSON.stringify(task.facts),
    recipients_json: JSON.stringify(texts.recipients),
    subject_fr: texts.subjectFr,
    subject_en: texts.subjectEn,
    message_fr: texts.messageFr,
    message_en: texts.messageEn,
  });
  if (isNew) told.push({ kind: "task", change: "opened", reason: task.reason, subject: task.subject });
}

/** Closes what was open about `subject`. */
export async function alarmOver(
  handle: DeliveryHandle,
  subject: string,
  nowMs: number,
  told: Told,
): Promise<void> {
  for (const reason of await closeTasks(handle, subject, nowMs)) {
    told.push({ kind: "task", change: "closed", reason, subject });
  }
}
