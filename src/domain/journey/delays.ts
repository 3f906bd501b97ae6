import { addWorkingDays } from "../calendar/working-days.ts";

/** Working days that ANS takes at most to answer the end of the tests (official page, step 09). */
export const whiteListWorkingDays = 5;

/** A wait for somebody else: what begins it, what ends it (onboarding §0.4). */
export interface Wait {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** What is published about it: five working days for the white list, nothing for the others. */
  readonly publishedWorkingDays: number | null;
}

/** Every wait that a journey records, by its moves. */
export const waits: readonly Wait[] = [
  { name: "opinion", from: "application-sent", to: "opinion-favourable", publishedWorkingDays: null },
  { name: "access", from: "opinion-favourable", to: "access-received", publishedWorkingDays: null },
  { name: "test-material", from: "f414-sent", to: "f414-accepted", publishedWorkingDays: null },
  { name: "test-card", from: "f414-sent", to: "test-card-received", publishedWorkingDays: null },
  { name: "contract", from: "contract-sent", to: "contract-signed", publishedWorkingDays: null },
  { name: "representative-card", from: "card-requested", to: "card-received", publishedWorkingDays: null },
  { name: "administrator-cards", from: "cards-ordered", to: "cards-received", publishedWorkingDays: null },
  { name: "designation", from: "designation-sent", to: "designation-confirmed", publishedWorkingDays: null },
  {
    name: "white-list",
    from: "white-list-requested",
    to: "white-list-confirmed",
    publishedWorkingDays: whiteListWorkingDays,
  },
];

/** Fewer files than this say nothing: a range over two or three would tell what happened in one of them. */
export const delayFilesMin = 5;

/** How long a wait lasted, in calendar days; `null` while too few files have both days. */
export interface DelaySummary {
  readonly files: number;
  readonly days: { readonly median: number; readonly shortest: number; readonly longest: number } | null;
}

/** Sums up the days of one wait, one number per file. Numbers below 0 (days typed the wrong way round) are left out. */
export function summariseDelays(days: readonly number[]): DelaySummary {
  const sorted = days.filter((one) => one >= 0).sort((a, b) => a - b);
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  if (sorted.length < delayFilesMin || shortest === undefined || longest === undefined)
    return { files: sorted.length, days: null };
  const middle = (sorted.length - 1) / 2;
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return { files: sorted.length, days: { median: (low + high) / 2, shortest, longest } };
}

/** The day at whose end the answer about the white list is due, YYYY-MM-DD: national calendar, ANS sits in Paris. */
export function whiteListDue(declaredOn: string): string {
  return addWorkingDays(declaredOn, whiteListWorkingDays);
}
