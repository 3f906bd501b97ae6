import type { texts as actOut } from "./fr/act-out.ts";
import type { texts as admin } from "./fr/admin.ts";
import type { texts as committee } from "./fr/committee.ts";
import type { texts as documents } from "./fr/documents.ts";
import type { texts as fields } from "./fr/fields.ts";
import type { texts as journeys } from "./fr/journeys.ts";
import type { texts as library } from "./fr/library.ts";
import type { texts as messages } from "./fr/messages.ts";
import type { texts as overview } from "./fr/overview.ts";
import type { texts as papers } from "./fr/papers.ts";
import type { texts as people } from "./fr/people.ts";
import type { texts as queue } from "./fr/queue.ts";
import type { texts as shell } from "./fr/shell.ts";
import type { texts as step } from "./fr/step.ts";
import type { texts as steps } from "./fr/steps.ts";
import type { texts as trail } from "./fr/trail.ts";

/**
 * Texts by namespace, one for each group of pages: the files `fr/NAMESPACE.ts` and `en/NAMESPACE.ts`. Those of a step
 * register themselves in their French file, so that a new step touches no file of another.
 */
export interface Namespaces {
  readonly shell: typeof shell;
  readonly "act-out": typeof actOut;
  readonly admin: typeof admin;
  readonly documents: typeof documents;
  readonly library: typeof library;
  readonly papers: typeof papers;
  readonly people: typeof people;
  readonly trail: typeof trail;
  readonly committee: typeof committee;
  readonly messages: typeof messages;
  readonly queue: typeof queue;
  readonly journeys: typeof journeys;
  readonly overview: typeof overview;
  readonly fields: typeof fields;
  readonly step: typeof step;
  readonly steps: typeof steps;
}
