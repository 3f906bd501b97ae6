import { type JourneyFacts, rowsOf } from "./facts.ts";
import { cell } from "./findings.ts";

/** What the supplier can write down of a GRADeS's e-mail; "to be confirmed" is what stands without it. */
export const declaredModalities = ["direct", "eai"] as const;

/** What the modality of a region is read from. */
export type ModalityFacts = Pick<JourneyFacts, "answers" | "documents" | "modalities" | "today">;

/** How a region feeds, who said so and on which day (YYYY-MM-DD, `null` where the region recorded none). */
export type StandingModality =
  | {
      readonly modality: "direct" | "eai";
      readonly saidBy: "region" | "supplier";
      readonly on: string | null;
    }
  | {
      readonly modality: "to-be-confirmed";
      readonly missing: "answer" | "date" | "day-to-come" | "document";
    };

/**
 * How a region feeds, for one journey: what the region or the administrator recorded with a proof comes first; else what
 * the supplier declares from the GRADeS's e-mail, which counts with its day and the uploaded answer (DESIGN §8).
 */
export function standingModality(facts: ModalityFacts, region: string): StandingModality {
  const recorded = facts.modalities.find((one) => one.region === region);
  if (recorded !== undefined && recorded.modality !== "to-be-confirmed")
    return { modality: recorded.modality, saidBy: "region", on: recorded.date };
  const row = rowsOf(facts, "regions").find(({ id }) => id === region);
  const said = declaredModalities.find((one) => row !== undefined && one === cell(row, "modality-said"));
  const day = row === undefined ? "" : cell(row, "modality-said-on");
  if (said === undefined) return { modality: "to-be-confirmed", missing: "answer" };
  if (day === "") return { modality: "to-be-confirmed", missing: "date" };
  if (day > facts.today) return { modality: "to-be-confirmed", missing: "day-to-come" };
  const uploaded = facts.documents.some(({ step, kind }) => step === "03" && kind === "region-answer");
  return uploaded
    ? { modality: said, saidBy: "supplier", on: day }
    : { modality: "to-be-confirmed", missing: "document" };
}
