import { execFileSync } from "node:child_process";

/** What an independent reader (poppler) sees in a PDF. */
export interface ReadPdf {
  readonly text: string;
  /** `Tagged`, `Title`, `Pages` and whatever else `pdfinfo` names. */
  readonly info: Readonly<Record<string, string>>;
  /** The tree of tags, one element a line. */
  readonly structure: string;
}

const outputMaxBytes = 64 * 1024 * 1024;

function run(tool: string, options: readonly string[], pdf: Uint8Array): string {
  return execFileSync(tool, [...options, "-", ...(tool === "pdftotext" ? ["-"] : [])], {
    input: pdf,
    encoding: "utf8",
    maxBuffer: outputMaxBytes,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

/** Reads a PDF back. Throws when it is none. */
export function readPdf(pdf: Uint8Array): ReadPdf {
  const info = Object.fromEntries(
    run("pdfinfo", [], pdf)
      .split("\n")
      .filter((line) => line.includes(":"))
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return { text: run("pdftotext", [], pdf), info, structure: run("pdfinfo", ["-struct"], pdf) };
}
