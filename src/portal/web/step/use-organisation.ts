import { textOf } from "../../../domain/journey/facts.ts";
import { type SavedSection, useSection } from "../drafts/use-section.ts";

/** What step 00 says of the organisation. */
export interface Organisation {
  readonly name: string;
  readonly address: string;
  readonly department: string;
  readonly solution: string;
  /** FINESS or SIRET with its name, or empty. */
  identifier(kind: string): string;
}

/** The organisation of step 00, as other steps copy it into forms. */
export function useOrganisation(journey: string): Organisation {
  const section = useSection(journey, "organisation");
  const of = (field: string): string => typedText(section, field);
  return {
    name: of("name"),
    address: of("address"),
    department: of("department"),
    solution: [of("solution"), of("solution-version")].filter((it) => it !== "").join(" "),
    identifier(kind) {
      const number = kind === "finess" || kind === "siret" ? of(kind) : "";
      return number === "" ? "" : `${kind.toUpperCase()} ${number}`;
    },
  };
}

/** A field of a section filled once, as trimmed text; empty when nothing was typed. */
export function typedText(section: SavedSection, field: string): string {
  return textOf(section.field("", field).value);
}
