import { Temporal } from "temporal-polyfill";

/** Easter Sunday of the Gregorian calendar (method of Meeus, Jones and Butcher), for the years from 1583. */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const lunarShift = Math.floor((century + 8) / 25);
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((century - lunarShift + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const fromMarch = epact + weekday - 7 * correction + 114;
  return new Temporal.PlainDate(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}
