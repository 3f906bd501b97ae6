import { z } from "zod";
import { FaultRule } from "../faults/rule.ts";
import { ClientEntry, PlaceSeed, WriteRight } from "../settings.ts";

const environment = z.string().max(40).optional();
const cursor = z.coerce.number().int().min(0).default(0);
const limit = z.coerce.number().int().min(1).max(1000).default(200);
/** A century either way. */
const OFFSET_MAX_MS = 3_155_760_000_000;

/** Every call may name its environment; without one, the first of the settings is meant. */
export const EnvironmentQuery = z.strictObject({ environment });
export const ListQuery = z.strictObject({ environment, after: cursor, limit });
export const JournalQuery = z.strictObject({
  environment,
  after: cursor,
  limit,
  /** Only exchanges of this client. */
  clientId: z.string().min(1).max(200).optional(),
  /** Only exchanges whose client is not known: a refused token names none. */
  unnamed: z.literal("true").optional(),
  verdict: z.enum(["accepted", "refused"]).optional(),
  endpoint: z.enum(["token", "patch", "read", "other"]).optional(),
});
export const PlaceParams = z.strictObject({
  idNatStruct: z.string().min(1).max(50),
  externalId: z.string().min(1).max(100),
});
export const PlacesBody = z.strictObject({ places: z.array(PlaceSeed).min(1).max(10_000) });
/** The text of a CSV file, in JSON: the columns of `--places`. */
export const CsvBody = z.strictObject({ csv: z.string().min(1).max(15_000_000) });
export const ClientsBody = z.strictObject({ clients: z.array(ClientEntry).max(10_000) });
export const WriteListBody = z.strictObject({ writeList: z.array(WriteRight).max(100_000) });
/** One client, named in the address. */
export const ClientParams = z.strictObject({ clientId: z.string().min(1).max(200) });
/** The client without its identifier: subject of its certificate, or secret and profile 0. */
export const ClientBody = z.strictObject({
  subjectDn: ClientEntry.shape.subjectDn,
  profile: ClientEntry.shape.profile,
  secret: ClientEntry.shape.secret,
});
/** One line of the write list, to be taken off it. */
export const WriteRightQuery = z.strictObject({ environment, ...WriteRight.shape });
export const ClientsAnswer = z.object({ clients: z.array(ClientEntry) });
export const WriteListAnswer = z.object({ writeList: z.array(WriteRight) });
export const JournalAnswer = z.object({
  exchanges: z.array(
    z.object({
      id: z.int(),
      /** Epoch milliseconds by the clock of the sandbox. */
      atMs: z.number(),
      endpoint: z.enum(["token", "patch", "read", "other"]),
      clientId: z.string().nullable(),
      /** The identifier of the request line, as sent. */
      place: z.string().nullable(),
      /** 0: no answer was ever sent. */
      status: z.int(),
      verdict: z.enum(["accepted", "refused"]),
      reasons: z
        .array(
          z.object({
            code: z.string(),
            clause: z.string(),
            fr: z.string(),
            en: z.string(),
            adviceFr: z.string(),
            adviceEn: z.string(),
          }),
        )
        .readonly(),
      fault: z.string().nullable(),
      request: z.unknown(),
      answer: z.unknown(),
    }),
  ),
  /** Ask for more with `after` set to this. */
  last: z.int(),
});
export const EmptyBody = z.strictObject({}).nullish();
export const FaultBody = FaultRule;
export const FaultParams = z.strictObject({ id: z.coerce.number().int().min(1) });
export const ClockBody = z.strictObject({
  /** How far the sandbox's clock is from the machine's; 0 puts it right. */
  offsetMs: z.int().min(-OFFSET_MAX_MS).max(OFFSET_MAX_MS),
});
export const LintBody = z.strictObject({
  /** The PATCH body: its text, or the JSON itself. */
  patch: z.union([z.string().max(1_048_576), z.record(z.string(), z.unknown())]),
});
