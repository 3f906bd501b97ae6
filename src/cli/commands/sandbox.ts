import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SandboxSettingsInput } from "../../sandbox/settings.ts";
import type { EnrolledClient, RunningSandbox } from "../../sandbox/start.ts";
import { type CliIo, printJson } from "../io.ts";
import { lintCommand } from "../sandbox/lint.ts";

interface SandboxOptions {
  readonly places?: string;
  readonly state: string;
  readonly port?: number;
  readonly client: string;
  readonly structure?: string;
  readonly config?: string;
  readonly json?: true;
}

/** Ports of the default start: token server and API of each environment, then the control API. */
const DEFAULT_BASE_PORT = 7790;
const SHOWN_PLACES = 3;

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
    const example = join(dirname(client.certificateFile), "example-add.json");
    const { exampleAdd } = await import("../../sandbox/example.ts");
    const updateDate = new Date(world.clock.nowMs()).toISOString();
    writeFileSync(example, `${JSON.stringify(exampleAdd(updateDate), null, 2)}\n`);
    if (options.json) printJson(io, readyEvent(sandbox, client));
    else io.stdout(await screen(sandbox, client, example));
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
    };
  });
  const control = { ...loaded.control, port: port(loaded.control.port, environments.length * 2) };
  return { stateFolder: resolve(options.state), environments, control };
}

async function enrol(sandbox: RunningSandbox, options: SandboxOptions): Promise<EnrolledClient> {
  const { DEMONSTRATION_DEPARTMENT, DEMONSTRATION_ORGANIZATION, DEMONSTRATION_STRUCTURE } = await import(
    "../../sandbox/places/demonstration.ts"
  );
  const [first] = await sandbox.places(1);
  return sandbox.enrol({
    clientId: options.client,
    subject: {
      commonName: options.client,
      organization: DEMONSTRATION_ORGANIZATION,
      structureId: options.structure ?? first?.idNatStruct ?? DEMONSTRATION_STRUCTURE,
      department: DEMONSTRATION_DEPARTMENT,
    },
  });
}

function readyEvent(sandbox: RunningSandbox, client: EnrolledClient): unknown {
  return {
    event: "ready",
    sandbox: { token: sandbox.tokenUrl, api: sandbox.apiUrl, control: sandbox.controlUrl },
    controlToken: sandbox.controlToken,
    environments: sandbox.environments.map(({ name, tokenUrl, apiUrl }) => ({
      name,
      token: tokenUrl,
      api: apiUrl,
    })),
    client,
  };
}

async function screen(sandbox: RunningSandbox, client: EnrolledClient, example: string): Promise<string> {
  const places = await sandbox.places(SHOWN_PLACES);
  const [first] = places;
  const identifier = first ? `${first.idNatStruct}/${first.externalId}` : "IdNatStruct/externalId";
  const path = "/ws-synchro-dispo-lits-fhir/Location";
  return [
    "Raccord sandbox: the national ROR, imitated on this machine.",
    ...sandbox.environments.flatMap(({ name, tokenUrl, apiUrl }) => [
      `  ${name.padEnd(11)} token ${tokenUrl}`,
      `  ${"".padEnd(11)} API   ${apiUrl}`,
    ]),
    `  ${"control".padEnd(11)} ${sandbox.controlUrl} (bearer ${sandbox.controlToken})`,
    `  ${"client".padEnd(11)} ${client.clientId} = ${client.subjectDn}`,
    `  ${"places".padEnd(11)} ${places.map((it) => `${it.idNatStruct}/${it.externalId}`).join(", ")}, …`,
    "",
    "1. A token:",
    `TOKEN=$(curl -s --cacert ${quoted(client.authorityFile)} --cert ${quoted(client.certificateFile)} \\`,
    `  --key ${quoted(client.keyFile)} --pass "$(cat ${quoted(client.passphraseFile)})" \\`,
    `  -d grant_type=client_credentials -d client_id=${client.clientId} ${sandbox.tokenUrl} \\`,
    `  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    "",
    "2. Ten beds installed (200 the first time; then a replace is expected):",
    `curl -i --cacert ${quoted(client.authorityFile)} -X PATCH -H "Authorization: Bearer $TOKEN" \\`,
    `  -H "Content-Type: application/fhir+json" --data @${quoted(example)} \\`,
    `  "${sandbox.apiUrl}${path}?identifier=${identifier}"`,
    "",
    "3. What it holds, and why it answered so:",
    `curl -s -H "Authorization: Bearer ${sandbox.controlToken}" ${sandbox.controlUrl}/places/${identifier}`,
    `curl -s -H "Authorization: Bearer ${sandbox.controlToken}" ${sandbox.controlUrl}/journal`,
    "",
    "Ctrl-C stops it; what it holds stays.",
    "",
  ].join("\n");
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
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

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_500) return port;
  throw new InvalidArgumentError("A first port is a whole number from 0 to 65500.");
}

function clientId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError("A client is letters, digits, dashes and underscores, 64 at most.");
}

function structureId(text: string): string {
  if (isIdNatStruct(text)) return text;
  throw new InvalidArgumentError("An IdNatStruct is 1 + FINESS, 2 + SIREN or 3 + SIRET.");
}
