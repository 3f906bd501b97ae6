/** What a person should look at. None of them stops the figures. */
export type Warning =
  | { readonly kind: "closed-bed-with-patient"; readonly bed: string; readonly visits: readonly string[] }
  | { readonly kind: "two-patients-on-bed"; readonly bed: string; readonly visits: readonly string[] }
  | {
      readonly kind: "class-not-for-beds";
      readonly bed: string;
      readonly visit: string;
      readonly class: string;
    }
  | { readonly kind: "bed-not-valid"; readonly bed: string; readonly visits: readonly string[] }
  | { readonly kind: "occupied-status-without-patient"; readonly bed: string }
  | {
      readonly kind: "more-patients-than-beds";
      readonly surplusCount: number;
      readonly visits: readonly string[];
    }
  | { readonly kind: "closings-exceed-empty-beds"; readonly excessCount: number }
  | { readonly kind: "arrival-overdue"; readonly visit: string; readonly dueMs: number }
  | { readonly kind: "arrival-bed-unknown"; readonly visit: string; readonly bed: string }
  | { readonly kind: "arrival-bed-not-free"; readonly visit: string; readonly bed: string }
  | { readonly kind: "free-cut"; readonly cutCount: number };

export interface TwoLanguages {
  readonly fr: string;
  readonly en: string;
}

/** The warning in words, in both languages; keys of visits are left out, the caller shows them as it may. */
export function warningText(warning: Warning): TwoLanguages {
  switch (warning.kind) {
    case "closed-bed-with-patient":
      return {
        fr: `Le lit ${warning.bed} est déclaré fermé mais un patient y est : il compte comme ouvert.`,
        en: `Bed ${warning.bed} is declared closed but holds a patient: it counts as open.`,
      };
    case "two-patients-on-bed":
      return {
        fr: `${warning.visits.length} patients sur le lit ${warning.bed} : il compte une fois.`,
        en: `${warning.visits.length} patients on bed ${warning.bed}: it counts once.`,
      };
    case "class-not-for-beds":
      return {
        fr: `Un patient de classe ${warning.class} est placé sur le lit ${warning.bed} : il n'est pas compté.`,
        en: `A patient of class ${warning.class} is put on bed ${warning.bed}: not counted.`,
      };
    case "bed-not-valid":
      return {
        fr: `Le lit ${warning.bed} n'est pas valide à cette date : ses patients comptent comme sans lit.`,
        en: `Bed ${warning.bed} is not valid at this date: its patients count as without a bed.`,
      };
    case "occupied-status-without-patient":
      return {
        fr: `Le lit ${warning.bed} est signalé occupé mais aucun patient n'y est connu.`,
        en: `Bed ${warning.bed} is reported occupied but no patient is known there.`,
      };
    case "more-patients-than-beds":
      return {
        fr: `${warning.surplusCount} patient(s) de plus que de lits ouverts.`,
        en: `${warning.surplusCount} patient(s) more than open beds.`,
      };
    case "closings-exceed-empty-beds":
      return {
        fr: `${warning.excessCount} lit(s) déclarés fermés en nombre alors que des patients y sont : comptés ouverts.`,
        en: `${warning.excessCount} bed(s) declared closed by number while patients lie there: counted as open.`,
      };
    case "arrival-overdue":
      return {
        fr: "Une arrivée prévue n'a pas eu lieu et son délai est passé : elle n'est plus comptée.",
        en: "An expected arrival did not happen and its grace time is over: no longer counted.",
      };
    case "arrival-bed-unknown":
      return {
        fr: `Une arrivée prévue nomme le lit ${warning.bed}, absent du référentiel : comptée sans lit.`,
        en: `An expected arrival names bed ${warning.bed}, not in the register: counted without a bed.`,
      };
    case "arrival-bed-not-free":
      return {
        fr: `Une arrivée prévue nomme le lit ${warning.bed}, qui n'est pas libre : elle attend.`,
        en: `An expected arrival names bed ${warning.bed}, which is not free: it waits.`,
      };
    case "free-cut":
      return {
        fr: `Les disponibles seraient négatifs de ${warning.cutCount} : ramenés à 0.`,
        en: `Available would be ${warning.cutCount} below zero: cut to 0.`,
      };
  }
}
