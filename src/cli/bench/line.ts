import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { z } from "zod";
import type { ConnectorSettingsInput } from "../../connector/settings.ts";
import type { PlaceSeed } from "../../sandbox/settings.ts";
import { type ReadyProcess, startRaccord } from "./child-process.ts";
import type { BenchContext } from "./context.ts";
import { until } from "./numbers.ts";

const SandboxReady = z.object({
  sandbox: z.object({ token: z.url(), api: z.url(), control: z.url() }),
  controlToken: z.string(),
  client: z.object({
    clientId: z.string(),
    certificateFile: z.string(),
    keyFile: z.string(),
    passphraseFile: z.string(),
    authorityFile: z.string(),
  }),
});

/** A sandbox in a process of its own, with one client that may write everything. */
export interface BenchSandbox extends z.infer<typeof SandboxReady> {
  readonly process: ReadyProcess;
}

const ConnectorReady = z.object({ connector: z.object({ mllp: z.string(), http: z.url() }) });

/** A connector in a process of its own. */
export interface BenchConnector {
  readonly process: ReadyProcess;
  readonly host: string;
  readonly port: number;
  readonly http: string;
  /** The database, readable once the process has ended. */
  readonly database: string;
}

export interface SandboxPorts {
  readonly tokenPort: number;
  readonly apiPort: number;
}

/** Starts `raccord sandbox` with the environment `test` alone, on free ports unless told. */
export async function startSandboxProcess(
  context: BenchContext,
  places: readonly z.input<typeof PlaceSeed>[],
  ports: SandboxPorts = { tokenPort: 0, apiPort: 0 },
): Promise<BenchSandbox> {
  const config = join(context.folder, "sandbox.config.json");
  const environments = [{ name: "test", ...ports, places }];
  writeFileSync(config, JSON.stringify({ sandbox: { environments } }));
  const state = join(context.folder, "sandbox");
  const process = await startRaccord(context, "sandbox", "--config", config, "--state", state);
  return { process, ...SandboxReady.parse(process.ready) };
}

/** The target that a sandbox is for a connector. */
export function targetOf(
  { sandbox, client }: BenchSandbox,
  placesInParallelMax: number,
): ConnectorSettingsInput["targets"][number] {
  return {
    name: "sandbox",
    tokenUrl: sandbox.token,
    apiBase: sandbox.api,
    clientId: client.clientId,
    certificate: {
      certificate: { file: client.certificateFile },
      key: { file: client.keyFile },
      keyPassphraseFile: client.passphraseFile,
    },
    authority: { file: client.authorityFile },
    placesInParallelMax,
  };
}

/** A target where nobody listens: everything that would leave waits behind the breaker. */
export const nobody: ConnectorSettingsInput["targets"][number] = {
  name: "nobody",
  tokenUrl: "https://127.0.0.1:9/token",
  apiBase: "https://127.0.0.1:9",
  clientId: "bench",
};

/** Starts `raccord connector`. The settings must name a free MLLP port (0) for their first feed. */
export async function startConnectorProcess(
  context: BenchContext,
  settings: ConnectorSettingsInput,
): Promise<BenchConnector> {
  const config = join(context.folder, "connector.config.json");
  writeFileSync(config, JSON.stringify({ connector: { ...settings, logLevel: "silent" } }));
  const state = join(context.folder, "connector");
  const process = await startRaccord(context, "connector", "--config", config, "--state", state);
  const { connector } = ConnectorReady.parse(process.ready);
  const [host = "", port = "0"] = connector.mllp.split(":");
  return {
    process,
    host,
    port: Number(port),
    http: connector.http,
    database: join(state, "connector.db"),
  };
}

/** Folder where the connector of this context takes sheets. */
export function inboxOf(context: BenchContext): string {
  const inbox = join(context.folder, "inbox");
  mkdirSync(inbox, { recursive: true });
  return inbox;
}

/** Drops a sheet whole, as a careful sender does. */
export function dropSheet(context: BenchContext, name: string, text: string): void {
  const unfinished = join(context.folder, `${name}.part`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, join(inboxOf(context), name));
}

/** Says in the place of a person that every open stay is known. */
export async function endWarmUp(connector: BenchConnector, feed: string): Promise<void> {
  const answer = await request(`${connector.http}/feeds/${feed}/warm-up/end`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ by: "bench" }),
  });
  await answer.body.dump();
}

/** The target is tried now, whatever its breaker says. */
export async function retryTarget(connector: BenchConnector, target: string): Promise<void> {
  const answer = await request(`${connector.http}/targets/${target}/retry`, { method: "POST" });
  await answer.body.dump();
}

/** One number of the connector's metrics, all labels together. */
export async function metric(connector: BenchConnector, name: string, label = ""): Promise<number> {
  const answer = await request(`${connector.http}/metrics`);
  const text = await answer.body.text();
  const lines = text.split("\n").filter((line) => line.startsWith(name) && line.includes(label));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}

const differing = "raccord_delivery_indicators_differing";

/** Waits until so many indicators differ from what the target is known to hold. */
export async function untilDiffering(
  connector: BenchConnector,
  what: string,
  test: (count: number) => boolean,
  boundMs: number,
): Promise<void> {
  await until(what, async () => test(await metric(connector, differing)), boundMs);
}
