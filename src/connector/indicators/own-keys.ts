import { indicatorsFor } from "../../domain/indicators/catalogue.ts";
import type { ConnectorSettings } from "../settings.ts";
import { keyText } from "./canonical-key.ts";

/**
 * Canonical keys that each place computes by these settings, whether or not they may leave now. What else the ROR
 * shows for the place is not fed by this connector.
 */
export function ownKeysOf(
  settings: Pick<ConnectorSettings, "places" | "indicatorGroups" | "eitherGenderCode">,
): (placeId: string) => ReadonlySet<string> {
  const groups = chosenGroups(settings.indicatorGroups);
  const byNature = new Map(
    (["bed", "place"] as const).map((nature) => {
      const chosen = indicatorsFor({ groups, eitherCode: settings.eitherGenderCode, nature });
      return [nature, new Set(chosen.map((indicator) => keyText(indicator.key)))] as const;
    }),
  );
  const natures = new Map(settings.places.map((place) => [place.id, place.nature]));
  return (placeId) => byNature.get(natures.get(placeId) ?? "bed") ?? new Set();
}

/** The groups of the list that are sent, each said to be on or off. */
export function chosenGroups(
  names: ConnectorSettings["indicatorGroups"],
): Readonly<Record<"core" | "extended" | "forecast" | "assignment", boolean>> {
  const on = (name: (typeof names)[number]): boolean => names.includes(name);
  return {
    core: on("core"),
    extended: on("extended"),
    forecast: on("forecast"),
    assignment: on("assignment"),
  };
}
