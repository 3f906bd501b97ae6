import { readFileSync, statSync } from "node:fs";
import { type Command, Option } from "commander";
import type { TrustCode } from "../../runtime/errors/codes-trust.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type CliIo, printJson } from "../io.ts";

/** Options that every certificate command takes. */
export interface CommonOptions {
  readonly passwordFile?: string;
  readonly lang?: "fr" | "en";
  readonly json?: true;
}

/** Larger files are not read into memory; the reader's own limit is lower (trust/files). */
const READ_MAX_BYTES = 16 * 1024 * 1024;

/** Adds the options that every certificate command takes. A password is never an argument: others could read it. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("--password-file <file>", "file that holds the password, on one line")
    .addOption(
      new Option("--lang <language>", "language; default: that of the terminal").choices(["fr", "en"]),
    )
    .option("--json", "one JSON object per line");
}

/** The language asked for, or that of the terminal. */
export function languageOf(options: CommonOptions, io: CliIo): "fr" | "en" {
  return options.lang ?? (/^fr/i.test(io.env["LC_ALL"] ?? io.env["LANG"] ?? "") ? "fr" : "en");
}

/** Bytes of a file named by the user. Throws `trust.file-missing` or `trust.file-too-large`. */
export function bytesOf(path: string): Uint8Array {
  let size: number;
  try {
    size = statSync(path).size;
    if (size <= READ_MAX_BYTES) return readFileSync(path);
  } catch (error) {
    throw new RaccordError("trust.file-missing", path, { cause: error });
  }
  throw new RaccordError("trust.file-too-large", path);
}

/** The password of the options. Throws `trust.password-file` when the file holds none. */
export function passwordOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = Buffer.from(bytesOf(path))
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .replace(/\r?\n$/, "");
  if (text === "" || /[\r\n]/.test(text)) throw new RaccordError("trust.password-file", path);
  return text;
}

/** Runs one command: a fault of the catalogue becomes words, or one JSON object, and exit code 1 or 3. */
export async function guarded(options: CommonOptions, io: CliIo, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof RaccordError)) throw error;
    await printFault(error, options, io);
    io.setExitCode(error.code === "trust.file-missing" ? 3 : 1);
  }
}

/** Ends a command with the reason why a file cannot be used. */
export function refuse(code: TrustCode, path: string): never {
  throw new RaccordError(code, path);
}

async function printFault(error: RaccordError, options: CommonOptions, io: CliIo): Promise<void> {
  const { errorCatalogue } = await import("../../runtime/errors/catalogue.ts");
  const { fr, en, adviceFr, adviceEn } = errorCatalogue[error.code];
  const french = languageOf(options, io) === "fr";
  const [text, advice] = french ? [fr, adviceFr] : [en, adviceEn];
  if (options.json) printJson(io, { error: error.code, detail: error.detail, text, advice });
  else
    io.stderr(`${error.detail === "" ? "" : `${error.detail}${french ? " : " : ": "}`}${text}.\n${advice}\n`);
}
