import { join } from "node:path";
import { RaccordError } from "../runtime/errors/raccord-error.ts";
import { listenOnLoopback } from "../runtime/http-server.ts";
import { createClosers } from "../runtime/shutdown.ts";
import type { ClientSubject } from "../trust/authority/names.ts";
import { PASSPHRASE_FILE, statePassphrase } from "../trust/key-files.ts";
import { controlServer } from "./control/server.ts";
import { type EnrolledClient, enrolClient } from "./enrolment.ts";
import { type RunningEnvironment, type SandboxWorld, startEnvironment } from "./environment.ts";
import { movableClock } from "./movable-clock.ts";
import { listPlaces } from "./places/places.ts";
import { SandboxSettings, type SandboxSettingsInput } from "./settings.ts";

export type { EnrolledClient } from "./enrolment.ts";

/** The sandbox once it can be used. The addresses are those of the first environment. */
export interface RunningSandbox {
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  readonly environments: readonly Pick<RunningEnvironment, "name" | "tokenUrl" | "apiUrl" | "authority">[];
  /**
   * Gives a client its certificate files under the state folder and registers it in `environment` (the first by
   * default): to read with a `profile`, else to write every establishment that has a place there.
   */
  enrol(client: {
    readonly clientId: string;
    readonly subject: ClientSubject;
    readonly environment?: string;
    readonly profile?: 1 | 2 | 3 | 4 | 5;
  }): Promise<EnrolledClient>;
  /** The first places of the first environment. */
  places(rowsMax: number): Promise<readonly { readonly idNatStruct: string; readonly externalId: string }[]>;
  /** Stops every listener and closes every file; what was accepted is on disk. */
  close(): Promise<void>;
}

const CONTROL_TOKEN_BYTES = 24;

/**
 * The imitation of the national service: composition root of this part. Starts every environment of the settings
 * on loopback, then the control API; resolves when all of them answer.
 *
 * Throws `sandbox.settings` with the setting that is wrong, `sandbox.places-file`, a `trust.` fault, or the error
 * of a port or a file that is taken; whatever was opened is closed again.
 */
export async function startSandbox(
  settings: SandboxSettingsInput,
  outside: SandboxWorld,
): Promise<RunningSandbox> {
  const { stateFolder, environments: wanted, control } = readSettings(settings);
  const closers = createClosers();
  const clock = movableClock(outside.clock);
  const world = { ...outside, clock };
  try {
    const passphrase = statePassphrase(stateFolder, world.random);
    // Beside each other: most of a first start is the making of keys.
    const started = await Promise.allSettled(
      wanted.map((environment) =>
        startEnvironment(environment, join(stateFolder, environment.name), passphrase, world, closers),
      ),
    );
    const environments = started.map((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
    const [first] = environments;
    if (!first) throw new RaccordError("sandbox.settings", "environments");
    const controlToken = control.token ?? world.random.hex(CONTROL_TOKEN_BYTES);
    const app = controlServer({ environments, token: controlToken, clock, log: world.log });
    closers.add("control API", () => app.close());
    const port = await listenOnLoopback(app, control.port);
    return {
      tokenUrl: first.tokenUrl,
      apiUrl: first.apiUrl,
      controlUrl: `http://127.0.0.1:${port}`,
      controlToken,
      environments,
      enrol: ({ clientId, subject, environment = first.name, profile }) => {
        const target = environments.find((it) => it.name === environment);
        if (!target) throw new RaccordError("sandbox.settings", `environment ${environment}`);
        const name = target === first ? clientId : `${target.name}-${clientId}`;
        const folder = join(stateFolder, "clients", name);
        const passphraseFile = join(stateFolder, PASSPHRASE_FILE);
        const role = profile === undefined ? {} : { profile };
        return enrolClient(target, { clientId, subject, folder, passphrase, passphraseFile, ...role }, world);
      },
      places: (rowsMax) => first.database.transaction().execute((work) => listPlaces(work, 0, rowsMax)),
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close().catch((failure: unknown) => world.log.error({ err: failure }, "closing failed"));
    throw error;
  }
}

function readSettings(settings: SandboxSettingsInput): SandboxSettings {
  const read = SandboxSettings.safeParse(settings);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RaccordError("sandbox.settings", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
