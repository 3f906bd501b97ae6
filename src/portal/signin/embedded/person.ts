/** Somebody invented, for the demonstration: who can be chosen at the embedded provider. */
export interface InventedPerson {
  /** Subject in the tokens; never changes. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** What this person does in the demonstration. */
  readonly description: { readonly fr: string; readonly en: string };
}
