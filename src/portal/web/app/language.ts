/** Languages of the page. */
export type Language = "fr" | "en";

export const languages: readonly Language[] = ["fr", "en"];

/** Names of the languages, each in itself. */
export const languageNames: Readonly<Record<Language, string>> = { fr: "Français", en: "English" };

/** `text` as a language of the page: its primary subtag counts. */
export function asLanguage(text: string | null | undefined): Language | undefined {
  const primary = text?.toLowerCase().split("-")[0];
  return languages.find((language) => language === primary);
}

/**
 * `?lang=` wins, then the remembered choice, then French: the forms, the letters and the people of the national ROR speak
 * it, whatever language a browser was installed in.
 */
export function chooseLanguage(search: string, remembered: string | null): Language {
  return asLanguage(new URLSearchParams(search).get("lang")) ?? asLanguage(remembered) ?? "fr";
}
