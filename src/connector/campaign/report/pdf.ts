import type { CampaignReport, ScenarioResult } from "../../../domain/journey/campaign/report.ts";
import { dejavuSans } from "../../../runtime/pdf/font.ts";
import {
  exchangeTexts,
  type ReportWords,
  reportFacts,
  reportWords,
  resultTexts,
  verdictCounts,
} from "./words.ts";

type Pdf = InstanceType<typeof import("pdfkit")>;

const marginPoints = 50;
const smallPoints = 7.5;
const textPoints = 9.5;
const headPoints = 13;
const titlePoints = 18;
/** Exchanges are cut in the PDF; the HTML and JSON reports hold all of them. */
const bodyKeptCharacters = 1_500;
/** What fits on one line of an exchange. */
const longRun = /[^\n]{90}(?=[^\n])/g;

/** The report as a tagged PDF: French, then English, then every exchange once. */
export async function reportPdf(report: CampaignReport): Promise<Buffer> {
  const { default: PDFDocument } = await import("pdfkit");
  const { fr, en } = reportWords;
  const pdf = new PDFDocument({
    size: "A4",
    margin: marginPoints,
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    // None of the standard fonts, which cannot be embedded.
    font: "",
    info: { Title: `${fr.title} : ${report.target.name}`, CreationDate: new Date(report.endedAt) },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
  pdf.registerFont("text", dejavuSans(400));
  pdf.registerFont("strong", dejavuSans(700));
  summary(pdf, report, fr);
  pdf.addPage();
  summary(pdf, report, en);
  pdf.addPage();
  everyExchange(pdf, report);
  pdf.end();
  return done;
}

type Tag = "H1" | "H2" | "P";

/** One paragraph, told to screen readers as what it is. */
function say(pdf: Pdf, words: Pick<ReportWords, "language">, tag: Tag, text: string, strong = false): void {
  const points = tag === "H1" ? titlePoints : tag === "H2" ? headPoints : textPoints;
  sayIn(pdf, words, tag, text, points, strong || tag !== "P");
}

function sayIn(
  pdf: Pdf,
  { language }: Pick<ReportWords, "language">,
  tag: Tag,
  text: string,
  points: number,
  strong: boolean,
): void {
  pdf.addStructure(
    pdf.struct(tag, { lang: language }, () => {
      pdf
        .font(strong ? "strong" : "text")
        .fontSize(points)
        .text(shown(text));
    }),
  );
  pdf.moveDown(0.3);
}

/** The embedded font holds Latin letters; signs outside it would be empty boxes. */
function shown(text: string): string {
  return text.replaceAll("→", ">").replace(/[^\n\u0020-\u024f\u2010-\u2026\u20ac]/g, "?");
}

/** JSON without spaces is one long word, which the layout measures again for each of its letters: cut it beforehand. */
function wrapped(text: string): string {
  return text.replaceAll(longRun, "$&\n");
}

function summary(pdf: Pdf, report: CampaignReport, words: ReportWords): void {
  say(pdf, words, "H1", words.title);
  for (const [name, value] of reportFacts(report, words)) say(pdf, words, "P", `${name} : ${value}`);
  say(pdf, words, "P", `${verdictCounts(report, words)}.`, true);
  for (const result of report.scenarios) resultLines(pdf, result, words);
}

function resultLines(pdf: Pdf, result: ScenarioResult, words: ReportWords): void {
  const { title, what, advice } = resultTexts(result, words.language);
  say(pdf, words, "H2", `${title} : ${words.verdicts[result.verdict]}`);
  say(pdf, words, "P", what);
  say(pdf, words, "P", `${words.clause} : ${result.clause}${result.required ? "" : ` (${words.useful})`}`);
  if (result.verdict === "failed") say(pdf, words, "P", `${words.advice} : ${advice}`);
}

function everyExchange(pdf: Pdf, report: CampaignReport): void {
  const { fr, en } = reportWords;
  say(pdf, fr, "H1", `${fr.exchanges} / ${en.exchanges}`);
  say(pdf, fr, "P", fr.masked);
  say(pdf, en, "P", en.masked);
  for (const result of report.scenarios) {
    if (result.exchanges.length === 0) continue;
    say(pdf, fr, "H2", result.titleFr);
    for (const exchange of result.exchanges) {
      const { head, request, answer } = exchangeTexts(exchange, fr);
      say(pdf, fr, "P", wrapped(head), true);
      for (const text of [request, answer]) {
        sayIn(pdf, fr, "P", wrapped(text.slice(0, bodyKeptCharacters)), smallPoints, false);
      }
    }
  }
}
