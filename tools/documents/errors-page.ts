import { errorCatalogue } from "../../src/runtime/errors/catalogue.ts";
import type { ErrorText } from "../../src/runtime/errors/error-text.ts";
import { markdownTable } from "./markdown-table.ts";

/** What the first word of a code stands for, in the order of the page. */
const families: Readonly<Record<string, string>> = {
  story: "The story of the demonstration",
  backup: "Backups that are put back",
  campaign: "Campaign of tests",
  certificate: "Certificates uploaded to a journey",
  cli: "Command line",
  connector: "Connector",
  delivery: "Deliveries to the national ROR",
  document: "Files uploaded to the portal",
  hl7: "HL7 v2 messages",
  journey: "Connection journey",
  list: "Lists of establishments",
  patch: "FHIRPath Patch",
  people: "People and their roles",
  portal: "Portal",
  whitelist: "White list of production",
  sample: "Samples of a supplier's data",
  sandbox: "Sandbox",
  sheet: "Sheets (CSV)",
  tests: "Tests on the test platform (step 08)",
  trust: "Certificates",
};

const kinds = `Kinds: *permanent*: the same input fails again; *transient*: later may work; *ambiguous*: the effect is not
known; *ours*: a fault of Raccord, please report it.`;

/** `docs/reference/errors.md`: every row of the catalogue, by family, then by code. Throws on a family without a name. */
export function errorsPage(): string {
  const rows: readonly (readonly [string, ErrorText])[] = Object.entries(errorCatalogue);
  const byFamily = Map.groupBy(rows, ([code]) => code.split(".")[0] ?? "");
  const sections = [...byFamily]
    .sort(([a], [b]) => compare(a, b))
    .map(([family, members]) => {
      const title = families[family];
      if (title === undefined) throw new Error(`errors-page.ts: give the family ${family} a name`);
      const lines = [...members].sort(([a], [b]) => compare(a, b)).map(([code, text]) => row(code, text));
      return `## ${title}\n\n${markdownTable(["Code", "Kind", "Français", "English", "Clause"], lines)}`;
    });
  return ["# Errors", "", generatedNote, "", kinds, "", sections.join("\n")].join("\n");
}

const generatedNote =
  "Generated from `src/runtime/errors/` by `npm run generate`; a test compares. In each language: what happened, then what to do.";

function row(code: string, text: ErrorText): string[] {
  return [
    `\`${code}\``,
    text.kind,
    `${text.fr} → ${text.adviceFr}`,
    `${text.en} → ${text.adviceEn}`,
    text.clause,
  ];
}

/** Code point order: the same on every machine, unlike that of a locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
