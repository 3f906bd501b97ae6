import type { texts as fr } from "../fr/fields.ts";
import type { Same } from "../same.ts";

/** Texts of fields that are saved as they are typed. */
export const texts: Same<typeof fr> = {
  errors: {
    required: "To be filled in.",
    "too-long": "Too long: {{max}} characters at most.",
    "not-an-email": "This is not a complete e-mail address (name@domain.fr).",
    "not-a-phone": "This is not a telephone number: digits, spaces and + only.",
    "not-a-date": "This is not a date of the calendar.",
    "not-a-number": "A whole number is expected, in digits.",
    "finess-form": "A FINESS number has 9 characters: 9 digits, or 2A or 2B and 7 digits in Corsica.",
    "finess-key": "The key (last digit) does not fit: check it. Exceptions exist, so the entry is accepted.",
    "siren-key": "A SIREN number has 9 digits with a key: check the digits.",
    "siret-key": "A SIRET number has 14 digits with a key: check the digits.",
    "department-unknown": "This is not the code of a department (01 to 95, 2A, 2B, 971 to 976).",
    "not-a-choice": "Choose one of the answers.",
    "not-a-url": "An address begins with https:// or http://.",
  },
  optional: "(optional)",
  yes: "Yes",
  no: "No",
  state: {
    saved: "Saved",
    waiting: "Kept here, on its way…",
    conflict: "Two values: choose one",
    refused: "Not accepted by the portal: this value stays here. Correct it, or ask for access to this part.",
  },
  conflict: {
    text: "Somebody else changed this field at the same time. Nothing was overwritten: choose.",
    theirs: "Keep the saved value: {{value}}",
    mine: "Put in mine: {{value}}",
    empty: "(empty)",
  },
  rows: {
    add: "Add a row",
    remove: "Remove row {{row}}",
    removed: "Row removed.",
    undo: "Undo the removal",
    failed: "The row was not changed: {{reason}}",
    none: "No row.",
    row: "Row {{row}}",
    actions: "Remove",
  },
  announce: {
    saved: "Everything is saved.",
    waiting_one: "{{count}} entry waits to be saved.",
    waiting_other: "{{count}} entries wait to be saved.",
    conflict_one: "{{count}} field has two values: choose.",
    conflict_other: "{{count}} fields have two values: choose.",
  },
  readOnly: "Read only: your role does not fill in this part.",
};
