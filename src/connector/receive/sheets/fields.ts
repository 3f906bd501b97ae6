import type { SheetKind } from "./sheet-issue.ts";

/** One piece of information that a column may carry. */
export interface FieldSpec {
  /** Heading of the templates in French and English; all `names` are compared folded (`foldWord`). */
  readonly title: string;
  readonly names: readonly string[];
  readonly required?: true;
  /** A line too short to reach this column is refused: its figures may have shifted. */
  readonly figure?: true;
}

/** Lower case, without accents, spaces or signs: `Mise à jour` and `MISE_A_JOUR` are one word. */
export function foldWord(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

const unit: FieldSpec = {
  title: "UF / UNIT",
  names: ["uf", "ufhebergement", "ufh", "codeuf", "ufcode", "unite", "codeunite", "unit", "unitcode", "ward"],
  required: true,
};
const label: FieldSpec = {
  title: "LIBELLE_UF / UNIT_LABEL",
  names: [
    "libelleuf",
    "libelle",
    "libelleunite",
    "nomuf",
    "service",
    "unitlabel",
    "unitname",
    "label",
    "name",
  ],
};
const room: FieldSpec = {
  title: "CHAMBRE / ROOM",
  names: ["chambre", "codechambre", "nochambre", "numerochambre", "room", "roomcode"],
};
const bed: FieldSpec = {
  title: "LIT / BED",
  names: ["lit", "codelit", "nolit", "numerolit", "bed", "bedcode"],
};
const from: FieldSpec = {
  title: "DU / FROM",
  names: ["du", "debut", "datedebut", "from", "start", "startdate"],
};
const to: FieldSpec = { title: "AU / TO", names: ["au", "fin", "datefin", "to", "until", "end", "enddate"] };
const site: FieldSpec = {
  title: "FINESS_GEO / SITE",
  names: ["finessgeo", "finess", "finesset", "finesseg", "site"],
};

export const registerFields = {
  unit,
  label,
  room: { ...room, required: true },
  bed: { ...bed, required: true },
  state: {
    title: "ETAT / STATE",
    names: ["etat", "etatlit", "statut", "state", "status", "bedstate"],
    required: true,
  },
  reactivable: {
    title: "REACTIVABLE / REOPENABLE",
    names: ["reactivable", "reouvrable", "reopenable", "canreopen"],
  },
  gender: { title: "GENRE / GENDER", names: ["genre", "sexe", "gender", "sex"] },
  from,
  to,
  site,
} as const satisfies Record<string, FieldSpec>;

export const closingFields = {
  unit,
  label,
  room,
  bed,
  count: {
    title: "NOMBRE / COUNT",
    names: ["nombre", "nb", "nombrelits", "nblits", "litsfermes", "count", "beds", "closedbeds"],
  },
  reactivable: {
    title: "REACTIVABLES / REOPENABLE",
    names: ["reactivables", "reactivable", "nombrereactivables", "nbreactivables", "reopenable", "canreopen"],
  },
  from: { ...from, required: true },
  to,
  reopens: {
    title: "DATE_REOUVERTURE / REOPENS",
    names: ["datereouverture", "reouverture", "reopens", "reopening"],
  },
  cause: { title: "MOTIF / CAUSE", names: ["motif", "motiffermeture", "cause", "reason"] },
  site,
} as const satisfies Record<string, FieldSpec>;

const at: FieldSpec = {
  title: "MAJ / UPDATED",
  names: [
    "maj",
    "miseajour",
    "datemaj",
    "dateheure",
    "horodatage",
    "updated",
    "updatedat",
    "date",
    "at",
    "asof",
  ],
};

export const censusFields = {
  unit,
  label,
  room,
  bed,
  patient: {
    title: "IPP / PATIENT",
    names: ["ipp", "nip", "numipp", "patient", "patientid", "numeropatient", "nopatient"],
    required: true,
  },
  visit: {
    title: "VENUE / VISIT",
    names: [
      "venue",
      "numerovenue",
      "novenue",
      "iep",
      "nda",
      "sejour",
      "numerosejour",
      "visit",
      "visitnumber",
    ],
  },
  sex: { title: "SEXE / SEX", names: ["sexe", "genre", "sex", "gender"] },
  patientClass: { title: "CLASSE / CLASS", names: ["classe", "classepatient", "class", "patientclass"] },
  onLeave: { title: "PERMISSION / LEAVE", names: ["permission", "enpermission", "leave", "onleave"] },
  newborn: { title: "NOUVEAU_NE / NEWBORN", names: ["nouveaune", "newborn", "bebe"] },
  expectedOut: {
    title: "SORTIE_PREVUE / EXPECTED_OUT",
    names: ["sortieprevue", "datesortieprevue", "expectedout", "expecteddischarge"],
  },
  at: {
    title: "DATE_CENSUS / CENSUS_TIME",
    names: ["datecensus", "daterecensement", "censustime", "censusdate", ...at.names],
  },
  site,
} as const satisfies Record<string, FieldSpec>;

export const figureFields = {
  unit,
  label,
  site,
  installed: {
    title: "LITS_INSTALLES / INSTALLED",
    names: ["litsinstalles", "installes", "installed", "installedbeds"],
    required: true,
    figure: true,
  },
  closed: {
    title: "LITS_FERMES / CLOSED",
    names: ["litsfermes", "fermes", "totalfermes", "closed", "closedbeds"],
    figure: true,
  },
  closedReactivable: {
    title: "FERMES_REACTIVABLES / CLOSED_REOPENABLE",
    names: ["fermesreactivables", "litsfermesreactivables", "closedreopenable", "closedreactivable"],
    figure: true,
  },
  closedNotReactivable: {
    title: "FERMES_NON_REACTIVABLES / CLOSED_NOT_REOPENABLE",
    names: [
      ...["fermesnonreactivables", "litsfermesnonreactivables", "nonreactivables"],
      ...["closednotreopenable", "closednotreactivable"],
    ],
    figure: true,
  },
  extra: {
    title: "LITS_SUPPLEMENTAIRES / EXTRA",
    names: ["litssupplementaires", "supplementaires", "extra", "extrabeds"],
    figure: true,
  },
  occupied: {
    title: "OCCUPES / OCCUPIED",
    names: ["occupes", "litsoccupes", "occupied", "occupiedbeds"],
    figure: true,
  },
  reserved: {
    title: "RESERVES / RESERVED",
    names: ["reserves", "litsreserves", "reserved", "reservedbeds"],
    figure: true,
  },
  freeF: {
    title: "DISPO_F / FREE_F",
    names: ["dispof", "dispofemme", "dispofemmes", "disponiblesf", "litsdispof", "freef", "freefemale"],
    required: true,
    figure: true,
  },
  freeM: {
    title: "DISPO_H / FREE_M",
    names: [
      "dispoh",
      "dispom",
      "dispohomme",
      "dispohommes",
      "disponiblesh",
      "litsdispoh",
      "freem",
      "freemale",
    ],
    required: true,
    figure: true,
  },
  freeEither: {
    title: "DISPO_INDIFFERENT / FREE_EITHER",
    names: ["dispoindifferent", "dispoindif", "indifferent", "indif", "dispomixte", "freeeither", "either"],
    required: true,
    figure: true,
  },
  at: { ...at, required: true },
} as const satisfies Record<string, FieldSpec>;

export type RegisterField = keyof typeof registerFields;
export type ClosingField = keyof typeof closingFields;
export type CensusField = keyof typeof censusFields;
export type FigureField = keyof typeof figureFields;

export const fieldsByKind = {
  register: registerFields,
  closings: closingFields,
  census: censusFields,
  figures: figureFields,
} as const satisfies Record<SheetKind, Record<string, FieldSpec>>;
