import { z } from "zod";
import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import { campaignSettings } from "../campaign/settings.ts";
import { readerSettings } from "../read-back/reader-settings.ts";
import { certificateSettings, pem, servicePrefix } from "./credential-settings.ts";

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** An address without credentials, query or final slash; plain HTTP only to this machine. */
const address = z
  .url()
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => {
    const url = new URL(text);
    return url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
  }, "https:// is required, except towards this machine")
  .refine((text) => {
    const url = new URL(text);
    return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  }, "no credentials, query or fragment here");

/**
 * One place where PATCHes go (ror-api §2, §3): a national environment or a stand-in. Host, prefix and token address
 * are separate because the documentation's `[BASE]` is ambiguous (ror-api §2).
 */
export const targetSettings = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens"),
  tokenUrl: address,
  apiBase: address,
  /** Service prefix of the capacity PATCH. */
  patchPrefix: servicePrefix.default("/ws-synchro-dispo-lits-fhir"),
  /** The provider (writer) client, distinct from the reader's (ror-api §3). */
  clientId: z.string().min(1),
  /** Absent only towards stand-ins that ask for none. */
  certificate: certificateSettings.optional(),
  /** Authorities to trust instead of those of the system. */
  authority: pem.optional(),
  requestTimeoutMs: z.int().min(2_000).max(120_000).default(20_000),
  connectTimeoutMs: z.int().min(1_000).max(60_000).default(10_000),
  placesInParallelMax: z.int().min(1).max(64).default(4),
  encodeSlash: z.boolean().default(false),
  /** What this target is; a campaign is refused for `production`. The addresses of ror-api §2 tell by themselves. */
  environment: z.enum(["test", "production"]).optional(),
  /**
   * IdNatStruct of the establishments that the certificate may write for, as the white list has them (official page, step
   * 09). With it a place of any other is refused at the start, instead of at its first PATCH.
   */
  establishments: z
    .array(z.string().refine(isIdNatStruct, "not an IdNatStruct: 1 + FINESS, 2 + SIREN or 3 + SIRET"))
    .max(5_000)
    .optional(),
  /** How `raccord campaign` may use this target. */
  campaign: campaignSettings.optional(),
  /** With a reader's credential, what the target holds is read back and compared. */
  reader: readerSettings.optional(),
});

export type TargetSettings = z.output<typeof targetSettings>;
export type TargetSettingsInput = z.input<typeof targetSettings>;

/** Limits of the sending half, the same for every target. */
export const deliveryLimits = z.strictObject({
  /** First delay after a transient failure of a place; doubles up to the maximum. */
  retryDelayMinMs: z.int().min(10).default(2_000),
  retryDelayMaxMs: z.int().min(10).default(900_000),
  /** A longer Retry-After is cut to this. */
  retryAfterMaxMs: z.int().min(1_000).default(86_400_000),
  /** Consecutive transient failures of a target before its breaker opens. */
  breakerFailuresMax: z.int().min(1).default(5),
  breakerDelayMinMs: z.int().min(10).default(15_000),
  breakerDelayMaxMs: z.int().min(10).default(300_000),
  /** Parked places and establishments, and a paused target, are tried again after this. */
  parkRetryMs: z.int().min(1_000).default(86_400_000),
  /** Rows of one place sent in one turn before another place gets its own. */
  rowsPerTurnMax: z.int().min(1).default(100),
  logRowsMax: z.int().min(1).default(10_000),
  tasksClosedMax: z.int().min(1).default(1_000),
  /** Longest answer read, and kept with a failure. */
  answerMaxBytes: z.int().min(1_024).default(65_536),
});

export type DeliveryLimits = z.output<typeof deliveryLimits>;
