import { z } from "zod";
import { opinions } from "../../domain/journey/decision.ts";
import { supplierKinds } from "../../domain/journey/facts.ts";
import { committeeMembers } from "../../domain/journey/roles.ts";

const file = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(supplierKinds),
};

/** `GET /api/queue`: what waits for whoever asks. */
export const queueShape = z.strictObject({
  /** Files that were sent and are not decided, or decided and without access; the longest wait first. Committee and ANS. */
  committee: z
    .array(
      z.strictObject({
        ...file,
        /** Day since when it waits, YYYY-MM-DD. */
        since: z.string(),
        /** `decide`: the committee's turn; `supplier`: a question is open; `grant`: ANS is to give the access. */
        turn: z.enum(["decide", "supplier", "grant"]),
        openQuestions: z.int(),
        opinions: z.array(z.strictObject({ member: z.enum(committeeMembers), opinion: z.enum(opinions) })),
        /** Organisations that the person speaks for and that gave no opinion. */
        ownMissing: z.array(z.enum(committeeMembers)),
      }),
    )
    .nullable(),
  /** Files with an establishment in the person's regions, with what is asked there. GRADeS. */
  regions: z
    .array(
      z.strictObject({
        ...file,
        /** Codes of TRE_R30-RegionOM. */
        regions: z.array(z.string()),
        /** Units whose external id was asked for and is not assigned. */
        mappingAsked: z.int(),
        /** The oldest of these days, YYYY-MM-DD. */
        since: z.string().nullable(),
        /** Regions among them whose modality nobody recorded. */
        modalityOpen: z.array(z.string()),
        /** True once the application was sent. */
        sent: z.boolean(),
      }),
    )
    .nullable(),
  /** Requests to the white list without an answer, the one due first at the top. ANS. */
  whiteList: z
    .array(
      z.strictObject({
        ...file,
        request: z.string(),
        /** Subject of the certificate. */
        subject: z.string(),
        state: z.enum(["declared", "preparing"]),
        /** Days, YYYY-MM-DD: asked, and at whose end the answer is due. */
        on: z.string(),
        due: z.string(),
        overdue: z.boolean(),
        add: z.int(),
        remove: z.int(),
        /** Establishments among them for which another file writes or asks. */
        shared: z.int(),
      }),
    )
    .nullable(),
});
export type Queue = z.infer<typeof queueShape>;
