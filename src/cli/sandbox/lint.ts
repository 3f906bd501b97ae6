import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import type { LintReport } from "../../sandbox/dialect/lint/lint.ts";
import { type CliIo, printJson } from "../io.ts";

interface LintOptions {
  readonly json?: true;
  readonly lang?: "fr" | "en";
  readonly config?: string;
}
type Language = "fr" | "en";

const verdicts: Readonly<Record<LintReport["verdict"], Readonly<Record<Language, string>>>> = {
  both: {
    fr: "Accepté par le service national, et FHIR standard.",
    en: "Accepted by the national service, and standard FHIR.",
  },
  "national-only": {
    fr: "Accepté par le service national ; pas du FHIR standard.",
    en: "Accepted by the national service; not standard FHIR.",
  },
  "standard-only": {
    fr: "FHIR standard, mais refusé par le service national.",
    en: "Standard FHIR, but refused by the national service.",
  },
  neither: {
    fr: "Refusé par le service national, et pas du FHIR standard.",
    en: "Refused by the national service, and not standard FHIR.",
  },
};

/**
 * `raccord sandbox lint FILE`: is this PATCH body accepted by the national service, is it standard FHIR, and why.
 * Exit codes (DESIGN §9): 1 when the national service refuses it, 2 when the file cannot be read.
 */
export function lintCommand(io: CliIo): Command {
  return new Command("lint")
    .description("is this PATCH body accepted by the national service, is it standard FHIR, and why")
    .argument("<file>", "the body, JSON")
    .addOption(
      new Option("--lang <language>", "language; default: that of the terminal").choices(["fr", "en"]),
    )
    .option("--json", "one JSON object")
    .action(async (file: string, _own: LintOptions, command: Command) => {
      await lint(file, command.optsWithGlobals<LintOptions>(), io);
    });
}

async function lint(file: string, options: LintOptions, io: CliIo): Promise<void> {
  const { lintPatch } = await import("../../sandbox/dialect/lint/lint.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const language = options.lang ?? (/^fr/i.test(io.env["LC_ALL"] ?? io.env["LANG"] ?? "") ? "fr" : "en");
  let body: Buffer;
  try {
    body = await readFile(file);
  } catch {
    io.stderr(language === "fr" ? `${file} : illisible\n` : `${file}: cannot be read\n`);
    io.setExitCode(2);
    return;
  }
  const report = await lintPatch(body, await behaviourOf(options, io), systemClock.nowMs());
  if (options.json) printJson(io, { file, ...report });
  else io.stdout(words(report, language));
  io.setExitCode(report.national.accepted ? 0 : 1);
}

/** The choices of the first environment of the settings, or the default ones. */
async function behaviourOf(options: LintOptions, io: CliIo) {
  const { Behaviour, SandboxSettings } = await import("../../sandbox/settings.ts");
  if (options.config === undefined) return Behaviour.parse({});
  const { loadSettings } = await import("../../runtime/settings.ts");
  const loaded = loadSettings(SandboxSettings.omit({ stateFolder: true }), {
    file: options.config,
    section: "sandbox",
    environment: io.env,
  });
  return loaded.environments[0]?.behaviour ?? Behaviour.parse({});
}

function words(report: LintReport, language: Language): string {
  const { national, standard } = report;
  const french = language === "fr";
  const lines = [
    verdicts[report.verdict][language],
    french ? `(en supposant ${national.supposingFr})` : `(supposing ${national.supposingEn})`,
  ];
  if (national.reasons.length > 0) lines.push(french ? "Service national :" : "National service:");
  for (const { issue, status, clause, fr, en, adviceFr, adviceEn } of national.reasons) {
    lines.push(`  - ${status} ${issue.code}: ${issue.diagnostics} [${clause}]`);
    lines.push(`    ${french ? `${fr}. ${adviceFr}` : `${en}. ${adviceEn}`}`);
  }
  if (standard.reasons.length > 0) lines.push("FHIR R4:");
  for (const { where, clause, fr, en } of standard.reasons) {
    lines.push(`  - ${where === "" ? "" : `${where}: `}${french ? fr : en} [${clause}]`);
  }
  return `${lines.join("\n")}\n`;
}
