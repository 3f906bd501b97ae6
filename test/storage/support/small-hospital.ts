/** An invented hospital: feeds of one unit each, with numbered beds, and patients who come and go. */
const bedsPerUnit = 40;

export const unitOf = (feed: number): string => `${2310 + feed}`;

/** The bed register of one feed, as a sheet. */
export function registerSheet(feed: number): string {
  const beds = Array.from({ length: bedsPerUnit }, (_, bed) => `${unitOf(feed)};${100 + bed};P;OUVERT`);
  return `UF;CHAMBRE;LIT;ETAT\n${beds.join("\n")}\n`;
}

/** Local French time as HL7 wants it. */
function hl7Time(ms: number): string {
  const parts = new Intl.DateTimeFormat("fr-FR", {
    timeZone: "Europe/Paris",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return ["year", "month", "day", "hour", "minute", "second"].map(part).join("");
}

/** One frame: patient number `patient` comes to the bed of this number, or leaves. */
export function frame(feed: number, patient: number, event: "A01" | "A03", atMs: number): Buffer {
  const id = `${feed}-${patient}-${event}`;
  const at = hl7Time(atMs);
  const bed = `${unitOf(feed)}^${100 + (patient % bedsPerUnit)}^P`;
  const lines = [
    `MSH|^~\\&|GAM|CH|RACCORD|CH|${at}||ADT^${event}|${id}|P|2.5`,
    `EVN||${at}`,
    `PID|||P${feed}-${patient}^^^X^PI|||||${patient % 2 ? "F" : "M"}`,
    `PV1||I|${bed}||||||||||||||||V${feed}-${patient}`,
    `ZBE|M${id}^CH|${at}||INSERT|N|||HMS`,
  ];
  return Buffer.from(`\x0b${lines.join("\r")}\r\x1c\r`, "latin1");
}

/** Settings of a connector with these feeds, one place each. */
export function hospitalSettings(options: {
  readonly feeds: readonly number[];
  readonly target: unknown;
  readonly folder: (feed: number) => string;
  readonly keyFile: string;
  readonly database?: { readonly url?: string; readonly leaseMs?: number };
}): Record<string, unknown> {
  return {
    establishment: "Hôpital d'essai",
    feeds: options.feeds.map((feed) => ({
      name: `f${feed}`,
      mllp: { port: 0 },
      folder: options.folder(feed),
    })),
    targets: [options.target],
    indicatorGroups: ["core", "extended"],
    pseudonymKeyFile: options.keyFile,
    ...(options.database === undefined ? {} : { database: options.database }),
    places: options.feeds.map((feed) => ({
      id: `p${feed}`,
      idNatStruct: "1990000011",
      externalId: `P${feed}`,
      target: "test",
      feed: `f${feed}`,
      nature: "bed",
      source: "movements",
      sourceType: "02",
      units: [{ unit: unitOf(feed) }],
      genderRule: "either",
      freshnessMaxMinutes: 720,
    })),
  };
}

/** What the ROR should show of one feed when so many patients lie there. */
export function figures(lying: number): Record<string, number> {
  return {
    "01/01/-/-/-/-/01": bedsPerUnit,
    "02/01/04/-/-/-/01": bedsPerUnit - lying,
    "03/01/-/-/-/-/01": lying,
  };
}
