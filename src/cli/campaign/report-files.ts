import { existsSync, writeFileSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import type { CampaignReport } from "../../domain/journey/campaign/report.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";

const endings = [".json", ".html", ".pdf"];

/** Refuses names that no report can have, before anything is tested. Throws `campaign.report-name`. */
export function checkReportFiles(files: readonly string[]): void {
  for (const file of files) {
    const folder = dirname(resolve(file));
    if (endings.includes(extname(file).toLowerCase()) && existsSync(folder)) continue;
    throw new RaccordError("campaign.report-name", file);
  }
}

/** Writes the report into each file, in the form that its name asks for. */
export async function writeReports(report: CampaignReport, files: readonly string[]): Promise<void> {
  for (const file of files) writeFileSync(file, await content(report, extname(file).toLowerCase()));
}

async function content(report: CampaignReport, ending: string): Promise<string | Buffer> {
  if (ending === ".html") {
    const { reportHtml } = await import("../../connector/campaign/report/html.ts");
    return reportHtml(report);
  }
  if (ending === ".pdf") {
    const { reportPdf } = await import("../../connector/campaign/report/pdf.ts");
    return reportPdf(report);
  }
  return `${JSON.stringify(report, null, 2)}\n`;
}
