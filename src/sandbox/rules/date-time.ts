/** FHIR R4 dateTime: a year, a month, a day, or an instant with its zone. */
const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Epoch milliseconds of the start of what a FHIR dateTime names; undefined when it names nothing. */
export function dateTimeMs(text: string): number | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "01", day = "01", hour = "00", minute = "00", second = "00", , zone = "Z"] =
    match;
  const local = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A day that the month does not have would come back as another day.
  if (Number.isNaN(local.getTime()) || local.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 23) return undefined;
  const offsetMs = zoneMs(zone);
  return offsetMs === undefined ? undefined : local.getTime() - offsetMs;
}

function zoneMs(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const [hours = Number.NaN, minutes = Number.NaN] = zone.slice(1).split(":").map(Number);
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
