import type { Language } from "../app/language.ts";
import { en } from "./texts-en.ts";
import { fr } from "./texts-fr.ts";

/** Every text of the page in one language; the other languages have exactly these members. */
export type Texts = typeof fr;

export const dictionaries: Readonly<Record<Language, Texts>> = { fr, en };
