import nature from "../../../spec/terminology/JDV-J187-NatureCapacite-ROR.json" with { type: "json" };
import status from "../../../spec/terminology/JDV-J188-TypeStatutCapacite-ROR.json" with { type: "json" };
import temporality from "../../../spec/terminology/JDV-J189-TemporaliteCapacite-ROR.json" with {
  type: "json",
};
import gender from "../../../spec/terminology/JDV-J190-GenreCapacite-ROR.json" with { type: "json" };
import closing from "../../../spec/terminology/JDV-J191-TypeFermetureCapacite-ROR.json" with { type: "json" };
import additional from "../../../spec/terminology/JDV-J192-TypeLitSupplementaire-ROR.json" with {
  type: "json",
};
import source from "../../../spec/terminology/JDV-J193-TypeSourceCapacite-ROR.json" with { type: "json" };
import crisis from "../../../spec/terminology/JDV-J194-TypeCrise-ROR.json" with { type: "json" };
import assignment from "../../../spec/terminology/JDV-J195-AffectationTemporaire-ROR.json" with {
  type: "json",
};

const systems: ReadonlyMap<string, string> = new Map([
  ["capacityType", nature.system],
  ["capacityStatus", status.system],
  ["temporalityCapacity", temporality.system],
  ["genderCapacityAvailable", gender.system],
  ["capacityClosingType", closing.system],
  ["additionalBedType", additional.system],
  ["capacitySourceType", source.system],
  ["crisisType", crisis.system],
  ["temporaryAssignement", assignment.system],
]);

/** Code system (TRE) of a coded sub-extension, as its value set publishes it (ror-api §6.1). */
export function systemOf(url: string): string | undefined {
  return systems.get(url);
}
