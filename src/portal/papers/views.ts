import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { paperKind } from "../../domain/journey/paper-kinds.ts";
import { comparePapers } from "./compare.ts";
import { type PaperLanguage, unfilled } from "./content.ts";
import type { PaperView } from "./shapes.ts";
import { lastSent, type PaperVersion } from "./versions.ts";
import { type PaperName, writePaper } from "./write-paper.ts";

const changesMax = 100;

/** A paper as the pages list it: what is missing in it, what was sent, and what it would say otherwise now. */
export function paperView(
  name: PaperName,
  source: { readonly facts: JourneyFacts; readonly journeyName: string },
  known: {
    readonly versions: readonly PaperVersion[];
    readonly names: ReadonlyMap<string, string>;
    readonly forms: ReadonlySet<string>;
    readonly language: PaperLanguage;
  },
): PaperView {
  const { versions, names, forms, language } = known;
  const { steps, sentBy, form } = paperKind(name.paper);
  const content = writePaper(name, source, language);
  const last = lastSent(versions);
  const changes = last === undefined ? null : comparePapers(last.content[language], content);
  return {
    ...name,
    steps: [...steps],
    title: content.title,
    subtitle: content.subtitle,
    unfilled: [...unfilled(content)],
    versions: versions
      .map(({ number, day, byPerson, withdrawn }) => ({
        number,
        day,
        by: names.get(byPerson) ?? "",
        withdrawn,
      }))
      .reverse(),
    changes: changes === null ? null : changes.slice(0, changesMax).map((one) => ({ ...one })),
    changeCount: changes?.length ?? 0,
    declaredHere: sentBy.length === 0,
    form: form !== null && forms.has(form),
  };
}
