import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codeOnly, importsOf } from "./source-text.ts";

/** Root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Folders that are never part of the project, for copies without git. */
const outside = new Set(["node_modules", ".git", ".raccord", "dist", "test-results"]);

/** Every file of the project by its path from the root: tracked, or new and not ignored. */
export const projectFiles: readonly string[] = listFiles();

function listFiles(): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 64 * 1024 * 1024,
    });
    const present = new Set(walk(""));
    return listed.split("\0").filter((path) => present.has(path));
  } catch {
    return walk("").sort();
  }
}

function walk(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return outside.has(entry.name) ? [] : walk(`${path}/`);
    return entry.isFile() ? [path] : [];
  });
}

/** Text of one file of the project. */
export function textOf(path: string): string {
  return readFileSync(`${root}${path}`, "utf8");
}

/** One module of TypeScript. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** The text with comments, strings and regular expressions blanked; lines stay where they are. */
  readonly code: string;
  readonly lineCount: number;
  /** What it imports, as written. */
  readonly imports: readonly string[];
}

/** Every TypeScript module of the project. */
export const sources: readonly Source[] = projectFiles
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => {
    const text = textOf(path);
    return {
      path,
      text,
      code: codeOnly(text),
      lineCount: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
      imports: importsOf(text),
    };
  });

/** Tests and what only tests use: not part of the product. */
export function isTestSide(path: string): boolean {
  return (
    path.startsWith("test/") ||
    /\.(test|prove)\.tsx?$/.test(path) ||
    testSideSuffix.test(path) ||
    path.includes("/test-support/")
  );
}

/** Support of tests that stands beside the code: doubles, shared cases, oracles, contracts. */
const testSideSuffix = /(-cases|-double|\.oracle|\.samples|\.properties|\.contract|\/fake-receiver)\.ts$/;
