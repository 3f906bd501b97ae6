import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Generation, SandboxSettingsInput } from "../../sandbox/settings.ts";
import type { EnrolledClient, RunningSandbox } from "../../sandbox/start.ts";
import { type CliIo, printJson } from "../io.ts";
import { clientId, generation, portNumber, structureId } from "../sandbox/arguments.ts";
import { lintCommand } from "../sandbox/lint.ts";
import { readyEvent, screen } from "../sandbox/screen.ts";

interface SandboxOptions {
  readonly places?: string;
  readonly generate?: Generation | "none";
  readonly state: string;
  readonly port?: number;
  readonly client: string;
  readonly structure?: string;
  readonly config?: string;
  readonly json?: true;
}

/** Ports of the default start: token server and API of each environment, then the control API. */
const DEFAULT_BASE_PORT = 7790;
/** The reader sees every capacity (ror-api §10). */
const READER_PROFILE = 1;
const DEFAULT_GENERATION: Generation = { seed: 1, places: 600 };

/**
 * `raccord sandbox`: an imitation of the national ROR for capacity feeders, until a signal. Exit codes (DESIGN §9):
 * 2 when settings or the file of places are wrong, 3 when a port or the state folder cannot be had.
 */
export function registerSandbox(program: Command, io: CliIo): void {
  program
    .command("sandbox")
    .description("the national ROR on this machine: token server, capacity PATCH, control API")
    .option(
      "--places <file>",
      "places it knows: CSV (idNatStruct;externalId;entryId;name;region;function) or JSON",
    )
    .option(
      "--generate <seed:places>",
      "invented national data set, or none (default 1:600, unless places or settings are given)",
      generation,
    )
    .option("--state <folder>", "places, keys and journal", ".raccord/sandbox")
    .option(
      "--port <number>",
      `first of its ports, 0 for any free ones (default ${DEFAULT_BASE_PORT})`,
      portNumber,
    )
    .option(
      "--client <id>",
      "client that gets a certificate in the state folder",
      clientId,
      "raccord-demonstration",
    )
    .option(
      "--structure <id>",
      "IdNatStruct in that certificate (default: that of the first place)",
      structureId,
    )
    .option("--config <file>", "settings (section sandbox of raccord.config.json)")
    .option("--json", "one JSON object per line")
    .action((options: SandboxOptions) => run(options, io))
    .addCommand(lintCommand(io));
}

async function run(options: SandboxOptions, io: CliIo): Promise<void> {
  const { startSandbox } = await import("../../sandbox/start.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const { systemRandom } = await import("../../runtime/random.ts");
  const { createLog } = await import("../../runtime/log.ts");
  const world = {
    clock: systemClock,
    random: systemRandom,
    log: createLog("sandbox", io.env["RACCORD_LOG_LEVEL"] ?? "warn"),
  };
  const stop = io.stopRequested();
  let sandbox: RunningSandbox | undefined;
  try {
    sandbox = await startSandbox(await settingsOf(options, io), world);
    const client = await enrol(sandbox, options);
    const reader = await enrol(sandbox, { ...options, client: `${options.client}-reader` }, READER_PROFILE);
    const { exampleBodies } = await import("../../sandbox/example.ts");
    const updateDate = new Date(world.clock.nowMs()).toISOString();
    for (const [type, body] of Object.entries(exampleBodies(updateDate))) {
      const file = join(dirname(client.certificateFile), `example-${type}.json`);
      writeFileSync(file, `${JSON.stringify(body, null, 2)}\n`);
    }
    if (options.json) printJson(io, readyEvent(sandbox, client, reader));
    else io.stdout(await screen(sandbox, client, reader));
    await stop;
    await sandbox.close();
    if (options.json) printJson(io, { event: "stopped" });
  } catch (error) {
    await sandbox?.close();
    io.stderr(`${startFault(error)}\n`);
    io.setExitCode(wrongUse(error) ? 2 : 3);
  }
}

async function settingsOf(options: SandboxOptions, io: CliIo): Promise<SandboxSettingsInput> {
  const { SandboxSettings } = await import("../../sandbox/settings.ts");
  const { loadSettings } = await import("../../runtime/settings.ts");
  const { config } = options;
  const loaded = loadSettings(SandboxSettings.omit({ stateFolder: true }), {
    ...(config === undefined ? {} : { file: config }),
    section: "sandbox",
    environment: io.env,
  });
  const { demonstrationPlaces } = await import("../../sandbox/places/demonstration.ts");
  const nothingGiven = config === undefined && options.places === undefined;
  const generate = options.generate ?? (nothingGiven ? DEFAULT_GENERATION : "none");
  const folder = config === undefined ? "." : dirname(resolve(config));
  const base = options.port ?? (config === undefined ? DEFAULT_BASE_PORT : undefined);
  const port = (own: number, offset: number): number =>
    base === undefined ? own : base === 0 ? 0 : base + offset;
  const environments = loaded.environments.map((environment, index) => {
    const placesFile =
      options.places ??
      (environment.placesFile === undefined ? undefined : resolve(folder, environment.placesFile));
    return {
      ...environment,
      tokenPort: port(environment.tokenPort, index * 2),
      apiPort: port(environment.apiPort, index * 2 + 1),
      ...(placesFile === undefined ? {} : { placesFile }),
      ...(generate === "none" ? {} : { generate }),
      ...(nothingGiven ? { places: [...demonstrationPlaces] } : {}),
    };
  });
  const control = { ...loaded.control, port: port(loaded.control.port, environments.length * 2) };
  return { stateFolder: resolve(options.state), environments, control };
}

async function enrol(
  sandbox: RunningSandbox,
  options: SandboxOptions,
  profile?: typeof READER_PROFILE,
): Promise<EnrolledClient> {
  const { DEMONSTRATION_DEPARTMENT, DEMONSTRATION_ORGANIZATION, DEMONSTRATION_STRUCTURE } = await import(
    "../../sandbox/places/demonstration.ts"
  );
  const [first] = await sandbox.places(1);
  return sandbox.enrol({
    clientId: options.client,
    ...(profile === undefined ? {} : { profile }),
    subject: {
      commonName: options.client,
      organization: DEMONSTRATION_ORGANIZATION,
      structureId: options.structure ?? first?.idNatStruct ?? DEMONSTRATION_STRUCTURE,
      department: DEMONSTRATION_DEPARTMENT,
    },
  });
}

function wrongUse(error: unknown): boolean {
  return error instanceof RaccordError && /^(sandbox|connector)\./.test(error.code);
}

function startFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "A port is taken; choose another with --port, or 0 for any.";
  if (code === "EACCES") return "A port or a folder may not be used by this user.";
  return error instanceof Error ? error.message : String(error);
}
