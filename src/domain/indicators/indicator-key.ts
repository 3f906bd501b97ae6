/**
 * The seven attributes that identify a capacity row inside its place; `null` means that the sub-extension is
 * absent (ror-api §6.4, bed-indicators §2). Names are those of the FHIR extension, spelling included.
 */
export interface IndicatorKey {
  readonly capacityStatus: string;
  readonly temporalityCapacity: string;
  readonly genderCapacityAvailable: string | null;
  readonly capacityClosingType: string | null;
  readonly additionalBedType: string | null;
  readonly crisisType: string | null;
  readonly temporaryAssignement: string;
}
