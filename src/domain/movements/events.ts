/** What an event does to the occupancy of beds. */
export type EventRole =
  | "arrival"
  | "preadmission"
  | "pending-arrival"
  | "class-change"
  | "transfer"
  | "pending-transfer"
  | "discharge"
  | "pending-discharge"
  | "leave"
  | "return"
  | "none";

/**
 * Movement events of PAM FR 2.11.2 §5.2 and their role (hl7-pam-fr §2). A09 and A10 (temporary place) keep the
 * bed; A54 changes the doctor only.
 */
const roles: Readonly<Record<string, EventRole>> = {
  A01: "arrival",
  A04: "arrival",
  A05: "preadmission",
  A14: "pending-arrival",
  A06: "class-change",
  A07: "class-change",
  A02: "transfer",
  A15: "pending-transfer",
  A03: "discharge",
  A16: "pending-discharge",
  A21: "leave",
  A22: "return",
  A54: "none",
  A09: "none",
  A10: "none",
};

/** Events that each cancel event takes back (hl7-pam-fr §2, last column). */
const cancels: Readonly<Record<string, readonly string[]>> = {
  A11: ["A01", "A04"],
  A12: ["A02"],
  A13: ["A03"],
  A38: ["A05"],
  A25: ["A16"],
  A26: ["A15"],
  A27: ["A14"],
  A52: ["A21"],
  A53: ["A22"],
  A55: ["A54"],
};

/** Role of a movement event; `none` for what beds do not feel. */
export function eventRole(event: string | undefined): EventRole {
  return (event === undefined ? undefined : roles[event]) ?? "none";
}

/** True for an event that opens or changes a movement and so carries a ZBE segment. */
export function isMovementEvent(trigger: string): boolean {
  return trigger in roles;
}

/** Events cancelled by this trigger; empty when it cancels nothing. */
export function cancelledEvents(trigger: string): readonly string[] {
  return cancels[trigger] ?? [];
}

/** Pending events count from the time of their message, whatever their ZBE-2 (hl7-pam-fr, decision 5). */
export function isPending(role: EventRole): boolean {
  switch (role) {
    case "preadmission":
    case "pending-arrival":
    case "pending-transfer":
    case "pending-discharge":
      return true;
    case "arrival":
    case "class-change":
    case "transfer":
    case "discharge":
    case "leave":
    case "return":
    case "none":
      return false;
  }
}
