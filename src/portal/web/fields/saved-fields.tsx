import { NativeSelect, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import type { ChangeEvent, HTMLInputTypeAttribute } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../domain/journey/facts.ts";
import type { FieldKind } from "../../../domain/journey/step.ts";
import { FieldNote } from "./field-note.tsx";
import { type BoundField, type SavedFieldProps, useField } from "./use-field.ts";

/** Keyboards and filling help of the browser, by kind. Numbers are typed as text: their digits are names, not amounts. */
const inputs: Partial<
  Record<FieldKind, { type?: HTMLInputTypeAttribute; inputMode?: "numeric" | "tel" | "email" | "url" }>
> = {
  email: { type: "email", inputMode: "email" },
  phone: { type: "tel", inputMode: "tel" },
  number: { inputMode: "numeric" },
  siren: { inputMode: "numeric" },
  siret: { inputMode: "numeric" },
  url: { type: "url", inputMode: "url" },
};

/** A field of any kind, saved as it is typed; the kind comes from the definition of its step. */
export function SavedField(props: SavedFieldProps) {
  const field = props.section.definition.fields[props.field];
  switch (field?.kind) {
    case "choice":
      return props.labelHidden ? <SavedSelect {...props} /> : <SavedChoice {...props} />;
    case "yes-no":
      return props.labelHidden ? <SavedSelect {...props} /> : <SavedYesNo {...props} />;
    case "long-text":
      return <SavedTextarea {...props} />;
    case "date":
      return <SavedDate {...props} />;
    default:
      return <SavedText {...props} />;
  }
}

/** What the inputs share: name, description, error and save state, all read out with the field. */
function useCommon(props: SavedFieldProps) {
  const { t } = useTranslation("fields");
  const bound = useField(props);
  const hidden = props.labelHidden === true;
  const label = bound.definition.required || hidden ? bound.label : `${bound.label} ${t("optional")}`;
  return {
    bound,
    note: <FieldNote bound={bound} section={props.section} row={props.row ?? ""} field={props.field} />,
    input: {
      id: bound.id,
      error: bound.isWarning ? null : bound.error || null,
      disabled: bound.disabled,
      "aria-required": bound.definition.required,
      // The save state is not part of the description: it would be read at each key.
      ...(hidden
        ? { "aria-label": bound.label, title: bound.help || undefined }
        : { label, description: bound.help || undefined }),
      onBlur: bound.left,
    },
  };
}

type TextEvent = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

function typeText(bound: BoundField) {
  return (event: TextEvent): void => bound.type(event.currentTarget.value);
}

/** One line of text: also e-mail addresses, telephone and directory numbers. */
export function SavedText(props: SavedFieldProps) {
  const { bound, input, note } = useCommon(props);
  const kind = bound.definition.kind === "choice" ? "text" : bound.definition.kind;
  return (
    <div>
      <TextInput
        {...input}
        {...inputs[kind]}
        value={textOrEmpty(bound)}
        onChange={typeText(bound)}
        autoComplete="off"
      />
      {note}
    </div>
  );
}

export function SavedTextarea(props: SavedFieldProps) {
  const { bound, input, note } = useCommon(props);
  return (
    <div>
      <Textarea
        {...input}
        autosize
        minRows={2}
        maxRows={12}
        value={textOrEmpty(bound)}
        onChange={typeText(bound)}
      />
      {note}
    </div>
  );
}

/** A day, in the browser's own calendar and the reader's own writing; stored as YYYY-MM-DD. */
export function SavedDate(props: SavedFieldProps) {
  const { bound, input, note } = useCommon(props);
  return (
    <div>
      <TextInput {...input} type="date" value={textOrEmpty(bound)} onChange={typeText(bound)} />
      {note}
    </div>
  );
}

/** One of a few, all in sight. */
export function SavedChoice(props: SavedFieldProps) {
  const bound = useField(props);
  const options = bound.definition.kind === "choice" ? bound.definition.options : [];
  return (
    <Options {...props} options={options.map((value) => ({ value, label: bound.optionLabel(value) }))} />
  );
}

export function SavedYesNo(props: SavedFieldProps) {
  const { t } = useTranslation("fields");
  return (
    <Options
      {...props}
      options={[
        { value: "yes", label: t("yes") },
        { value: "no", label: t("no") },
      ]}
    />
  );
}

function Options({
  options,
  ...props
}: SavedFieldProps & { readonly options: readonly { value: string; label: string }[] }) {
  const { bound, input, note } = useCommon(props);
  const { id, disabled, onBlur, "aria-required": _required, ...group } = input;
  return (
    <div>
      <Radio.Group
        {...group}
        id={id}
        name={id}
        value={textOf(bound.value) || null}
        onChange={bound.type}
        onBlur={onBlur}
      >
        <Stack gap={0}>
          {options.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      {note}
    </div>
  );
}

/** One of a few in a table's cell, where they cannot all be in sight. */
function SavedSelect(props: SavedFieldProps) {
  const { t } = useTranslation("fields");
  const { bound, input, note } = useCommon(props);
  const { definition } = bound;
  const options =
    definition.kind === "choice"
      ? definition.options.map((value) => ({ value, label: bound.optionLabel(value) }))
      : [
          { value: "yes", label: t("yes") },
          { value: "no", label: t("no") },
        ];
  return (
    <div>
      <NativeSelect
        {...input}
        data={[{ value: "", label: "" }, ...options]}
        value={textOf(bound.value)}
        onChange={typeText(bound)}
      />
      {note}
    </div>
  );
}

function textOrEmpty({ value }: BoundField): string {
  return typeof value === "string" ? value : textOf(value);
}
