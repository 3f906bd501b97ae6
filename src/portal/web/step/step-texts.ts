import { useTranslation } from "react-i18next";
import type { StepId } from "../../../domain/journey/step.ts";
import { sectionOf } from "../../../domain/journey/steps/table.ts";

type Params = Readonly<Record<string, string | number>>;

/** Texts of one step by names that come from its definition. */
export interface StepTexts {
  has(key: string): boolean;
  /** The text, or an empty one when there is none. */
  text(key: string, params?: Params): string;
  list(key: string): readonly string[];
}

/**
 * The texts of a step, in the namespace `step-ID`. Their names follow the definition: `sections.SECTION.title`, `.help`,
 * `.fields.FIELD.label`, `.help`, `.options.OPTION`; `findings.CODE`; `moves.MOVE`; and `summary`, `todo`, `prepare`,
 * `tips`, `contact.subject`, `contact.body`. The tests compare them with the definitions.
 */
export function useStepTexts(id: StepId): StepTexts {
  const { i18n } = useTranslation(`step-${id}` as "step-00");
  const read = (key: string): unknown => i18n.getResource(i18n.language, `step-${id}`, key);
  const say = i18n.getFixedT(null, `step-${id}` as "step-00") as unknown as (
    key: string,
    params: Params,
  ) => string;
  return {
    has: (key) => typeof read(key) === "string",
    text: (key, params = {}) => (typeof read(key) === "string" ? say(key, params) : ""),
    list(key) {
      const value = read(key);
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

/** The step that a section belongs to. Throws RangeError for an unknown one. */
export function stepOfSection(section: string): StepId {
  const found = sectionOf(section);
  if (found === undefined) throw new RangeError(`${section} is not a section`);
  return found.step.id;
}
