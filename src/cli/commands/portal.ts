import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { systemClock } from "../../runtime/clock.ts";
import { createLog } from "../../runtime/log.ts";
import { systemRandom } from "../../runtime/random.ts";
import { type CliIo, printJson } from "../io.ts";
import { registerPortalFiles } from "../portal/files.ts";

interface PortalOptions {
  readonly connector?: string;
  readonly config?: string;
  readonly state: string;
  readonly port?: number;
  readonly json?: true;
}

/**
 * `raccord portal`: the live page of one connector, until a signal. Exit codes (DESIGN §9): 2 when the options are
 * unusable, 3 when the port cannot be had.
 */
export function registerPortal(program: Command, io: CliIo): void {
  const portal = program
    .command("portal")
    .description("the live page of a connector and the connection journey of its supplier")
    .option("--connector <url>", "address of the connector's HTTP API; default: the settings")
    .option("--config <file>", "settings (section portal of raccord.config.json)")
    .option("--state <folder>", "database and keys", ".raccord/portal")
    .option(
      "--port <number>",
      "port of the page on this machine, 0 for any free one (default 7780)",
      portNumber,
    )
    .option("--json", "one JSON object per line")
    .action((options: PortalOptions) => run(options, io));
  registerPortalFiles(portal, io);
}

async function run(options: PortalOptions, io: CliIo): Promise<void> {
  const { startPortal } = await import("../../portal/start.ts");
  const { portalSettings } = await import("../../portal/settings.ts");
  const { loadSettings } = await import("../../runtime/settings.ts");
  const environment = {
    ...io.env,
    ...(options.connector === undefined ? {} : { RACCORD__portal__connectorUrl: options.connector }),
    ...(options.port === undefined ? {} : { RACCORD__portal__port: String(options.port) }),
  };
  const file = options.config === undefined ? {} : { file: options.config };
  const settings = loadSettings(portalSettings, { ...file, section: "portal", environment });
  const databaseUrl = io.env["DATABASE_URL"];
  const world = {
    clock: systemClock,
    random: systemRandom,
    log: createLog("portal", io.env["RACCORD_LOG_LEVEL"] ?? "warn"),
    stateFolder: resolve(options.state),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  };
  const stop = io.stopRequested();
  try {
    const portal = await startPortal(settings, world);
    if (options.json) printJson(io, { event: "ready", portal: portal.url });
    else io.stdout(`The portal is at ${portal.url} (connector: ${settings.connectorUrl}). Ctrl-C stops.\n`);
    await stop;
    await portal.close();
    if (options.json) printJson(io, { event: "stopped" });
  } catch (error) {
    io.stderr(`${startFault(error, settings.port)}\n`);
    io.setExitCode(3);
  }
}

function startFault(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is taken; choose another with --port, or 0 for any.`;
  if (code === "EACCES")
    return `Port ${port} may not be used by this user; choose one above 1023 with --port.`;
  return error instanceof Error ? error.message : String(error);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}
