/** The shape of French texts, to be filled in another language: a missing or surplus text does not compile. */
export type Same<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends readonly string[]
      ? readonly string[]
      : Same<Texts[Key]>;
};
