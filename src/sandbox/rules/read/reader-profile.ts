import { finding, nothing } from "../finding.ts";
import type { ReadCheck } from "../read-facts.ts";

/** Reading is another role than feeding: the client has an access profile (ror-api §3, §10). */
export const readerProfile: ReadCheck = ({ bearer }) =>
  bearer.kind === "caller" && bearer.client.profile === undefined
    ? [finding("sandbox.read-profile", { status: 403, issueCode: "forbidden" })]
    : nothing;
