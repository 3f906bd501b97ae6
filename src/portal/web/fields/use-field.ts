import { useState } from "react";
import { useTranslation } from "react-i18next";
import { checkField, isFieldWarning } from "../../../domain/journey/check-field.ts";
import type { AnswerValue } from "../../../domain/journey/facts.ts";
import type { Field } from "../../../domain/journey/step.ts";
import type { FieldState } from "../drafts/merge.ts";
import type { SavedSection } from "../drafts/use-section.ts";
import { stepOfSection, useStepTexts } from "../step/step-texts.ts";

export interface SavedFieldProps {
  readonly section: SavedSection;
  readonly field: string;
  /** Row of a table; left out in a section that is filled once. */
  readonly row?: string;
  /** In a table the column's heading says it to the eye. */
  readonly labelHidden?: boolean;
  /** Stands before the label of a cell: which row it is in. */
  readonly rowName?: string;
  readonly readOnly?: boolean;
}

/** Everything that the kinds of fields have in common. */
export interface BoundField {
  readonly definition: Field;
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly state: FieldState;
  readonly value: AnswerValue;
  /** What is wrong, in words, once the person has left the field or typed something; empty when nothing is. */
  readonly error: string;
  /** The error is a hint: the value is accepted. */
  readonly isWarning: boolean;
  readonly disabled: boolean;
  optionLabel(option: string): string;
  type(value: AnswerValue): void;
  left(): void;
}

/** Element id of a field, so that what is missing can lead to it. */
export function fieldId(section: string, row: string, field: string): string {
  return `field-${section}-${row}-${field}`;
}

/** Ties one field to the outbox, to its definition and to its texts. Throws RangeError for an unknown field. */
export function useField({
  section,
  field,
  row = "",
  rowName,
  readOnly = false,
}: SavedFieldProps): BoundField {
  const { t } = useTranslation("fields");
  const texts = useStepTexts(stepOfSection(section.definition.name));
  const [touched, setTouched] = useState(false);
  const definition = section.definition.fields[field];
  if (definition === undefined) throw new RangeError(`${field} is not a field of ${section.definition.name}`);
  const state = section.field(row, field);
  const key = `sections.${section.definition.name}.fields.${field}`;
  const label = texts.text(`${key}.label`) || field;
  const code = checkField(definition, state.value);
  const shown = code !== null && (code !== "required" || touched) ? code : null;
  return {
    definition,
    id: fieldId(section.definition.name, row, field),
    label: rowName === undefined ? label : `${label}, ${rowName}`,
    help: texts.text(`${key}.help`),
    state,
    value: state.value,
    error: shown === null ? "" : t(`errors.${shown}`, { max: definition.lengthMax }),
    isWarning: shown !== null && isFieldWarning(shown),
    disabled: readOnly || !section.ready,
    optionLabel: (option) => texts.text(`${key}.options.${option}`) || option,
    type: (value) => section.type(row, field, value),
    left: () => setTouched(true),
  };
}
