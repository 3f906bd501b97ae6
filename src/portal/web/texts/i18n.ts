import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { asLanguage, type Language, languages } from "../app/language.ts";
import type { Namespaces } from "./namespaces.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: Namespaces;
  }
}

interface TextsModule {
  readonly texts: Record<string, unknown>;
}

const modules = import.meta.glob<TextsModule>("./{fr,en}/*.ts");

/**
 * Starts the texts in one language. A namespace comes when a page first needs it, always in both languages, so that
 * the language can be changed without a network.
 */
export async function startTexts(language: Language): Promise<i18n> {
  await i18next
    .use({
      type: "backend" as const,
      read(code: string, namespace: string, done: (fault: Error | null, texts: object | boolean) => void) {
        const load = modules[`./${code}/${namespace}.ts`];
        if (load === undefined) return done(new Error(`no texts ${code}/${namespace}`), false);
        load().then(
          ({ texts }) => done(null, texts),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), true),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: [...languages],
      preload: [...languages],
      ns: ["shell"],
      defaultNS: "shell",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  return i18next;
}

/** The language that the pages speak now. */
export function languageOf(texts: i18n): Language {
  return asLanguage(texts.language) ?? "fr";
}
