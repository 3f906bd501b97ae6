import type { StepId } from "./step.ts";

/** Mailboxes of ANS (onboarding §2.2 and §9.1: the official page prints the first one without its dot). */
export const mailboxes = {
  ror: "monserviceclient.ror@esante.gouv.fr",
  certificates: "monserviceclient.certificats@esante.gouv.fr",
  development: "monserviceclient.developpement@esante.gouv.fr",
} as const;

/** A reference document that applicants need, and whom to ask while the portal has none. */
export interface LibraryKind {
  readonly id: string;
  /** The step that uses it first. */
  readonly step: StepId;
  readonly askAt: string;
  /** Public address of the thing itself, where a source gives one. */
  readonly publicAddress: string | null;
  /** Where the step, the name and the address come from. */
  readonly clause: string;
}

/**
 * The reference documents in the order of the journey: a closed list. None of the forms could be read in a public
 * source, so the portal brings none; an administrator uploads what ANS sends (onboarding §2.2, end of §11).
 */
export const libraryKinds = [
  kind("display-model", "01", "ror", "official page, step 02; onboarding §1 step 01"),
  kind("bed-availability-indicators", "01", "ror", "official page, step 02; onboarding §1 step 01"),
  {
    ...kind("implementation-guide", "02", "ror", "official page, step 02; onboarding §1 step 02"),
    publicAddress: "https://interop.esante.gouv.fr/ig/fhir/ror",
  },
  kind("application-form", "03", "ror", "official page, step 03; onboarding §2.2"),
  kind("list-eai-saas", "03", "ror", "official page, steps 03 and 09; onboarding §2.2"),
  kind("list-proprietary", "03", "ror", "official page, steps 03 and 09; onboarding §2.2"),
  kind("charter", "03", "ror", "onboarding §1 step 03 and §2.2"),
  kind("f414", "03b", "development", "onboarding §1 step 03b and §2.2"),
  kind("membership-contract", "04", "ror", "official page, step 04; onboarding §1 step 04"),
  kind("f101", "04", "ror", "official page, step 04; onboarding §2.2: the form itself names its address"),
  kind("f413", "06", "certificates", "official page, step 06; onboarding §2.2"),
  kind("development-terms", "08", "ror", "official page, prerequisites of step 08"),
] as const satisfies readonly LibraryKind[];

function kind<const Id extends string>(id: Id, step: StepId, askAt: keyof typeof mailboxes, clause: string) {
  return { id, step, askAt: mailboxes[askAt], publicAddress: null, clause };
}
