import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import type { ErrorCode } from "../../runtime/errors/catalogue.ts";
import type { PatchResult } from "../../wire/fhirpath-patch/apply-patch.ts";
import type { CliIo } from "../io.ts";

const FILE_MAX_BYTES = 50_000_000;
/** A path that takes longer than this is a fault of the path. */
const PATH_TIMEOUT_MS = 10_000;
const START_TIMEOUT_MS = 30_000;
const HEAP_MAX_MEGABYTES = 1024;

/** A file that cannot be used: wrong use of the command, in words on the standard error. */
class UnusableFile extends Error {}

/**
 * `raccord patch RESOURCE PATCH`: applies a FHIRPath Patch to a resource, both FHIR JSON, and prints the resource.
 * Refused: an OperationOutcome on standard output and exit code 1. A file that is no JSON: exit code 2.
 */
export function registerPatch(program: Command, io: CliIo): void {
  program
    .command("patch")
    .description("apply a FHIRPath Patch to a FHIR R4 resource and print the result")
    .argument("<resource>", "the resource, FHIR JSON")
    .argument("<patch>", "the patch: a Parameters resource, FHIR JSON")
    .option("--json", "print the resource, or the OperationOutcome, on one line")
    .action(async (resourceFile: string, patchFile: string, options: { readonly json?: true }) => {
      const french = /^fr/i.test(io.env["LC_ALL"] ?? io.env["LANG"] ?? "");
      const print = (value: unknown): void =>
        io.stdout(`${JSON.stringify(value, null, options.json ? undefined : 2)}\n`);
      try {
        const resource = await readJsonFile(resourceFile, french);
        const parameters = await readJsonFile(patchFile, french);
        const result = await patched(resource, parameters);
        print(result.ok ? result.resource : result.outcome);
        if (!result.ok && !options.json) io.stderr(`${await words(result.code, french)}\n`);
        io.setExitCode(result.ok ? 0 : 1);
      } catch (error) {
        if (!(error instanceof UnusableFile)) throw error;
        io.stderr(`${error.message}\n`);
        io.setExitCode(2);
      }
    });
}

async function patched(resource: unknown, parameters: unknown): Promise<PatchResult> {
  const { timedWorker } = await import("../../runtime/path-worker/timed-worker.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const { applyPatchInTime } = await import("../../wire/fhirpath-patch/path-service.ts");
  type Service = typeof import("../../wire/fhirpath-patch/path-service.ts");
  const worker = timedWorker<
    Parameters<Service["answerPathRequest"]>[0],
    ReturnType<Service["answerPathRequest"]>
  >({
    module: new URL("../../wire/fhirpath-patch/worker.ts", import.meta.url),
    clock: systemClock,
    timeoutMs: PATH_TIMEOUT_MS,
    startTimeoutMs: START_TIMEOUT_MS,
    waitingMax: 1,
    heapMaxMegabytes: HEAP_MAX_MEGABYTES,
  });
  try {
    return await applyPatchInTime(worker, resource, parameters);
  } finally {
    await worker.close();
  }
}

async function readJsonFile(file: string, french: boolean): Promise<unknown> {
  const { parseExact } = await import("../../wire/fhirpath-patch/json.ts");
  const unusable = async (code: ErrorCode, detail: string): Promise<UnusableFile> =>
    new UnusableFile(`${file}: ${await words(code, french)}${detail === "" ? "" : ` (${detail})`}`);
  let text: string;
  try {
    if ((await stat(file)).size > FILE_MAX_BYTES) throw await unusable("patch.file-too-large", "");
    text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof UnusableFile) throw error;
    if (error instanceof TypeError) throw await unusable("patch.not-json", "UTF-8");
    throw await unusable("cli.unreadable-file", error instanceof Error ? error.message : String(error));
  }
  if (text.trimStart().startsWith("<")) throw await unusable("patch.xml", "");
  try {
    return parseExact(text);
  } catch (error) {
    throw await unusable("patch.not-json", error instanceof Error ? error.message : String(error));
  }
}

async function words(code: ErrorCode, french: boolean): Promise<string> {
  const { errorCatalogue } = await import("../../runtime/errors/catalogue.ts");
  const text = errorCatalogue[code];
  return french ? `${text.fr}. ${text.adviceFr}` : `${text.en}. ${text.adviceEn}`;
}
