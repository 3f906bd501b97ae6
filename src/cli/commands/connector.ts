import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { type CliIo, printJson } from "../io.ts";

interface ConnectorOptions {
  readonly config: string;
  readonly state: string;
  readonly port?: string;
  readonly json?: true;
}

/** `raccord connector --config FILE`: receives the feeds of a hospital and keeps its figures right in the ROR. */
export function registerConnector(program: Command, io: CliIo): void {
  program
    .command("connector")
    .description("receive the feeds of a hospital and keep its figures right in the ROR")
    .requiredOption("--config <file>", "settings (section connector of raccord.config.json)")
    .option("--state <folder>", "database and keys", ".raccord/connector")
    .option("--port <number>", "HTTP port of the board, 0 = any; default: the settings")
    .option("--json", "one JSON object per line")
    .action(async (options: ConnectorOptions) => {
      const { loadSettings } = await import("../../runtime/settings.ts");
      const { connectorSettings } = await import("../../connector/settings.ts");
      const { resolveSettingsPaths } = await import("../../connector/settings-paths.ts");
      const { startConnector } = await import("../../connector/start.ts");
      const { systemClock } = await import("../../runtime/clock.ts");
      const { systemRandom } = await import("../../runtime/random.ts");
      const { createLog } = await import("../../runtime/log.ts");
      const loaded = loadSettings(connectorSettings, {
        file: options.config,
        section: "connector",
        environment: io.env,
      });
      const settings = resolveSettingsPaths(loaded, dirname(resolve(options.config)));
      if (options.port !== undefined) settings.http.port = Number(options.port);
      const connector = await startConnector(settings, {
        clock: systemClock,
        random: systemRandom,
        log: createLog("connector", settings.logLevel),
        stateFolder: resolve(options.state),
        ...(io.env["DATABASE_URL"] === undefined ? {} : { databaseUrl: io.env["DATABASE_URL"] }),
      });
      const mllp = [...connector.mllp.values()];
      if (options.json) {
        printJson(io, { event: "ready", connector: { mllp: mllp[0] ?? null, http: connector.httpUrl } });
      } else {
        io.stdout(
          [
            `Raccord connector: ${settings.establishment || "ready"}`,
            ...[...connector.mllp].map(([feed, address]) => `  feed ${feed}: HL7 v2 over MLLP on ${address}`),
            ...settings.feeds.flatMap((feed) =>
              feed.folder === undefined ? [] : [`  feed ${feed.name}: sheets dropped in ${feed.folder}`],
            ),
            `  board, explanations, metrics: ${connector.httpUrl}/board`,
            "  Ctrl-C stops it; nothing acknowledged is lost.",
            "",
          ].join("\n"),
        );
      }
      await io.stopRequested();
      await connector.close();
      if (options.json) printJson(io, { event: "stopped" });
    });
}
