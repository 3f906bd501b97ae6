import { errorCatalogue } from "../runtime/errors/catalogue.ts";
import type { TrustCode } from "../runtime/errors/codes-trust.ts";

export type Language = "fr" | "en";

/** What happened and what to do, in one language. */
export interface Words {
  readonly text: string;
  readonly advice: string;
}

/** The words of a code. */
export function wordsOf(code: TrustCode, language: Language): Words {
  const { fr, en, adviceFr, adviceEn } = errorCatalogue[code];
  return language === "fr" ? { text: fr, advice: adviceFr } : { text: en, advice: adviceEn };
}
