import { z } from "zod";
import { certificateSettings, servicePrefix } from "../deliver/credential-settings.ts";

/** Visible ASCII: it goes into a header. */
const headerValue = z.string().regex(/^[\x21-\x7e]{1,100}$/, "letters, digits and signs, without spaces");

/**
 * The reader (consumer) client of one target: another client_id and, in production, another certificate than the
 * writer's (ror-api §3). With it each fed place is read back at a slow, steady pace.
 */
export const readerSettings = z.strictObject({
  clientId: z.string().min(1),
  /** Absent only towards stand-ins that ask for none. */
  certificate: certificateSettings.optional(),
  /**
   * Access profile assigned at onboarding (ror-api §10). 1 and 4 see every capacity record; 2 lacks supplementary
   * beds and sensitive units, so what is missing there is not judged. With 0, 3 or 5 a record may be hidden as well
   * as absent: reading back would prove nothing.
   */
  profile: z.union([z.literal(1), z.literal(2), z.literal(4)]),
  /** Service prefix of reads on the API host of the target. */
  readPrefix: servicePrefix.default("/ws-diffusion-fhir"),
  /** Values of the four `Ror-*` headers; the real ones come with the client_id (ror-api §4). */
  userProfileCode: headerValue,
  userProfileSystem: headerValue.default("1.2.250.1.213.1.6.1.66"),
  roleCode: headerValue.default("AUTOMATE"),
  roleSystem: headerValue.default("1.2.250.1.213.1.1.4.6"),
  /** Each place is read once in so many hours. */
  everyHours: z.int().min(1).max(720).default(24),
  /** Over all places and instances together. */
  placesPerMinuteMax: z.int().min(1).max(600).default(12),
  /** A row confirmed more recently is not judged: reads may lag behind writes. */
  settleMinutes: z.int().min(0).max(1_440).default(10),
});

export type ReaderSettings = z.output<typeof readerSettings>;
