import type { ConnectorSettingsInput } from "../../connector/settings.ts";
import { hl7Text } from "../../domain/time/stamp.ts";
import { structure } from "./sandbox-load.ts";

/** A hospital of so many places, each one unit of ten single rooms. */
export function smallHospital(
  places: number,
  inbox: string,
  target: ConnectorSettingsInput["targets"][number],
): ConnectorSettingsInput {
  return {
    establishment: "Hôpital imaginaire",
    http: { port: 0 },
    feeds: [{ name: "gam", mllp: { port: 0 }, folder: inbox }],
    targets: [target],
    indicatorGroups: ["core", "extended"],
    places: Array.from({ length: places }, (_, index) => ({
      id: placeId(index),
      idNatStruct: structure,
      externalId: placeId(index),
      target: target.name,
      feed: "gam",
      nature: "bed",
      source: "movements",
      sourceType: "02",
      units: [{ unit: unitCode(index) }],
      genderRule: "rooms",
      freshnessMaxMinutes: 720,
    })),
  };
}

/** Same names as the places of `benchPlaces`. */
export function placeId(index: number): string {
  return `B${index + 1}`;
}

export function unitCode(index: number): string {
  return `U${String(index + 1).padStart(4, "0")}`;
}

const bedsPerUnit = 10;

/** The bed register of `smallHospital`. */
export function smallRegister(places: number): string {
  const rows = Array.from({ length: places }, (_, index) =>
    Array.from({ length: bedsPerUnit }, (_bed, bed) =>
      [unitCode(index), `Unité ${index + 1}`, 101 + bed, "X", "OUVERT", "", ""].join(";"),
    ),
  ).flat();
  return `${["UF;LIBELLE_UF;CHAMBRE;LIT;ETAT;REACTIVABLE;GENRE", ...rows].join("\n")}\n`;
}

/**
 * Admission or discharge of one patient of one unit as PAM-FR: `turn` even admits, the next odd one discharges the
 * same patient, so that each message changes the figures of its place.
 */
export function movementMessage(index: number, turn: number, atMs: number): Uint8Array {
  const arrival = turn % 2 === 0;
  const stay = Math.floor(turn / 2);
  const number = `${index + 1}${String(stay).padStart(4, "0")}`;
  const trigger = arrival ? "A01^ADT_A01" : "A03^ADT_A03";
  const unit = unitCode(index);
  const now = hl7Text(atMs);
  const authority = "TEST&2.999.1&ISO";
  const room = 101 + (stay % bedsPerUnit);
  const lines = [
    `MSH|^~\\&|BANC|TEST|RACCORD|TEST|${now}||ADT^${trigger}|B${number}${turn % 2}|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8|||2.11^IHE_FRANCE-2.11-PAM`,
    `EVN||${now}||||${now}`,
    `PID|1||P${number}^^^${authority}^PI||ESSAI^Patient^^^^^L||19700101|${stay % 2 === 0 ? "F" : "M"}||||||||||D${number}^^^${authority}^AN`,
    `PV1||I|${unit}^${room}^X^TEST&990000011&M^O|R|||||||||||||||V${number}^^^${authority}^VN`,
    `ZBE|${number}${turn % 2}^TEST^2.999.1^ISO|${now}||INSERT|N||Unité^^^^^${authority}^UF^^^${unit}|Unité^^^^^${authority}^UF^^^${unit}|HMS`,
  ];
  return Buffer.from(`${lines.join("\r")}\r`, "utf8");
}
