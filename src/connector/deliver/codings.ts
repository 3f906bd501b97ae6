import natures from "../../../spec/terminology/JDV-J187-NatureCapacite-ROR.json" with { type: "json" };
import statuses from "../../../spec/terminology/JDV-J188-TypeStatutCapacite-ROR.json" with { type: "json" };
import temporalities from "../../../spec/terminology/JDV-J189-TemporaliteCapacite-ROR.json" with {
  type: "json",
};
import genders from "../../../spec/terminology/JDV-J190-GenreCapacite-ROR.json" with { type: "json" };
import closingTypes from "../../../spec/terminology/JDV-J191-TypeFermetureCapacite-ROR.json" with {
  type: "json",
};
import additionalTypes from "../../../spec/terminology/JDV-J192-TypeLitSupplementaire-ROR.json" with {
  type: "json",
};
import sourceTypes from "../../../spec/terminology/JDV-J193-TypeSourceCapacite-ROR.json" with {
  type: "json",
};
import crisisTypes from "../../../spec/terminology/JDV-J194-TypeCrise-ROR.json" with { type: "json" };
import assignments from "../../../spec/terminology/JDV-J195-AffectationTemporaire-ROR.json" with {
  type: "json",
};

interface Concept {
  readonly code: string;
  readonly display: string;
}

interface Terminology {
  readonly system: string;
  readonly concepts: readonly Concept[];
  readonly systemConceptsOutsideValueSet?: readonly Concept[];
}

/** The value set of each coded sub-extension (ror-api §6.1). */
const terminologies = {
  capacityType: natures,
  capacityStatus: statuses,
  temporalityCapacity: temporalities,
  genderCapacityAvailable: genders,
  capacityClosingType: closingTypes,
  additionalBedType: additionalTypes,
  capacitySourceType: sourceTypes,
  crisisType: crisisTypes,
  temporaryAssignement: assignments,
} as const satisfies Record<string, Terminology>;

export type CodedAttribute = keyof typeof terminologies;

export interface Coding {
  readonly code: string;
  readonly display?: string;
  readonly system: string;
}

/**
 * The coding of one code, members in the published order, TRE system (ror-api §13, 5). Withdrawn codes keep their
 * display: a gender 03 that is still agreed locally must look as in the published examples. A code that the pinned
 * terminology does not know yet goes without display rather than not at all: code lists grow (ror-api §6.2).
 */
export function codingOf(attribute: CodedAttribute, code: string): Coding {
  const terminology: Terminology = terminologies[attribute];
  const concept = [...terminology.concepts, ...(terminology.systemConceptsOutsideValueSet ?? [])].find(
    (one) => one.code === code,
  );
  if (!concept) return { code, system: terminology.system };
  return { code, display: concept.display, system: terminology.system };
}
