import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { CampaignEnd } from "../../connector/campaign/run.ts";
import type { TargetSettings } from "../../connector/deliver/target-settings.ts";
import type { ScenarioResult } from "../../domain/journey/campaign/report.ts";
import { checkReportFiles, writeReports } from "../campaign/report-files.ts";
import { type CliIo, printJson } from "../io.ts";

interface CampaignCommandOptions {
  readonly config: string;
  readonly target: string;
  readonly place?: string;
  readonly empty?: true;
  readonly report?: readonly string[];
  readonly json?: true;
}

/** `raccord campaign --config FILE --target NAME`: the scenarios of the test platform, with a report. */
export function registerCampaign(program: Command, io: CliIo): void {
  program
    .command("campaign")
    .description("run the scenarios of the test platform against a target, never production, with a report")
    .requiredOption("--config <file>", "settings (section connector of raccord.config.json)")
    .requiredOption("--target <name>", "name of the target in the settings")
    .option("--place <identifier>", "IdNatStruct/externalId of the place to use; default: campaign.place")
    .option("--empty", "the place holds none of the indicators used (only without a reading client)")
    .option("--report <file>", "write a report (.json, .html, .pdf); may be repeated", gathered)
    .option("--json", "one JSON object per scenario")
    .action(async (options: CampaignCommandOptions) => {
      const files = options.report ?? [];
      checkReportFiles(files);
      const target = await readTarget(options, io);
      const { runCampaign } = await import("../../connector/campaign/run.ts");
      const { systemClock } = await import("../../runtime/clock.ts");
      const { systemRandom } = await import("../../runtime/random.ts");
      let stopAsked = false;
      // Never settles when nobody asks: the campaign ends before.
      void io.stopRequested().then(() => {
        stopAsked = true;
      });
      const end = await runCampaign({
        target,
        ...(options.place === undefined ? {} : { place: options.place }),
        world: { clock: systemClock, random: systemRandom },
        stopAsked: () => stopAsked,
        onBefore(rows) {
          if (options.json) return;
          const held = rows?.map(
            (row) => `${row.keyText} = ${row.count} (${new Date(row.updatedAtMs).toISOString()})`,
          );
          io.stdout(
            `Held before: ${held === undefined ? "nothing, as declared" : held.join(", ") || "nothing"}\n`,
          );
        },
        onResult: (result) => (options.json ? printJson(io, result) : io.stdout(line(result))),
      });
      await writeReports(end.report, files);
      if (!options.json) io.stdout(await closing(end, files));
      io.setExitCode(exitCode(end));
    });
}

function gathered(file: string, before: readonly string[] = []): string[] {
  return [...before, file];
}

/** Only the targets are looked at: a campaign may come before the mapping is written. */
async function readTarget(options: CampaignCommandOptions, io: CliIo): Promise<TargetSettings> {
  const { z } = await import("zod");
  const { targetSettings } = await import("../../connector/deliver/target-settings.ts");
  const { campaignSettings, placeName } = await import("../../connector/campaign/settings.ts");
  const { resolveTargetPaths } = await import("../../connector/settings-paths.ts");
  const { loadSettings } = await import("../../runtime/settings.ts");
  const { RaccordError } = await import("../../runtime/errors/raccord-error.ts");
  const settings = loadSettings(z.looseObject({ targets: z.array(targetSettings).min(1) }), {
    file: options.config,
    section: "connector",
    environment: io.env,
  });
  const found = settings.targets.find(({ name }) => name === options.target);
  if (!found) {
    const names = settings.targets.map(({ name }) => name).join(", ");
    throw new RaccordError("campaign.no-target", `${options.target} (${names})`);
  }
  if (options.place !== undefined && !placeName.safeParse(options.place).success) {
    throw new RaccordError("campaign.no-place", options.place);
  }
  const target = resolveTargetPaths(found, dirname(resolve(options.config)));
  if (!options.empty) return target;
  return { ...target, campaign: { ...(target.campaign ?? campaignSettings.parse({})), placeIsEmpty: true } };
}

const signs = { passed: "ok  ", failed: "FAIL", "not-produced": "-   " } as const;

function line(result: ScenarioResult): string {
  const { verdict, id, titleEn, en, adviceEn, clause } = result;
  const first = `${signs[verdict]} ${id.padEnd(19)} ${titleEn}\n     ${en}\n`;
  return verdict === "failed" ? `${first}     ${adviceEn} (${clause})\n` : first;
}

async function closing({ report }: CampaignEnd, files: readonly string[]): Promise<string> {
  const { reportWords, verdictCounts } = await import("../../connector/campaign/report/words.ts");
  const written = files.map((file) => `Report: ${file}\n`).join("");
  return `\n${verdictCounts(report, reportWords.en)}; ${reportWords.en.endings[report.ended]}.\n${written}`;
}

function exitCode({ report, environment }: CampaignEnd): 0 | 1 | 3 {
  if (report.scenarios.some(({ verdict }) => verdict === "failed")) return 1;
  return environment ? 3 : 0;
}
