import { z } from "zod";
import { isIdNatStruct } from "../domain/identifiers/id-nat-struct.ts";
import { isZone } from "../domain/time/day-offset.ts";
import { defaultZone } from "../domain/time/stamp.ts";
import { backupSettings } from "../runtime/backup/schedule.ts";
import { hlCharsets } from "../wire/hl7v2/charset.ts";
import { targetSettings } from "./deliver/target-settings.ts";

const code = z.string().trim().min(1).max(80);

/** A PostgreSQL that several instances share. The address may hold a password: give it by environment or by file. */
const databaseSettings = z.strictObject({
  /** `postgresql://user:password@host:5432/name`; wins over the environment variable DATABASE_URL. */
  url: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "starts with postgresql://")
    .optional(),
  /** File that holds nothing but the address. */
  urlFile: z.string().min(1).optional(),
  /** Connections of one instance; one more listens. */
  connectionsMax: z.int().min(3).max(100).default(10),
  /** The feeds of an instance that died are taken over after so long. */
  leaseMs: z.int().min(1_000).max(300_000).default(10_000),
  /** Places that other instances made due are looked for so often. */
  lookEveryMs: z.int().min(100).max(60_000).default(1_000),
});

/** One stream of facts of one establishment. */
const feedSettings = z.strictObject({
  name: code,
  /** Name of the time zone database. */
  zone: z.string().refine(isZone, "not a time zone, as Europe/Paris or Indian/Reunion").default(defaultZone),
  charset: z.enum(hlCharsets).optional(),
  mllp: z
    .strictObject({
      host: z.string().default("127.0.0.1"),
      port: z.int().min(0).max(65_535),
      frameSizeMaxBytes: z.int().min(1024).default(1_048_576),
      connectionsMax: z.int().min(1).default(100),
      tls: z
        .strictObject({ certFile: z.string(), keyFile: z.string(), caFile: z.string().optional() })
        .optional(),
    })
    .optional(),
  /** Folder where sheets are dropped. */
  folder: z.string().optional(),
  /** MSH-11 values that are taken. */
  processingIds: z.array(z.string()).default(["P", "T", "D"]),
  /** Unit codes in sheets are padded with zeros to this length. */
  codePadLength: z.int().min(1).max(20).optional(),
  /** Without any message for so long, nothing of this feed is sent (input-side §3.3 step 8). */
  silenceMaxMinutes: z.int().min(1).default(720),
  /** Hour at which an expected date without an hour counts. */
  defaultHour: z.int().min(0).max(23).default(14),
});

/** One place of the ROR and the beds it stands for. Gaps are refused, never guessed (DESIGN §3). */
const placeSettings = z.strictObject({
  id: code,
  idNatStruct: z.string().refine(isIdNatStruct, "not an IdNatStruct: 1 + FINESS, 2 + SIREN or 3 + SIRET"),
  externalId: code,
  label: z.string().default(""),
  target: code,
  feed: code,
  /** TRE_R329: beds of full hospitalisation, or places of day, night, home or session care. */
  nature: z.enum(["bed", "place"]),
  /** `movements`: from beds and patients; `figures`: from plain figures typed by people. */
  source: z.enum(["movements", "figures"]),
  /** TRE_R335. */
  sourceType: z.enum(["01", "02", "03", "04"]),
  units: z.array(z.strictObject({ unit: code, rooms: z.array(code).min(1).optional() })).min(1),
  /** `rooms`: the neighbour decides; else every bed of the place takes this. */
  genderRule: z.enum(["rooms", "F", "M", "either"]),
  /** Patients of class E are lodged here (short-stay unit of an emergency department). */
  emergencyUnit: z.boolean().default(false),
  newbornsUseBeds: z.boolean().default(false),
  leaveCountsAs: z.enum(["occupied", "reserved"]).default("occupied"),
  cleaningBlocks: z.boolean().default(true),
  overdueGraceHours: z.int().min(0).max(168).default(12),
  /** Figures older than this are not sent. */
  freshnessMaxMinutes: z.int().min(1),
});

/** The whole settings of a connector. */
export const connectorSettings = z
  .strictObject({
    establishment: z.string().default(""),
    /** Where the facts are kept: SQLite in the state folder, or PostgreSQL for several instances (DESIGN §5). */
    database: databaseSettings.prefault({}),
    /** Backups that the running connector makes by itself. */
    backup: backupSettings.optional(),
    http: z
      .strictObject({ host: z.string().default("127.0.0.1"), port: z.int().min(0).max(65_535).default(0) })
      .default({ host: "127.0.0.1", port: 0 }),
    feeds: z.array(feedSettings).min(1),
    places: z.array(placeSettings).min(1),
    targets: z.array(targetSettings).min(1),
    /** Groups of the indicator list that are sent besides `core`. */
    indicatorGroups: z.array(z.enum(["core", "extended", "forecast", "assignment"])).default(["core"]),
    /** Code sent for beds that take either gender: 04 since 2025-08-28, 03 before (ror-api §13 row 1). */
    eitherGenderCode: z.enum(["03", "04"]).default("04"),
    /** File with lines `id base64-secret`, newest first; made at first start when absent. */
    pseudonymKeyFile: z.string().optional(),
    /** Every confirmed figure is sent again after so long, if its feed is alive. */
    refreshEveryHours: z.int().min(1).max(168).default(24),
    logLevel: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .superRefine((settings, context) => {
    const feeds = new Set(settings.feeds.map((feed) => feed.name));
    const targets = new Set(settings.targets.map((target) => target.name));
    const taken = new Map<string, string>();
    const say = (message: string): void => context.addIssue({ code: "custom", message });
    for (const place of settings.places) {
      if (!feeds.has(place.feed)) say(`place ${place.id}: there is no feed named ${place.feed}`);
      if (!targets.has(place.target)) say(`place ${place.id}: there is no target named ${place.target}`);
      const allowed = settings.targets.find((target) => target.name === place.target)?.establishments;
      if (allowed !== undefined && !allowed.includes(place.idNatStruct))
        say(
          `place ${place.id}: ${place.idNatStruct} is not among the establishments of target ${place.target}`,
        );
      for (const { unit, rooms } of place.units) {
        for (const part of rooms ?? ["*"]) {
          const key = `${place.feed}/${unit}/${part}`;
          const other = taken.get(key) ?? taken.get(`${place.feed}/${unit}/*`);
          if (other !== undefined)
            say(`unit ${unit}${part === "*" ? "" : `, room ${part}`} is in ${other} and in ${place.id}`);
          taken.set(key, place.id);
        }
      }
    }
    for (const [what, names] of [
      ["feed", settings.feeds.map((feed) => feed.name)],
      ["place", settings.places.map((place) => place.id)],
      ["place identifier", settings.places.map((place) => `${place.idNatStruct}/${place.externalId}`)],
      ["target", settings.targets.map((target) => target.name)],
    ] as const) {
      for (const name of names.filter((candidate, index) => names.indexOf(candidate) !== index)) {
        say(`${what} ${name} appears twice`);
      }
    }
  });

export type ConnectorSettings = z.output<typeof connectorSettings>;
export type FeedSettings = ConnectorSettings["feeds"][number];
export type PlaceSettings = ConnectorSettings["places"][number];
/** The settings as people write them, before defaults. */
export type ConnectorSettingsInput = z.input<typeof connectorSettings>;
