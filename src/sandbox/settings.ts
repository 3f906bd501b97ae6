import { z } from "zod";
import { isIdNatStruct } from "../domain/identifiers/id-nat-struct.ts";
import { FaultRule } from "./faults/rule.ts";

/**
 * Every choice of the sandbox where the public text is silent. Each is a row of DIFFERENCES.md, where a test
 * finds the same name, default and alternatives.
 */
export const Behaviour = z.strictObject({
  tokenLifetimeSeconds: z.int().min(1).max(86_400).default(300),
  signingKeyLifeSeconds: z.int().min(1).max(315_360_000).default(2_592_000),
  tokenRefusalStatus: z.literal([401, 400]).default(401),
  apiRefusalBody: z.enum(["operation-outcome", "empty"]).default("operation-outcome"),
  rorHeaders: z.enum(["refuse", "ignore"]).default("refuse"),
  readHeaders: z.enum(["refuse", "ignore"]).default("refuse"),
  contentType: z.enum(["fhir-json", "any-json"]).default("fhir-json"),
  bodyMaxBytes: z.int().min(1024).max(1_048_576).default(65_536),
  operationType: z.enum(["value-string", "any"]).default("value-string"),
  malformedIssueCode: z.enum(["fhir", "business-rule"]).default("fhir"),
  writeListOrder: z.enum(["before-place", "after-place"]).default("before-place"),
  gender03: z.enum(["refuse", "accept", "both"]).default("refuse"),
  otherPaths: z.enum(["evaluate", "refuse"]).default("evaluate"),
  codingSystem: z.enum(["refuse", "ignore"]).default("refuse"),
  unknownSubExtension: z.enum(["refuse", "ignore"]).default("refuse"),
  unknownIndicatorNature: z.enum(["report", "silent"]).default("report"),
  pathValueMismatch: z.enum(["refuse", "accept"]).default("refuse"),
  futureUpdateDate: z.enum(["accept", "refuse"]).default("accept"),
  addOnExisting: z.enum(["refuse", "overwrite", "duplicate"]).default("refuse"),
  unchangedVersion: z.enum(["keep", "raise"]).default("keep"),
  successBody: z.enum(["identifier", "empty"]).default("identifier"),
});
export type Behaviour = z.infer<typeof Behaviour>;

/** One place of a seed: who owns it and under which identifiers the national service finds it (ror-api §8.1). */
export const PlaceSeed = z.strictObject({
  idNatStruct: z.string().refine(isIdNatStruct, "not a national structure identifier"),
  externalId: z.string().min(1).max(100),
  /** Unique entry identifier, for example `24/1073`. */
  entryId: z.string().min(1).max(100).optional(),
  name: z.string().max(200).default(""),
  /** Code of the region that is the source of the data (JDV_J237). */
  region: z.string().max(20).default(""),
  /** Function of the place (JDV_J198): 001 to 004 hold beds. */
  function: z.string().max(20).default(""),
});
export type PlaceSeed = z.infer<typeof PlaceSeed>;

/**
 * A client known to the token server: its identifier and the subject of its certificate (RFC 4514 text), or its
 * secret when it reads open data only (profile 0). Without a profile it may not read (ror-api §3, §10).
 */
export const ClientEntry = z
  .strictObject({
    clientId: z.string().min(1).max(200),
    subjectDn: z.string().min(1).max(1000).optional(),
    /** Access profile of its reads. */
    profile: z.int().min(0).max(5).optional(),
    /** Of a client of profile 0. Left out for a client that is known, it stays. */
    secret: z.string().min(8).max(200).optional(),
  })
  .refine(
    ({ profile, subjectDn, secret }) =>
      profile === 0 ? subjectDn === undefined : subjectDn !== undefined && secret === undefined,
    "a client of profile 0 has a secret and no subject, any other a subject and no secret",
  );
export type ClientEntry = z.infer<typeof ClientEntry>;

/** One line of the white list: this certificate may write the capacity of this establishment. */
export const WriteRight = z.strictObject({
  subjectDn: z.string().min(1).max(1000),
  idNatStruct: z.string().refine(isIdNatStruct, "not a national structure identifier"),
});
export type WriteRight = z.infer<typeof WriteRight>;

/** A national data set: the same seed and size give the same places. */
export const Generation = z.strictObject({
  seed: z.int().min(0).max(4_294_967_295).default(1),
  places: z.int().min(1).max(40_000).default(600),
});
export type Generation = z.infer<typeof Generation>;

const port = z.int().min(0).max(65_535).default(0);

/** One national environment: its own authority, addresses, clients, write list and places. */
export const EnvironmentSettings = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, "lower-case letters, digits and dashes"),
  tokenPort: port,
  apiPort: port,
  /** CSV or JSON file of places, added at start when they are not held yet. */
  placesFile: z.string().min(1).optional(),
  places: z.array(PlaceSeed).max(100_000).default([]),
  clients: z.array(ClientEntry).max(10_000).default([]),
  writeList: z.array(WriteRight).max(100_000).default([]),
  behaviour: Behaviour.prefault({}),
  /** A national data set that is made at the first start. */
  generate: Generation.optional(),
  /** Faults that are on from the start. */
  faults: z.array(FaultRule).max(1000).default([]),
  /** A request that takes longer is cut. */
  requestTimeoutMs: z.int().min(100).max(600_000).default(30_000),
  connectionsMax: z.int().min(1).max(100_000).default(2000),
  /** Oldest exchanges are dropped beyond this many. */
  journalRowsMax: z.int().min(1).max(10_000_000).default(10_000),
});
export type EnvironmentSettings = z.infer<typeof EnvironmentSettings>;

export const SandboxSettings = z.strictObject({
  /** Folder that holds authorities, keys and places; made when missing. */
  stateFolder: z.string().min(1),
  environments: z
    .array(EnvironmentSettings)
    .min(1)
    .max(8)
    .refine(
      (list) => new Set(list.map((it) => it.name)).size === list.length,
      "two environments share a name",
    )
    .prefault([{ name: "test" }, { name: "production" }]),
  control: z
    .strictObject({
      port,
      /** Bearer token of the control API; made by chance when absent. */
      token: z.string().min(16).max(500).optional(),
    })
    .prefault({}),
});
export type SandboxSettings = z.infer<typeof SandboxSettings>;
/** What a caller writes: everything but the folder has a default. */
export type SandboxSettingsInput = z.input<typeof SandboxSettings>;
