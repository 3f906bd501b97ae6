/** What kind of life a unit leads. */
export type UnitKind = "emergency" | "day" | "short-stay" | "ward" | "surgery" | "maternity" | "intensive";

/** One unit of the invented hospital before its rooms are laid out. */
export interface UnitSketch {
  readonly code: string;
  readonly label: string;
  readonly kind: UnitKind;
  /** Share of the beds, relative to the other units. */
  readonly weight: number;
  /** Share of its beds that stand in double rooms. */
  readonly doubles: number;
  readonly genderRule: "room" | "F" | "either";
  /** First room number. */
  readonly firstRoom: number;
  /** Register rows that are closed, as reactivable yes or no. */
  readonly closed: readonly ("yes" | "no")[];
  /** PV1-21, kind of activity (hl7-pam-fr §3.4). */
  readonly activity: "03" | "04" | "10";
  readonly meanStayHours: number;
}

/**
 * In order of importance: a hospital of n units has the first n. The first code has a leading zero, because
 * spreadsheets lose it (hl7-pam-fr §5.6).
 */
export const unitSketches: readonly UnitSketch[] = [
  unit("0415", "Médecine polyvalente", "ward", 32, 0.6, "room", 101, ["yes", "no"], 110),
  unit("1100", "Urgences", "emergency", 0, 0, "room", 1, [], 5),
  unit("UHCD", "Hospitalisation de courte durée", "short-stay", 10, 0, "room", 11, [], 20),
  unit("3240", "Chirurgie viscérale", "surgery", 32, 0.7, "room", 301, ["yes"], 80),
  unit("4100", "Maternité", "maternity", 18, 0.3, "F", 401, [], 84),
  unit("7300", "Hôpital de jour", "day", 10, 0, "room", 701, [], 7),
  unit("3120", "Cardiologie", "ward", 28, 0.5, "room", 201, [], 96),
  unit("5010", "Réanimation polyvalente", "intensive", 12, 0, "either", 501, [], 90),
];

/** Codes that occur in messages and stand in no register: theatre and consultations are not lodging. */
export const theatre = { code: "6050", label: "Bloc opératoire" } as const;
export const consultations = { code: "8100", label: "Consultations externes" } as const;

/** A further ward, for hospitals of more units than the table has. `index` counts from 0. */
export function furtherUnit(index: number): UnitSketch {
  const code = `9${String(index).padStart(3, "0")}`;
  return unit(code, `Unité de soins ${index + 1}`, "ward", 28, 0.5, "room", 1, [], 100);
}

function unit(
  code: string,
  label: string,
  kind: UnitKind,
  weight: number,
  doubles: number,
  genderRule: UnitSketch["genderRule"],
  firstRoom: number,
  closed: UnitSketch["closed"],
  meanStayHours: number,
): UnitSketch {
  const activity = kind === "emergency" ? "10" : kind === "day" ? "04" : "03";
  return { code, label, kind, weight, doubles, genderRule, firstRoom, closed, activity, meanStayHours };
}
