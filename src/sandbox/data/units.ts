/** A kind of unit that the generator makes, with the codes that the national ROR describes it by. */
export interface UnitKind {
  /** Start of the external identifier. */
  readonly mark: string;
  readonly name: string;
  /** Field of activity (JDV_J20). */
  readonly field: "01" | "02" | "03" | "04";
  /** Operational activity (JDV_J17). */
  readonly activity: string;
  readonly activityName: string;
  /** Care mode (JDV_J19). */
  readonly mode: string;
  readonly bedsMin: number;
  readonly bedsMax: number;
  /** Whether the unit is hidden from several access profiles (uniteSensible). */
  readonly sensitive?: true;
}

const FULL = "28";
const DAY = "29";

/** Function of the place (JDV_J198) of each field of activity. */
export const functionOfField = { "01": "001", "02": "004", "03": "002", "04": "003" } as const;

/** Nature of the capacity: places by day, beds otherwise (bed-indicators, capacityTypeRule). */
export function natureOf(kind: Pick<UnitKind, "mode">): "01" | "02" {
  return kind.mode === DAY ? "02" : "01";
}

type Row = readonly [
  mark: string,
  name: string,
  activity: string,
  activityName: string,
  mode: string,
  bedsMin: number,
  bedsMax: number,
  sensitive?: true,
];

// biome-ignore format: a table
const general: readonly Row[] = [
  ["MED",  "Médecine polyvalente",              "083", "Médecine polyvalente", FULL, 18, 32],
  ["CARD", "Cardiologie",                       "013", "Cardiologie générale", FULL, 16, 28],
  ["PNEU", "Pneumologie",                       "114", "Pneumologie", FULL, 14, 28],
  ["GERI", "Court séjour gériatrique",          "050", "Gériatrie, Gérontologie", FULL, 18, 30],
  ["CHIR", "Chirurgie digestive",               "033", "Chirurgie digestive et viscérale fonctionnelle (hors carcinologie)", FULL, 16, 28],
  ["ORTH", "Chirurgie orthopédique",            "025", "Chirurgie orthopédique et traumatologique", FULL, 16, 30],
  ["REA",  "Réanimation polyvalente",           "127", "Réanimation polyvalente", FULL, 8, 16],
  ["USIC", "Soins intensifs de cardiologie",    "354", "Soins intensifs spécialisés cardiologie (USIC)", FULL, 6, 12],
  ["USNV", "Soins intensifs neuro-vasculaires", "356", "Soins intensifs spécialisés neurologie vasculaire (USINV)", FULL, 4, 8],
  ["OBST", "Maternité",                         "100", "Obstétrique", FULL, 12, 30],
  ["NEUR", "Neurologie",                        "097", "Neurologie", FULL, 14, 26],
  ["NEPH", "Néphrologie",                       "095", "Néphrologie", FULL, 10, 22],
  ["GAST", "Gastro-entérologie",                "046", "Gastro-entérologie", FULL, 12, 24],
  ["RHUM", "Rhumatologie de jour",              "131", "Rhumatologie", DAY, 4, 10],
  ["ONCO", "Oncologie de jour",                 "102", "Oncologie médicale (cancérologie)", DAY, 8, 20],
];
// biome-ignore format: a table
const psychiatry: readonly Row[] = [
  ["PSYA", "Psychiatrie adulte",               "229", "Psychiatrie adulte", FULL, 16, 28],
  ["PSYC", "Accueil et crise",                 "612", "Psychiatrie de crise", FULL, 6, 12, true],
  ["PSYE", "Psychiatrie de l'enfant, de jour", "227", "Psychiatrie de l’enfant (pédopsychiatrie)", DAY, 6, 14],
  ["PSYG", "Psychiatrie du sujet âgé",         "051", "Psychiatrie du sujet âgé (et géronto-psychiatrie)", FULL, 12, 24],
];
// biome-ignore format: a table
const rehabilitation: readonly Row[] = [
  ["SMRP", "SMR polyvalent",       "172", "Réadaptation polyvalente", FULL, 20, 40],
  ["SMRG", "SMR gériatrique",      "241", "Réadaptation gériatrique", FULL, 20, 40],
  ["SMRL", "SMR locomoteur",       "233", "Réadaptation des affections de l'appareil locomoteur", FULL, 16, 36],
  ["SMRN", "SMR neurologique",     "234", "Réadaptation des affections du système nerveux", FULL, 12, 30],
  ["SMRC", "SMR cardio de jour",   "235", "Réadaptation des affections cardio-vasculaires", DAY, 6, 16],
];
// biome-ignore format: a table
const social: readonly Row[] = [
  ["HEB",  "Hébergement spécialisé", "511", "Accueil et hébergement spécialisé", "46", 10, 40],
];

/** Units by field of activity, each list in the order in which an establishment gets them. */
export const unitKinds: Readonly<Record<UnitKind["field"], readonly UnitKind[]>> = {
  "01": general.map((row) => kind("01", row)),
  "02": rehabilitation.map((row) => kind("02", row)),
  "03": psychiatry.map((row) => kind("03", row)),
  "04": social.map((row) => kind("04", row)),
};

function kind(field: UnitKind["field"], row: Row): UnitKind {
  const [mark, name, activity, activityName, mode, bedsMin, bedsMax, sensitive] = row;
  const shared = { mark, name, field, activity, activityName, mode, bedsMin, bedsMax };
  return sensitive ? { ...shared, sensitive } : shared;
}
