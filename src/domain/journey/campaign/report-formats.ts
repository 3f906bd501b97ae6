/** Forms of a campaign's report: for programs, for a browser, for a file. */
export const reportFormats = ["json", "html", "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];
