import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerValue } from "../../../domain/journey/facts.ts";
import type { SavedSection } from "../drafts/use-section.ts";
import type { BoundField } from "./use-field.ts";

interface FieldNoteProps {
  readonly bound: BoundField;
  readonly section: SavedSection;
  readonly row: string;
  readonly field: string;
}

/** Under a field: whether it is saved, a hint about its value, and the choice between two values when there are two. */
export function FieldNote({ bound, section, row, field }: FieldNoteProps) {
  const { t } = useTranslation("fields");
  const { state, isWarning, error } = bound;
  const shown = (value: AnswerValue): string => {
    if (value === null || value === "") return t("conflict.empty");
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    return bound.definition.kind === "choice" ? bound.optionLabel(value) : value;
  };
  return (
    <>
      <p className="field-note" id={`${bound.id}-note`} style={{ margin: 0 }}>
        {isWarning && <span>⚠ {error} </span>}
        {state.state !== "untouched" && t(`state.${state.state}`)}
      </p>
      {state.state === "conflict" && state.theirs !== null && (
        <fieldset className="conflict" aria-label={bound.label}>
          <p style={{ marginTop: 0 }}>{t("conflict.text")}</p>
          <Group gap="xs">
            <Button variant="default" onClick={() => section.resolve(row, field, "theirs")}>
              {t("conflict.theirs", { value: shown(state.theirs.value) })}
            </Button>
            <Button variant="default" onClick={() => section.resolve(row, field, "mine")}>
              {t("conflict.mine", { value: shown(state.value) })}
            </Button>
          </Group>
        </fieldset>
      )}
    </>
  );
}
