import { z } from "zod";
import { supplierRoles } from "../../domain/journey/roles.ts";
import { grantShape } from "../journey/shapes.ts";

/** Shapes of the people's API. */

const invitationShape = z.strictObject({
  id: z.string(),
  email: z.string(),
  grant: grantShape,
  invitedAt: z.string(),
  invitedBy: z.string(),
});

const holderShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  grant: grantShape,
  since: z.string(),
  /** False for the last applicant of an organisation. */
  revocable: z.boolean(),
});
export type Holder = z.infer<typeof holderShape>;
export type InvitationView = z.infer<typeof invitationShape>;

/** `GET /api/journeys/:journey/people`: the organisation's people, and invitations that wait. */
export const journeyPeopleShape = z.strictObject({
  organisation: z.string(),
  people: z.array(holderShape),
  invitations: z.array(invitationShape),
  /** True when this person may invite and revoke. */
  mayChange: z.boolean(),
});
export type JourneyPeople = z.infer<typeof journeyPeopleShape>;

const email = z.email().max(254);

/** `POST /api/journeys/:journey/invitations`. `finess` belongs to an establishment's contact alone. */
export const ownInvitationShape = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(supplierRoles), email }),
  z.strictObject({
    role: z.literal("establishment-contact"),
    email,
    finess: z.string().regex(/^[0-9A-Za-z]{9}$/),
  }),
]);

/** `POST /api/journeys/:journey/people/revoke` and `POST /api/people/revoke`. */
export const revokeShape = z.strictObject({
  personId: z.string().min(1).max(64),
  grant: grantShape,
  reason: z.string().trim().min(1).max(2000),
});

/** `GET /api/people`: everybody who signed in, with their roles. */
export const peopleShape = z.strictObject({
  people: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      grants: z.array(z.strictObject({ grant: grantShape, since: z.string(), revocable: z.boolean() })),
    }),
  ),
  invitations: z.array(invitationShape),
  organisations: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type People = z.infer<typeof peopleShape>;

/** `POST /api/people/grants`. */
export const giveShape = z.strictObject({ personId: z.string().min(1).max(64), grant: grantShape });
/** `POST /api/invitations`. */
export const inviteShape = z.strictObject({ email, grant: grantShape });
