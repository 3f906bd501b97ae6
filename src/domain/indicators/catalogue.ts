import { z } from "zod";
import published from "../../../spec/indicators/bed-indicators.json" with { type: "json" };
import type { IndicatorKey } from "./indicator-key.ts";
import { keyText } from "./key-text.ts";

export const indicatorGroups = ["core", "extended", "forecast", "assignment"] as const;
export type IndicatorGroup = (typeof indicatorGroups)[number];

/** Nature of a place: beds for full hospitalisation (TRE_R329 01), places for the rest (02). */
export type Nature = "bed" | "place";
export type CapacityType = "01" | "02";

/** The code for "either gender": 04 since 2025-08-28, 03 before (bed-indicators §2.1). */
export type EitherCode = "03" | "04";

/** One indicator, placeholder resolved, for one nature. */
export interface Indicator {
  readonly id: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly group: IndicatorGroup;
  readonly key: IndicatorKey;
  readonly capacityType: CapacityType;
}

export interface IndicatorChoice {
  /** Missing members take the default of the list. */
  readonly groups?: Readonly<Partial<Record<IndicatorGroup, boolean>>>;
  readonly eitherCode?: EitherCode;
  readonly nature: Nature;
}

const code = z.string().regex(/^\d{2}$/);
const group = z.enum(indicatorGroups);
const text = z.string().min(1).max(1000);

const listed = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
  labelFr: text,
  labelEn: text,
  group,
  key: z.strictObject({
    capacityStatus: code.refine(
      (status) => status !== "07",
      "status 07 must never be sent (bed-indicators §5)",
    ),
    temporalityCapacity: code,
    genderCapacityAvailable: z.union([code, z.literal("EITHER")]).nullable(),
    capacityClosingType: code.nullable(),
    additionalBedType: code.nullable(),
    crisisType: code.nullable(),
    temporaryAssignement: code,
  }),
  capacityType: z.array(z.enum(["01", "02"])).min(1),
  confidence: text,
  evidence: z.array(text),
  formula: text,
  note: text.optional(),
});

const switchable = z.strictObject({ enabledByDefault: z.boolean() });

const list = z
  .strictObject({
    title: text,
    status: text,
    statusNote: text,
    identity: z.strictObject({
      key: z.array(text),
      checkedAgainstIndicator: z.array(text),
      payload: z.array(text),
      nullMeans: text,
    }),
    genderEither: z.strictObject({
      placeholder: z.literal("EITHER"),
      since20250828: z.literal("04"),
      before20250828: z.literal("03"),
      default: z.enum(["03", "04"]),
      confirmWithOperator: z.boolean(),
    }),
    capacityTypeRule: text,
    groups: z.strictObject({
      core: switchable,
      extended: switchable,
      forecast: switchable,
      assignment: switchable,
    }),
    indicators: z.array(listed).min(1).max(1000),
  })
  .superRefine(({ indicators }, context) => {
    const refuseTwice = (name: string, values: readonly string[]): void => {
      values.forEach((value, index) => {
        if (values.indexOf(value) === index) return;
        context.addIssue({ code: "custom", path: ["indicators", index], message: `${name} ${value} twice` });
      });
    };
    refuseTwice(
      "id",
      indicators.map((one) => one.id),
    );
    for (const either of ["03", "04"] as const) {
      refuseTwice(
        "key",
        indicators.map((one) => keyText(resolved(one.key, either))),
      );
    }
  });

type Listed = z.infer<typeof listed>;

/** A validated list of indicators, from which those of a place are chosen. */
export interface Catalogue {
  /** Indicators of the groups that are on, for the nature, in the order of the list. */
  indicatorsFor(choice: IndicatorChoice): readonly Indicator[];
}

/**
 * Reads a list in the shape of `spec/indicators/bed-indicators.json`: the official one will replace it without touching
 * code. Unknown members, repeated ids or keys, and status 07 are refused. Throws `ZodError`.
 */
export function readCatalogue(data: unknown): Catalogue {
  const { indicators, groups, genderEither } = list.parse(data);
  return {
    indicatorsFor({ groups: wanted = {}, eitherCode = genderEither.default, nature }) {
      const capacityType = nature === "bed" ? "01" : "02";
      return indicators
        .filter((one) => wanted[one.group] ?? groups[one.group].enabledByDefault)
        .filter((one) => one.capacityType.includes(capacityType))
        .map((one) => ({
          id: one.id,
          labelFr: one.labelFr,
          labelEn: one.labelEn,
          group: one.group,
          key: resolved(one.key, eitherCode),
          capacityType,
        }));
    },
  };
}

function resolved(key: Listed["key"], eitherCode: EitherCode): IndicatorKey {
  return key.genderCapacityAvailable === "EITHER" ? { ...key, genderCapacityAvailable: eitherCode } : key;
}

/** The list that comes with Raccord, derived from public sources (bed-indicators §4). */
export const publishedCatalogue: Catalogue = readCatalogue(published);

/** Indicators of the list that comes with Raccord; `core` alone unless said otherwise. */
export function indicatorsFor(choice: IndicatorChoice): readonly Indicator[] {
  return publishedCatalogue.indicatorsFor(choice);
}
