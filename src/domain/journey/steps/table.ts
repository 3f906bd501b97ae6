import type { Role } from "../roles.ts";
import type { Field, Move, Section, StepDefinition, StepId } from "../step.ts";
import { whoYouAre } from "./00-who-you-are.ts";
import { dataFit } from "./01-data-fit.ts";
import { technicalModalities } from "./02-technical-modalities.ts";
import { circleOfTrust } from "./03-circle-of-trust.ts";
import { testMaterial } from "./03b-test-material.ts";
import { contractAndCard } from "./04-contract-and-card.ts";
import { administratorCards } from "./05-administrator-cards.ts";
import { technicalAdministrators } from "./06-technical-administrators.ts";
import { certificates } from "./07-certificates.ts";
import { testPlatform } from "./08-test-platform.ts";
import { whiteList } from "./09-white-list.ts";
import { completed } from "./completed.ts";
import { goLive } from "./go-live.ts";
import { mapping } from "./mapping.ts";

/** Every step, in the order of the pages (DESIGN §8): the one table of steps, moves and who may make them. */
export const steps: readonly StepDefinition[] = [
  whoYouAre,
  dataFit,
  technicalModalities,
  circleOfTrust,
  testMaterial,
  contractAndCard,
  administratorCards,
  technicalAdministrators,
  certificates,
  mapping,
  testPlatform,
  whiteList,
  goLive,
  completed,
];

const byId = new Map(steps.map((step) => [step.id, step]));

/** The definition of a step. Throws RangeError for what is none. */
export function stepOf(id: StepId): StepDefinition {
  const step = byId.get(id);
  if (step === undefined) throw new RangeError(`${id} is not a step`);
  return step;
}

const sections = new Map(
  steps.flatMap((step) => step.sections.map((section) => [section.name, { step, section }] as const)),
);

/** A section by its name, with its step. */
export function sectionOf(
  name: string,
): { readonly step: StepDefinition; readonly section: Section } | undefined {
  return sections.get(name);
}

/** A field by its section and name. */
export function fieldOf(section: string, field: string): Field | undefined {
  const fields = sections.get(section)?.section.fields;
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** What somebody with these roles may do with a section: everything in it, some fields of its rows, or nothing. */
export function writingOf(section: Section, roles: readonly Role[]): "all" | readonly string[] | undefined {
  const own = section.writers.filter((role) => roles.includes(role));
  if (own.length === 0) return undefined;
  const fields = own.map((role) => section.onlyFields?.[role]);
  return fields.includes(undefined) ? "all" : fields.flatMap((some) => some ?? []);
}

const moves = new Map(
  steps.flatMap((step) => step.moves.map((move) => [move.name, { step, move }] as const)),
);

/** A move by its name, with its step. */
export function moveOf(name: string): { readonly step: StepDefinition; readonly move: Move } | undefined {
  return moves.get(name);
}
