import type { OfflineCounts } from "./feed-reading.ts";

/** Counts as a table for a terminal. */
export function countsTable(counts: OfflineCounts): string {
  const head = [
    "unit",
    "beds",
    "closed",
    "patients",
    "leave",
    "no bed",
    "used",
    "F",
    "M",
    "either",
    "expected",
  ];
  const rows = Object.entries(counts.units).map(([unit, c]) =>
    [
      unit,
      c.installed,
      c.closed,
      c.patients,
      c.on_leave,
      c.without_bed,
      c.beds_used,
      c.free_beds.F,
      c.free_beds.M,
      c.free_beds.either,
      c.preadmitted,
    ].map(String),
  );
  const patients = counts.patients === undefined ? "" : patientTable(counts.patients);
  return `${counts.at}\n${table(head, rows)}${patients}\n`;
}

/** One line per patient: number, status, place, class. */
export function patientTable(patients: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(patients).map(([number, line]) => {
    const of = line as { status?: string; at?: string | null; class?: string | null };
    return [number, of.status ?? JSON.stringify(line), of.at ?? "", of.class ?? ""];
  });
  return table(["patient", "status", "at", "class"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return `${[head, ...rows].map(line).join("\n")}\n`;
}
