import { dirname, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { ConnectorSettings } from "../../connector/settings.ts";
import { type CliIo, printJson } from "../io.ts";

interface ConnectorOptions {
  readonly config: string;
  readonly state: string;
  readonly port?: number;
  readonly json?: true;
}

/** `raccord connector --config FILE`: receives the feeds of a hospital and keeps its figures right in the ROR. */
export function registerConnector(program: Command, io: CliIo): void {
  program
    .command("connector")
    .description("receive the feeds of a hospital and keep its figures right in the ROR")
    .requiredOption("--config <file>", "settings (section connector of raccord.config.json)")
    .option("--state <folder>", "database and keys", ".raccord/connector")
    .option(
      "--port <number>",
      "port of the board, and from the next on one for each feed; 0 = any free ones; default: the settings",
      portNumber,
    )
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
      if (options.port !== undefined) usePorts(settings, options.port);
      const connector = await startConnector(settings, {
        clock: systemClock,
        random: systemRandom,
        log: createLog("connector", settings.logLevel),
        stateFolder: resolve(options.state),
        ...(io.env["DATABASE_URL"] === undefined ? {} : { databaseUrl: io.env["DATABASE_URL"] }),
      });
      const mllp = [...connector.mllp.values()];
      if (options.json) {
        const feeds = Object.fromEntries(connector.mllp);
        printJson(io, {
          event: "ready",
          connector: { mllp: mllp[0] ?? null, http: connector.httpUrl, feeds },
        });
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

/** The board at `base`, each feed with a listener from the next port on; 0 leaves all to the system. */
function usePorts(settings: ConnectorSettings, base: number): void {
  settings.http.port = base;
  settings.feeds.forEach((feed, index) => {
    if (feed.mllp) feed.mllp.port = base === 0 ? 0 : base + 1 + index;
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (text.trim() !== "" && Number.isInteger(port) && port >= 0 && port <= 65_000) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65000.");
}
