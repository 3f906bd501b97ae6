import type { texts as admin } from "./fr/admin.ts";
import type { texts as documents } from "./fr/documents.ts";
import type { texts as fields } from "./fr/fields.ts";
import type { texts as journeys } from "./fr/journeys.ts";
import type { texts as library } from "./fr/library.ts";
import type { texts as overview } from "./fr/overview.ts";
import type { texts as people } from "./fr/people.ts";
import type { texts as shell } from "./fr/shell.ts";
import type { texts as step } from "./fr/step.ts";
import type { texts as step00 } from "./fr/step-00.ts";
import type { texts as step03b } from "./fr/step-03b.ts";
import type { texts as step04 } from "./fr/step-04.ts";
import type { texts as step05 } from "./fr/step-05.ts";
import type { texts as step06 } from "./fr/step-06.ts";
import type { texts as step07 } from "./fr/step-07.ts";
import type { texts as stepMapping } from "./fr/step-mapping.ts";
import type { texts as steps } from "./fr/steps.ts";
import type { texts as trail } from "./fr/trail.ts";

/**
 * Texts by namespace, one for each group of pages: the files `fr/NAMESPACE.ts` and `en/NAMESPACE.ts`. Those of a step
 * register themselves in their French file, so that a new step touches no file of another.
 */
export interface Namespaces {
  readonly shell: typeof shell;
  readonly admin: typeof admin;
  readonly documents: typeof documents;
  readonly library: typeof library;
  readonly people: typeof people;
  readonly trail: typeof trail;
  readonly journeys: typeof journeys;
  readonly overview: typeof overview;
  readonly fields: typeof fields;
  readonly step: typeof step;
  readonly steps: typeof steps;
  readonly "step-00": typeof step00;
  readonly "step-03b": typeof step03b;
  readonly "step-04": typeof step04;
  readonly "step-05": typeof step05;
  readonly "step-06": typeof step06;
  readonly "step-07": typeof step07;
  readonly "step-mapping": typeof stepMapping;
}
