import { join } from "node:path";
import { connectorSettings } from "../../connector/settings.ts";
import { startConnector } from "../../connector/start.ts";
import { startPortal } from "../../portal/start.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import { createClosers } from "../../runtime/shutdown.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { exampleOptions, hospitalModel } from "../../simulator/hospital.ts";
import { type RunningSimulator, startSimulator } from "../../simulator/start.ts";
import { demonstrationSettings } from "./settings.ts";
import { openStage, testPlace } from "./stage.ts";

export interface DemonstrationOptions {
  readonly stateFolder: string;
  /** First of a row of ports; 0 = any free ones. */
  readonly basePort: number;
  readonly seed: number;
  /** How many times faster than life the hospital lives. */
  readonly speedUp: number;
}

export interface DemonstrationWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: (part: string) => Log;
}

/** Everything that runs, and where. */
export interface RunningDemonstration {
  readonly hospital: string;
  readonly portal: string;
  readonly sandbox: { readonly token: string; readonly api: string; readonly control: string };
  readonly sandboxControlToken: string;
  readonly connector: { readonly mllp: string; readonly http: string };
  readonly inbox: string;
  readonly simulator: RunningSimulator;
  close(): Promise<void>;
}

const clientId = "raccord-demonstration";
/** One number a millisecond of a minute is more than any demonstration uses. */
const numbersPerMinute = 1000;

/**
 * The whole line on one machine: sandbox with its authority, connector, live page, invented hospital. They are wired
 * as strangers, by HTTP, MLLP and a folder; nothing here knows the inside of a part.
 */
export async function startDemonstration(
  options: DemonstrationOptions,
  world: DemonstrationWorld,
): Promise<RunningDemonstration> {
  const { clock, random } = world;
  const closers = createClosers();
  const port = (offset: number): number => (options.basePort === 0 ? 0 : options.basePort + offset);
  try {
    const hospital = hospitalModel({ ...exampleOptions });
    const places = hospital.places.map(({ nature: _nature, units: _units, ...place }) => place);
    const sandbox = await startSandbox(
      {
        stateFolder: join(options.stateFolder, "sandbox"),
        control: { port: port(14) },
        environments: [
          {
            name: "test",
            tokenPort: port(10),
            apiPort: port(11),
            places: [...places, testPlace(hospital)],
          },
          // Where nobody may write before the white list says so: step 09 of a file opens it.
          { name: "production", tokenPort: port(12), apiPort: port(13), places },
        ],
      },
      { clock, random, log: world.log("sandbox") },
    );
    closers.add("sandbox", () => sandbox.close());
    const client = await sandbox.enrol({
      clientId,
      subject: {
        commonName: "RACCORD_DEMONSTRATION",
        organization: hospital.name,
        structureId: `1${hospital.finess}`,
        department: "Centre imaginaire (99)",
      },
    });
    const inbox = join(options.stateFolder, "inbox");
    const ownTarget = {
      name: "sandbox",
      tokenUrl: sandbox.tokenUrl,
      apiBase: sandbox.apiUrl,
      clientId,
      certificate: {
        certificate: { file: client.certificateFile },
        key: { file: client.keyFile },
        keyPassphraseFile: client.passphraseFile,
      },
      authority: { file: client.authorityFile },
    };
    // Started again by the story with other settings, it comes back where everybody found it before.
    let ports = { http: port(1), mllp: port(2) };
    const { stage, connector, close } = await openStage({
      folder: join(options.stateFolder, "stage"),
      hospital,
      environments: sandbox.environments,
      random,
      connect: async (target = ownTarget, others) => {
        const running = await startConnector(
          connectorSettings.parse(
            demonstrationSettings(hospital, {
              target,
              otherTargets: [...others],
              httpPort: ports.http,
              mllpPort: ports.mllp,
              inbox,
            }),
          ),
          { clock, random, log: world.log("connector"), stateFolder: join(options.stateFolder, "connector") },
        );
        ports = {
          http: Number(new URL(running.httpUrl).port),
          mllp: Number(running.mllp.get("gam")?.split(":")[1]),
        };
        return running;
      },
    });
    closers.add("connector", close);
    const { httpUrl } = connector();
    const portal = await startPortal(
      {
        port: port(0),
        connectorUrl: httpUrl,
        platforms: Object.fromEntries(
          sandbox.environments.map(({ name, tokenUrl, apiUrl }) => [
            name,
            { controlUrl: sandbox.controlUrl, token: sandbox.controlToken, tokenUrl, apiUrl },
          ]),
        ),
      },
      { clock, random, log: world.log("portal"), stateFolder: join(options.stateFolder, "portal"), stage },
    );
    closers.add("portal", () => portal.close());
    const mllp = connector().mllp.get("gam") ?? "";
    const [host = "", mllpPort = "0"] = mllp.split(":");
    const startMs = Math.floor(clock.nowMs() / 1000) * 1000;
    const simulator = startSimulator(
      {
        hospital: hospitalModel({ ...exampleOptions, startMs }),
        seed: options.seed,
        to: { host, port: Number(mllpPort) },
        pace: "stamps",
        speedUp: options.speedUp,
        numbersFrom: Math.floor(startMs / 60_000) * numbersPerMinute,
        censusTo: inbox,
        bedsTo: inbox,
      },
      { clock, random, log: world.log("hospital") },
    );
    closers.add("hospital", () => simulator.stop());
    simulator.done.catch((error: unknown) =>
      world.log("hospital").error({ err: error }, "the invented hospital stopped"),
    );
    return {
      hospital: hospital.name,
      portal: portal.url,
      sandbox: { token: sandbox.tokenUrl, api: sandbox.apiUrl, control: sandbox.controlUrl },
      sandboxControlToken: sandbox.controlToken,
      connector: { mllp, http: httpUrl },
      inbox,
      simulator,
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close().catch(() => undefined);
    throw error;
  }
}
