import { CAPACITY_URL } from "../dialect/capacity-url.ts";

/** The extension itself, as the published answers name it (ror-api §5.6). */
export const CAPACITY_EXPRESSION = `Location.extension('${CAPACITY_URL}')`;

/** The list of rows: the expression of the answer that calls for an `add` (ror-api §5.5). */
export const LIST_EXPRESSION = `Location.extension.where(url='${CAPACITY_URL}')`;

/** One sub-extension of the record. */
export function subExpression(url: string): string {
  return `${CAPACITY_EXPRESSION}.extension('${url}')`;
}
