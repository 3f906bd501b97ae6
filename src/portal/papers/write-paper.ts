import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { type PaperId, paperKinds } from "../../domain/journey/paper-kinds.ts";
import { listedRegions } from "../../domain/journey/steps/03-circle-of-trust.ts";
import type { PaperContent, PaperLanguage } from "./content.ts";
import { applicationSheet } from "./kinds/application-sheet.ts";
import { conformityNote } from "./kinds/conformity-note.ts";
import { endOfTests } from "./kinds/end-of-tests.ts";
import { f101Sheet } from "./kinds/f101-sheet.ts";
import { f413Sheet } from "./kinds/f413-sheet.ts";
import { f414Sheet } from "./kinds/f414-sheet.ts";
import { gradesLetter } from "./kinds/grades-letter.ts";
import { notificationLetter } from "./kinds/notification-letter.ts";
import type { PaperSource, PaperText } from "./kinds/paper-source.ts";

const writers: Readonly<Record<PaperId, (source: PaperSource) => PaperText>> = {
  "conformity-note": conformityNote,
  "application-sheet": applicationSheet,
  "notification-letter": notificationLetter,
  "f414-sheet": f414Sheet,
  "f101-sheet": f101Sheet,
  "f413-sheet": f413Sheet,
  "grades-letter": gradesLetter,
  "end-of-tests": endOfTests,
};

/** A paper of one journey: which, and for which region where it is one for each. */
export interface PaperName {
  readonly paper: PaperId;
  /** Empty for papers that are not for a region. */
  readonly region: string;
}

/** Every paper that a journey can have now, in the order of the journey. */
export function papersOf(facts: JourneyFacts): readonly PaperName[] {
  return paperKinds.flatMap(({ id, perRegion }) =>
    perRegion
      ? listedRegions(facts)
          .filter((region) => region !== "")
          .map((region) => ({ paper: id, region }))
      : [{ paper: id, region: "" }],
  );
}

/** What a paper says now, from the facts of a journey. */
export function writePaper(
  { paper, region }: PaperName,
  { facts, journeyName }: { readonly facts: JourneyFacts; readonly journeyName: string },
  language: PaperLanguage,
): PaperContent {
  const text = writers[paper]({ facts, journeyName, region, language });
  return { paper, region, language, day: facts.today, ...text };
}
