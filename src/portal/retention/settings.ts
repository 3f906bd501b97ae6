import { z } from "zod";

const days = (leastDays: number) => z.int().min(leastDays).max(36_500).optional();

/**
 * How long personal data are kept. A rule without its number does not run: how long a file must be kept is the operator's to
 * decide, with whoever answers for data protection there.
 */
export const retentionSettings = z.strictObject({
  /** How often the running portal applies the rules. */
  everyHours: z.int().min(1).max(168).default(24),
  /** Whole files, with everything in them: days after the last line of their trail. */
  journeyDaysMax: days(30),
  /** Addresses and words of messages that were sent or withdrawn: days after they were made. */
  messageDaysMax: days(1),
  /** Invitations that were accepted or withdrawn: days since. */
  invitationDaysMax: days(1),
  /** People without a role who left no line in a file that stands: days after anything was last seen of them. */
  personDaysMax: days(30),
});
export type RetentionSettings = z.output<typeof retentionSettings>;
