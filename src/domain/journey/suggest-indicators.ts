import { type IndicatorRow, indicatorRows } from "./indicator-rows.ts";
import type { ReadSample } from "./sample-reading.ts";

export type Fed = "fed" | "later" | "not-fed";

/** Where the figure comes from, or what is still needed for it. The pages say it in words. */
export const sampleOrigins = [
  "movements-beds",
  "movements-units",
  "pre-admissions",
  "register",
  "register-and-movements",
  "closings",
  "census",
  "figures",
  "bed-status",
  "expected-dates",
  "needs-register",
  "needs-movements",
  "needs-closings",
  "needs-pre-admissions",
  "needs-column",
  "needs-sex",
  "needs-expected-dates",
  "not-in-sample",
] as const;
export type SampleOrigin = (typeof sampleOrigins)[number];

/** A first answer for one indicator. Whether the definition is the same, people judge. */
export interface IndicatorSuggestion {
  readonly id: string;
  readonly fed: Fed;
  readonly definition: "to-check";
  readonly origin: SampleOrigin;
}

/** What the samples show together. */
interface Evidence {
  readonly movements: boolean;
  readonly beds: boolean;
  readonly sex: boolean;
  readonly arrivals: boolean;
  readonly departures: boolean;
  readonly bedStatus: boolean;
  readonly register: boolean;
  readonly registerClosings: boolean;
  readonly closings: boolean;
  readonly census: boolean;
  /** Columns of a sheet of figures; `null` without one. */
  readonly figures: ReadonlySet<string> | null;
}

/**
 * First answers to the conformity table from what samples of the supplier's data show, one per indicator, in the order
 * of the list; nothing when no sample held a usable message or line. The rules are those by which Raccord computes
 * (bed-indicators §5): see each function below.
 */
export function suggestIndicators(readings: readonly ReadSample[]): readonly IndicatorSuggestion[] {
  const useful = readings.filter((one) => (one.kind === "hl7" ? one.accepted : one.records) > 0);
  if (useful.length === 0) return [];
  const evidence = gather(useful);
  return indicatorRows.map((row) => {
    const [fed, origin] = judge(row, evidence);
    return { id: row.id, fed, definition: "to-check", origin };
  });
}

function gather(readings: readonly ReadSample[]): Evidence {
  const traits = new Set(readings.flatMap((one) => (one.kind === "hl7" ? one.traits : [])));
  const sheets = new Map<string, Set<string>>();
  for (const one of readings) {
    if (one.kind !== "sheet") continue;
    sheets.set(one.sheet, new Set([...(sheets.get(one.sheet) ?? []), ...one.members]));
  }
  return {
    movements: traits.has("unit"),
    beds: traits.has("unit") && traits.has("bed"),
    sex: traits.has("sex"),
    arrivals: traits.has("pre-admission"),
    departures: traits.has("expected-discharge"),
    bedStatus: traits.has("bed-status"),
    register: sheets.has("register"),
    registerClosings: sheets.get("register")?.has("reactivable") ?? false,
    closings: sheets.has("closings"),
    census: sheets.has("census"),
    figures: sheets.get("figures") ?? null,
  };
}

type Judgement = readonly [Fed, SampleOrigin];

function judge({ key }: IndicatorRow, evidence: Evidence): Judgement {
  // No message and no sheet tells which beds are set aside for Covid patients.
  if (key.temporaryAssignement !== "01") return ["not-fed", "not-in-sample"];
  switch (key.capacityStatus) {
    case "01":
      return installed(evidence);
    case "02":
      return key.temporalityCapacity === "01"
        ? available(evidence, key.genderCapacityAvailable)
        : forecast(evidence);
    case "03":
      return occupied(evidence);
    case "04":
      return reserved(evidence);
    case "05":
      return closed(evidence, key.capacityClosingType);
    default:
      // Beds beyond the installed ones stand in no sample that Raccord reads (bed-indicators §4, SUP_*).
      return ["not-fed", "not-in-sample"];
  }
}

/** installed: permanent beds, open or closed: only a register or typed figures tell them (bed-indicators §5). */
function installed({ register, figures }: Evidence): Judgement {
  if (register) return ["fed", "register"];
  return figures !== null ? ["fed", "figures"] : ["later", "needs-register"];
}

/**
 * available(now, g): open, unoccupied beds whose gender rule gives g: the register of beds and who lies in them. Without the
 * patients' sex everything goes under "either" and 0 under women and men (bed-indicators §5, "Missing information").
 */
function available(evidence: Evidence, gender: string | null): Judgement {
  const { register, beds, sex, figures } = evidence;
  if (register && beds && (gender === "EITHER" || sex)) return ["fed", "register-and-movements"];
  if (figures !== null) return ["fed", "figures"];
  if (!register) return ["later", "needs-register"];
  return ["later", beds ? "needs-sex" : "needs-movements"];
}

/** available(t, g): the same on the state to come: expected discharges free beds, expected arrivals take them. */
function forecast({ register, beds, arrivals, departures }: Evidence): Judgement {
  if (!departures) return ["not-fed", "needs-expected-dates"];
  if (register && beds && arrivals) return ["fed", "expected-dates"];
  return ["later", register ? "needs-pre-admissions" : "needs-register"];
}

/** occupied: beds that hold a patient (TRE_R330 03). */
function occupied({ beds, movements, census, figures }: Evidence): Judgement {
  if (beds) return ["fed", "movements-beds"];
  if (census) return ["fed", "census"];
  if (movements) return ["fed", "movements-units"];
  if (figures !== null) return figures.has("occupied") ? ["fed", "figures"] : ["later", "needs-column"];
  return ["later", "needs-movements"];
}

/** reserved: an identified patient is expected within 24 hours (TRE_R330 04). */
function reserved({ arrivals, figures }: Evidence): Judgement {
  if (arrivals) return ["fed", "pre-admissions"];
  if (figures !== null) return figures.has("reserved") ? ["fed", "figures"] : ["later", "needs-column"];
  return ["later", "needs-pre-admissions"];
}

/**
 * closed(r): permanent beds closed now, by whether they can be reopened (TRE_R330 05, TRE_R333). A bed status message says
 * closed and nothing more: closing type 03 (bed-indicators §5, "Missing information").
 */
function closed(
  { closings, registerClosings, figures, bedStatus }: Evidence,
  type: string | null,
): Judgement {
  if (closings) return ["fed", "closings"];
  if (registerClosings) return ["fed", "register"];
  if (figures !== null) return ["fed", "figures"];
  if (bedStatus && type === "03") return ["fed", "bed-status"];
  return ["later", "needs-closings"];
}
