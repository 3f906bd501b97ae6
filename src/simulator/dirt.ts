import type { Draw } from "./draw.ts";

/** Habits of real senders that a receiver must bear (hl7-pam-fr §3, §5.6, §7). None of them changes the meaning. */
type Habit = "lower-case" | "no-nature" | "wrong-charset" | "line-feeds" | "empty-lines" | "no-structure";

const habits: readonly Habit[] = [
  "lower-case",
  "no-nature",
  "wrong-charset",
  "line-feeds",
  "empty-lines",
  "no-structure",
];

/** The message with one bad habit; the meaning stays the same. */
export function soil(text: string, draw: Draw): { readonly text: string; readonly habit: string } {
  const habit = draw.pick(habits) ?? "empty-lines";
  const soiled = apply(text, habit);
  return soiled === text
    ? { text: apply(text, "empty-lines"), habit: "empty-lines" }
    : { text: soiled, habit };
}

function apply(text: string, habit: Habit): string {
  switch (habit) {
    case "lower-case":
      return editField(text, "PV1", 3, (place) => {
        const [unit = "", room = "", bed = "", ...rest] = place.split("^");
        return [unit.toLowerCase(), room.toLowerCase(), bed.toLowerCase(), ...rest].join("^");
      });
    case "no-nature":
      // Without the letter M, a change of doctors alone could not be told from a move.
      return editField(text, "ZBE", 9, (nature) => (nature === "M" ? nature : ""));
    case "wrong-charset":
      return text.replace("|UNICODE UTF-8|", "|8859/1|");
    case "line-feeds":
      return text.replaceAll("\r", "\n");
    case "empty-lines":
      return text.replaceAll("\r", "\r\r");
    case "no-structure":
      return text.replace(/\|ADT\^(\w{3})\^\w+\|/, "|ADT^$1|");
    default:
      return habit satisfies never;
  }
}

function editField(text: string, name: string, index: number, edit: (value: string) => string): string {
  return text
    .split("\r")
    .map((line) => {
      if (!line.startsWith(`${name}|`)) return line;
      const fields = line.split("|");
      const value = fields[index];
      if (value === undefined) return line;
      fields[index] = edit(value);
      return fields.join("|");
    })
    .join("\r");
}

/** The message under another control id. */
export function reissue(text: string, controlId: string, as: string): string {
  return text.replace(`|${controlId}|`, `|${as}|`);
}

/** Old senders still use the trigger Z80, which no longer exists (hl7-pam-fr §1). No movement segment. */
export function asUnknownTrigger(text: string, controlId: string, as: string): string {
  const other = reissue(text, controlId, as).replace(/\|ADT\^\w{3}\^\w+\|/, "|ADT^Z80^ADT_A01|");
  return dropSegment(other, "ZBE");
}

/** Cannot be used by anybody: no PID (hl7-pam-fr §6, AE). */
export function withoutPatient(text: string, controlId: string, as: string): string {
  return dropSegment(reissue(text, controlId, as), "PID");
}

function dropSegment(text: string, name: string): string {
  return text
    .split("\r")
    .filter((line) => !line.startsWith(`${name}|`))
    .join("\r");
}
