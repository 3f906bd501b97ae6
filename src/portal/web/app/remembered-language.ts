import { asLanguage, type Language } from "./language.ts";

const item = "raccord.language";
const cookie = "raccord-language";
const cookieLifeSeconds = 31_536_000;

/** A browser that keeps nothing for sites throws here; the page then only forgets the choice. */
export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(item);
  } catch {
    return null;
  }
}

/**
 * Keeps the choice for the pages (storage) and for what the server writes by itself (cookie); an address that names a
 * language follows.
 */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(item, language);
  } catch {
    // The choice lasts as long as the page.
  }
  tellServer(language);
  const address = new URL(location.href);
  if (asLanguage(address.searchParams.get("lang")) === undefined) return;
  address.searchParams.set("lang", language);
  history.replaceState(history.state, "", address);
}

/** The pages that the server writes by itself, as that of the sign-in, follow the language of the portal's. */
export function tellServer(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${cookie}=${language}; path=/; max-age=${cookieLifeSeconds}; samesite=lax`;
}
