import type { ErrorText } from "./error-text.ts";

/** The story that one person plays alone in the demonstration. */
export const storyCodes = {
  "story.not-this-act": {
    kind: "permanent",
    fr: "L'histoire en est à un autre acte.",
    en: "The story is at another act.",
    adviceFr: "Rechargez la page : le guide montre l'acte en cours.",
    adviceEn: "Reload the page: the guide shows the current act.",
    clause: "DESIGN §8",
  },
  "story.other-person": {
    kind: "permanent",
    fr: "Cet acte est à une autre personne.",
    en: "This act is somebody else's.",
    adviceFr: "Prenez son rôle par le bouton du guide.",
    adviceEn: "Take that role by the button of the guide.",
    clause: "DESIGN §8",
  },
} as const satisfies Record<string, ErrorText>;
