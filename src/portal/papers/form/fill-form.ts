import { RaccordError } from "../../../runtime/errors/raccord-error.ts";
import { dejavuSans } from "../../../runtime/pdf/font.ts";
import type { PaperContent } from "../content.ts";
import { type KnownValue, valueForField, valuesOf } from "./match-fields.ts";

/** An official form, filled by the names of its fields. */
export interface FilledForm {
  readonly pdf: Uint8Array;
  readonly filled: readonly { readonly field: string; readonly label: string; readonly value: string }[];
  /** Fields of the form that no fact is known for, signature and stamp included. */
  readonly unknown: readonly string[];
  /** Labels of what the paper says and no field takes. */
  readonly left: readonly string[];
}

const fieldsMax = 2_000;

/**
 * Fills a PDF form with what a paper says. Fields are found by their names, whatever accents, case and small words they are
 * written with; the form stays fillable, so that a person completes it. Values are kept whole, also where they are longer
 * than the field says.
 *
 * Throws RaccordError `document.form-unreadable` for a PDF that cannot be opened, `document.no-form` for one without fields.
 */
export async function fillForm(bytes: Uint8Array, content: PaperContent): Promise<FilledForm> {
  // Large packages that few people need: loaded when somebody asks for a form.
  const { PDFCheckBox, PDFDocument, PDFDropdown, PDFOptionList, PDFRadioGroup, PDFTextField } = await import(
    "@cantoo/pdf-lib"
  );
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true }).catch(
    (error: unknown) => {
      throw new RaccordError("document.form-unreadable", reason(error), { cause: error });
    },
  );
  const form = document.getForm();
  const fields = form.getFields().slice(0, fieldsMax);
  if (fields.length === 0) throw new RaccordError("document.no-form");
  document.registerFontkit(await import("fontkit"));
  const font = await document.embedFont(dejavuSans(400), { subset: false });
  const known = valuesOf(content);
  const taken = new Set<KnownValue>();
  const filled: FilledForm["filled"][number][] = [];
  const unknown: string[] = [];
  for (const field of fields) {
    const name = field.getName();
    const found = valueForField(name, known);
    if (found === undefined || found.value === "") {
      unknown.push(name);
      continue;
    }
    let done = true;
    if (field instanceof PDFTextField) {
      field.setMaxLength(undefined);
      field.setText(found.value);
      field.updateAppearances(font);
    } else if (field instanceof PDFCheckBox) {
      if (found.ticked) field.check();
      else done = false;
    } else if (
      field instanceof PDFDropdown ||
      field instanceof PDFOptionList ||
      field instanceof PDFRadioGroup
    ) {
      const option = field.getOptions().find((one) => one.toLowerCase() === found.value.toLowerCase());
      if (option === undefined) done = false;
      else field.select(option);
    } else done = false;
    if (!done) {
      unknown.push(name);
      continue;
    }
    taken.add(found);
    filled.push({ field: name, label: found.label, value: found.value });
  }
  const left = known.filter((one) => one.value !== "" && !taken.has(one)).map(({ label }) => label);
  return { pdf: await document.save({ updateFieldAppearances: false }), filled, unknown, left };
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
