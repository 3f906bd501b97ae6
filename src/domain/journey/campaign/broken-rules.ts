import { callsForAdd, type JournalPatch } from "./read-patch.ts";

export const campaignRules = [
  "adds-first",
  "adds-after-another-answer",
  "ror-headers-on-patch",
  "retries-business-rule",
  "retries-refusal",
] as const;
export type CampaignRule = (typeof campaignRules)[number];

/** A rule of the published text that a client broke, with the exchanges that show it. */
export interface BrokenRule {
  readonly rule: CampaignRule;
  /** Numbers of exchanges in the journal. */
  readonly exchanges: readonly number[];
  readonly clause: string;
  readonly fr: string;
  readonly en: string;
  readonly adviceFr: string;
  readonly adviceEn: string;
}

type Texts = Omit<BrokenRule, "rule" | "exchanges">;

const texts: Readonly<Record<CampaignRule, Texts>> = {
  "adds-first": {
    clause: "ror-api §5.5 point 1",
    fr: "Le client envoie add sans avoir essayé replace",
    en: "the client sends add without having tried replace",
    adviceFr: "Toujours commencer par replace, même si l'on croit savoir que l'indicateur manque.",
    adviceEn: "Always begin with replace, even when the indicator is believed to be missing.",
  },
  "adds-after-another-answer": {
    clause: "ror-api §5.5 points 2 and 3",
    fr: "Le client envoie add après une réponse qui ne l'appelle pas",
    en: "the client sends add after an answer that does not call for it",
    adviceFr:
      "Décider sur le statut 404, issue.code not-found et issue.expression (texte ou liste), jamais sur diagnostics.",
    adviceEn:
      "Decide on status 404, issue.code not-found and issue.expression (text or list), never on diagnostics.",
  },
  "ror-headers-on-patch": {
    clause: "ror-api §4, §13 row 10",
    fr: "Le client envoie des en-têtes Ror-* avec le PATCH",
    en: "the client sends Ror-* headers with the PATCH",
    adviceFr: "Les quatre en-têtes Ror-* sont pour les lectures ; les retirer du PATCH.",
    adviceEn: "The four Ror-* headers are for reads; take them off the PATCH.",
  },
  "retries-business-rule": {
    clause: "ror-api §5.6 rows 4 to 6, §14 point 4",
    fr: "Le client renvoie en boucle une requête refusée par un 400",
    en: "the client sends a request refused by a 400 again and again",
    adviceFr: "Arrêter cet indicateur, prévenir le GRADeS et l'établissement, corriger la correspondance.",
    adviceEn: "Stop this indicator, tell the GRADeS and the establishment, correct the mapping.",
  },
  "retries-refusal": {
    clause: "ror-api §5.6 rows 2 and 3, §14 point 4",
    fr: "Le client renvoie en boucle une requête refusée (403, 404 Location, 412)",
    en: "the client sends a refused request again and again (403, 404 Location, 412)",
    adviceFr: "S'arrêter pour ce lieu ou cet établissement et prévenir ; un essai par jour suffit.",
    adviceEn: "Stop for this place or establishment and tell people; one try a day is enough.",
  },
};

/** Identical refused requests that make a loop; two may be a person who tries again by hand. */
const loopCalls = 3;
/** Within this time. */
const loopWithinMs = 3_600_000;

/** The rules that these PATCHes break, each with every exchange that shows it. `patches` in order of time. */
export function brokenRules(patches: readonly JournalPatch[]): readonly BrokenRule[] {
  const adds = wrongAdds(patches);
  const found: Readonly<Record<CampaignRule, readonly number[]>> = {
    "adds-first": adds.first,
    "adds-after-another-answer": adds.afterAnother,
    "ror-headers-on-patch": patches.filter((it) => it.rorHeaders.length > 0).map((it) => it.id),
    "retries-business-rule": loops(patches, (it) => it.status === 400),
    "retries-refusal": loops(
      patches,
      (it) => (it.status === 403 || it.status === 404 || it.status === 412) && !callsForAdd(it),
    ),
  };
  return campaignRules.flatMap((rule) =>
    found[rule].length === 0 ? [] : [{ rule, exchanges: found[rule], ...texts[rule] }],
  );
}

/** What two PATCHes must share to be about one record. */
export function recordOf({ place, key }: JournalPatch): string {
  return `${place} ${key ?? ""}`;
}

function wrongAdds(patches: readonly JournalPatch[]): { first: number[]; afterAnother: number[] } {
  /** The last answer about each record that an `add` may follow or not. */
  const before = new Map<string, JournalPatch>();
  const first: number[] = [];
  const afterAnother: number[] = [];
  for (const patch of patches) {
    const of = recordOf(patch);
    const last = before.get(of);
    if (patch.operation === "add") {
      if (last === undefined || last.operation === "add") first.push(patch.id);
      else if (!callsForAdd(last)) afterAnother.push(patch.id);
    }
    // An expired token says nothing about the record: the same add may follow with a new one.
    const sameAddAgain = patch.operation === "add" && patch.status === 401;
    if (!sameAddAgain) before.set(of, patch);
  }
  return { first, afterAnother };
}

function loops(patches: readonly JournalPatch[], refused: (patch: JournalPatch) => boolean): number[] {
  const running = new Map<string, JournalPatch[]>();
  const found = new Set<number>();
  for (const patch of patches) {
    const of = `${patch.place} ${patch.sameness}`;
    if (!refused(patch)) {
      running.delete(of);
      continue;
    }
    const recent = (running.get(of) ?? []).filter((it) => patch.atMs - it.atMs <= loopWithinMs);
    const series = [...recent, patch];
    running.set(of, series);
    if (series.length >= loopCalls) for (const it of series) found.add(it.id);
  }
  return [...found].sort((a, b) => a - b);
}
