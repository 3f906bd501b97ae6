import { z } from "zod";
import type { Grant } from "../../domain/journey/roles.ts";
import { grantShape } from "../journey/shapes.ts";

/** The one text of a grant: JSON with its members in alphabetical order, so that equal grants have equal texts. */
export function grantText(grant: Grant): string {
  return JSON.stringify(Object.fromEntries(Object.entries(grantShape.parse(grant)).sort(byName)));
}

/** A grant from its text. Throws on a text that is none: only this module writes them. */
export function grantOf(text: string): Grant {
  return grantsInText.parse(text);
}

const grantsInText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(grantShape);

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
