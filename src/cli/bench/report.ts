import type { Aim, Figure, Unit } from "./figure.ts";

const decimalsFrom = 100;

/** One figure for people: value, what stands beside it, the aim, and what limits it when missed. */
export function figureText(figure: Figure): string {
  const beside = figure.ceiling ?? figure.peer;
  const mark = figure.met === null ? " " : figure.met ? "✓" : "✗";
  const head = [
    mark,
    figure.name.padEnd(28),
    (figure.value === null ? "not measured" : amount(figure.value, figure.unit)).padStart(18),
    aimText(figure.aim, figure.unit).padEnd(26),
    figure.ratio === null ? "" : `ratio ${figure.ratio}`,
  ].join("  ");
  const lines = [
    head.trimEnd(),
    `     ${figure.what}`,
    ...(beside === undefined
      ? []
      : [`     beside ${figure.peer ? "(peer) " : ""}${amount(beside.value, beside.unit)}: ${beside.name}`]),
    ...(figure.details === undefined ? [] : [`     ${detailText(figure.details)}`]),
    ...(figure.skipped === undefined ? [] : [`     skipped: ${figure.skipped}`]),
    ...(figure.limitedBy === undefined ? [] : [`     limited by: ${figure.limitedBy}`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** The last line: how many aims were met. */
export function summaryText(figures: readonly Figure[]): string {
  const judged = figures.filter((figure) => figure.met !== null);
  const met = judged.filter((figure) => figure.met === true).length;
  const missing = figures.filter((figure) => figure.value === null).length;
  const unknown = missing === 0 ? "" : `, ${missing} not measured`;
  return `${met} of ${judged.length} aims met${unknown}. docs/performance.md tells how to read these figures.\n`;
}

function amount(value: number, unit: Unit): string {
  const text = value >= decimalsFrom ? Math.round(value).toLocaleString("en-GB") : String(value);
  return `${text} ${unit}`;
}

function aimText(aim: Aim | null, unit: Unit): string {
  if (aim === null) return "";
  const limit = "atLeast" in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`;
  return `aim: ${limit} ${aim.of === "ratio" ? "× that" : unit}`;
}

function detailText(details: Readonly<Record<string, number>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
