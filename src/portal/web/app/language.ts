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

/** `?lang=` wins, then the remembered choice, then the first language of the browser that the page speaks, then French. */
export function chooseLanguage(
  search: string,
  remembered: string | null,
  browserLanguages: readonly string[],
): Language {
  return (
    asLanguage(new URLSearchParams(search).get("lang")) ??
    asLanguage(remembered) ??
    browserLanguages.map(asLanguage).find((language) => language !== undefined) ??
    "fr"
  );
}
