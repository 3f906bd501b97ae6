import { finding, nothing } from "../finding.ts";
import type { ReadCheck } from "../read-facts.ts";

/** More values than one page of results (ror-api §9.3). */
const VALUES_MAX = 200;

/** The search is by `identifier` or `_id` (ror-api §9.2); what this sandbox does not serve is said, not ignored. */
export const queryServed: ReadCheck = ({ query }) => {
  const { identifiers, ids, notServed } = query;
  if (notServed.length > 0) {
    const detail = notServed.join(", ");
    return [finding("sandbox.read-not-served", { status: 400, issueCode: "not-supported", detail })];
  }
  const count = identifiers.length + ids.length;
  if (count === 0) return [finding("sandbox.read-criteria", { status: 400, issueCode: "required" })];
  return count > VALUES_MAX
    ? [
        finding("sandbox.read-too-many", {
          status: 400,
          issueCode: "too-costly",
          detail: `${VALUES_MAX} max`,
        }),
      ]
    : nothing;
};
