import { easterSunday } from "./easter.ts";

/** Where a day off is observed: the whole country, or a place that adds days of its own (onboarding §6). */
export const calendars = [
  "national",
  "alsace-moselle",
  "guadeloupe",
  "martinique",
  "guyane",
  "la-reunion",
  "mayotte",
  "saint-barthelemy",
  "saint-martin",
] as const;
export type Calendar = (typeof calendars)[number];

/** Days of the labour code, L3133-1: month and day. Whit Monday stays on the list: the solidarity day changes nothing. */
const fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
/** Easter Monday, Ascension, Whit Monday: days after Easter Sunday (L3133-1). */
const afterEaster = [1, 39, 50];

/** Days that a place adds: L3134-13 for Alsace and Moselle, L3422-2 overseas (onboarding §6). */
const local: Readonly<
  Record<Calendar, { readonly fixed: readonly string[]; readonly afterEaster: readonly number[] }>
> = {
  national: { fixed: [], afterEaster: [] },
  // Good Friday holds in communes with a Protestant or mixed church: taken as off, so that nobody is hurried.
  "alsace-moselle": { fixed: ["12-26"], afterEaster: [-2] },
  guadeloupe: { fixed: ["05-27"], afterEaster: [] },
  martinique: { fixed: ["05-22"], afterEaster: [] },
  guyane: { fixed: ["06-10"], afterEaster: [] },
  "la-reunion": { fixed: ["12-20"], afterEaster: [] },
  // Its feasts by custom are not in the code.
  mayotte: { fixed: ["04-27"], afterEaster: [] },
  "saint-barthelemy": { fixed: ["10-09"], afterEaster: [] },
  "saint-martin": { fixed: ["05-27"], afterEaster: [] },
};

/** Public holidays of a year as YYYY-MM-DD: the national ones with those of the calendar (onboarding §6). */
export function holidays(year: number, calendar: Calendar): ReadonlySet<string> {
  const added = local[calendar];
  const sunday = easterSunday(year);
  return new Set([
    ...[...fixed, ...added.fixed].map((day) => `${sunday.toString().slice(0, -6)}-${day}`),
    ...[...afterEaster, ...added.afterEaster].map((days) => sunday.add({ days }).toString()),
  ]);
}

/** Departments whose calendar is not the national one. */
const byDepartment: Readonly<Record<string, Calendar>> = {
  "57": "alsace-moselle",
  "67": "alsace-moselle",
  "68": "alsace-moselle",
  "971": "guadeloupe",
  "972": "martinique",
  "973": "guyane",
  "974": "la-reunion",
  "976": "mayotte",
  "977": "saint-barthelemy",
  "978": "saint-martin",
};

/** The calendar of the people who work in a department; the national one when the code is not known. */
export function calendarOfDepartment(department: string): Calendar {
  return byDepartment[department] ?? "national";
}
