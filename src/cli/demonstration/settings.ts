import type { ConnectorSettingsInput } from "../../connector/settings.ts";
import type { HospitalModel } from "../../simulator/hospital.ts";

/** Where the demonstration's parts meet. */
export interface DemonstrationAddresses {
  /** Where its figures go. */
  readonly target: ConnectorSettingsInput["targets"][number];
  /** Targets that no place feeds: where a campaign of tests may be played, for example. */
  readonly otherTargets?: ConnectorSettingsInput["targets"];
  readonly httpPort: number;
  readonly mllpPort: number;
  /** Folder where sheets are dropped. */
  readonly inbox: string;
}

/** Hours after which a silent feed or a stale place is no longer sent: half a day, as a small hospital would choose. */
const quietHours = 12;

/** The settings of a connector for the invented hospital: its mapping file, written out (DESIGN §3). */
export function demonstrationSettings(
  hospital: HospitalModel,
  at: DemonstrationAddresses,
): ConnectorSettingsInput {
  const rules = new Map(hospital.units.map((unit) => [unit.code, unit]));
  return {
    establishment: hospital.name,
    http: { port: at.httpPort },
    feeds: [
      {
        name: "gam",
        zone: hospital.zone,
        mllp: { port: at.mllpPort },
        folder: at.inbox,
        silenceMaxMinutes: quietHours * 60,
      },
    ],
    targets: [at.target, ...(at.otherTargets ?? [])],
    places: hospital.places.map((place) => {
      const units = place.units.map(({ unit, rooms }) => ({
        unit,
        ...(rooms === undefined ? {} : { rooms: [...rooms] }),
      }));
      const [first] = place.units.map((part) => rules.get(part.unit));
      return {
        id: place.externalId,
        label: place.name,
        idNatStruct: place.idNatStruct,
        externalId: place.externalId,
        target: at.target.name,
        feed: "gam",
        nature: place.nature,
        source: "movements",
        sourceType: "02",
        units,
        genderRule: first?.genderRule === "F" ? "F" : first?.genderRule === "either" ? "either" : "rooms",
        emergencyUnit: place.units.some((part) => rules.get(part.unit)?.kind === "short-stay"),
        // The invented hospital lives in fast motion: hours of grace would be weeks of its life.
        overdueGraceHours: 0,
        freshnessMaxMinutes: quietHours * 60,
      };
    }),
  };
}
