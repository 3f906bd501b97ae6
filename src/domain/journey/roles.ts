/**
 * Who takes part in a connection (onboarding §2.1; official page, steps 03 to 09). A person can hold several roles; each
 * is granted for an organisation, a region or a committee member, never in general, but for the operator's own staff.
 */
export const roles = [
  "applicant",
  "legal-representative",
  "proxy",
  "technical-administrator",
  "establishment-contact",
  "grades",
  "committee-member",
  "ans-operator",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Roles that belong to one supplier. */
export const supplierRoles = [
  "applicant",
  "legal-representative",
  "proxy",
  "technical-administrator",
] as const satisfies readonly Role[];
export type SupplierRole = (typeof supplierRoles)[number];

/** Members of the integration committee (official page, step 03). */
export const committeeMembers = ["DGOS", "DGCS", "DNS", "CNSA", "ARS", "GRADeS"] as const;
export type CommitteeMember = (typeof committeeMembers)[number];

/** A role and what it is bound to. */
export type Grant =
  | { readonly role: SupplierRole; readonly organisationId: string }
  | { readonly role: "establishment-contact"; readonly organisationId: string; readonly finess: string }
  | { readonly role: "grades"; readonly region: string }
  | { readonly role: "committee-member"; readonly member: CommitteeMember }
  | { readonly role: "ans-operator" }
  | { readonly role: "administrator" };
