import { join } from "node:path";
import type { Clock } from "../runtime/clock.ts";
import { listenOnLoopback } from "../runtime/http-server.ts";
import type { Log } from "../runtime/log.ts";
import { migrate } from "../runtime/migrate.ts";
import { timedWorker } from "../runtime/path-worker/timed-worker.ts";
import type { Random } from "../runtime/random.ts";
import type { Closers } from "../runtime/shutdown.ts";
import { openSqlite } from "../runtime/sqlite.ts";
import type { Authority, IssuedCertificate } from "../trust/authority/authority.ts";
import { openAuthority } from "../trust/authority/store.ts";
import { certificatesOf } from "../trust/chain.ts";
import { logExpiryNotices } from "../trust/store/notice-log.ts";
import { subjectDn } from "../trust/subject-dn.ts";
import type { PathAnswer, PathRequest } from "../wire/fhirpath-patch/path-service.ts";
import { apiServer } from "./api/server.ts";
import { ensureNationalData } from "./data/national-data.ts";
import { rowSelector } from "./dialect/select-rows.ts";
import { createFaultBook, type FaultBook } from "./faults/book.ts";
import { grantWriteRights, registerClients } from "./gate/registry.ts";
import { revocationJudge } from "./gate/revocation-judge.ts";
import { demonstrationPlaces } from "./places/demonstration.ts";
import { seedPlaces } from "./places/places.ts";
import { readPlacesFile } from "./places/seed-file.ts";
import { type SandboxDatabase, type SandboxTables, sandboxMigrations } from "./places/tables.ts";
import type { EnvironmentSettings } from "./settings.ts";
import { type AccessTokens, accessTokens } from "./token/access-token.ts";
import { REALM_PATH, TOKEN_PATH, tokenServer } from "./token/server.ts";
import { openSigningKeys, type SigningKeys } from "./token/signing-keys.ts";

export interface SandboxWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** One environment that answers. */
export interface RunningEnvironment {
  readonly name: string;
  /** Address of the token endpoint. */
  readonly tokenUrl: string;
  /** Address of the API host; the PATCH path comes after it. */
  readonly apiUrl: string;
  /** Issues client certificates that this environment trusts; `chainPem` is what its clients trust. */
  readonly authority: Authority;
  readonly settings: EnvironmentSettings;
  readonly database: SandboxDatabase;
  readonly faults: FaultBook;
  readonly tokens: AccessTokens;
}

const hosts = ["localhost", "127.0.0.1"];

/** Opens the state of one environment under `folder` and starts its two listeners. */
export async function startEnvironment(
  settings: EnvironmentSettings,
  folder: string,
  passphrase: string,
  world: SandboxWorld,
  closers: Closers,
): Promise<RunningEnvironment> {
  const { clock, random, log } = world;
  const { name } = settings;
  const database = openSqlite<SandboxTables>(join(folder, "sandbox.sqlite"));
  closers.add(`${name} places`, () => database.destroy());
  await migrate(database, sandboxMigrations);
  await seed(database, settings, clock.nowMs());
  const authority = await openAuthority({
    folder: join(folder, "authority"),
    environment: name,
    passphrase,
    clock,
    random,
  });
  const [server, signingKeys]: [IssuedCertificate, SigningKeys] = await Promise.all([
    authority.issueServer({ hosts }),
    openSigningKeys(join(folder, "token-keys"), passphrase, clock.nowMs()),
  ]);
  const anchors = certificatesOf(authority.chainPem);
  const own = [...certificatesOf(server.certificatePem).slice(0, 1), ...anchors].map((it) => ({
    kind: "read" as const,
    of: { environment: name },
    subjectDn: subjectDn(it),
    validToMs: Date.parse(it.validTo),
  }));
  const endNotices = logExpiryNotices(() => own, { clock, log });
  closers.add(`${name} certificate notices`, async () => endNotices());
  const tls = { cert: server.certificatePem, key: server.keyPem };
  let tokenBase = "";
  const keyLifeMs = settings.behaviour.signingKeyLifeSeconds * 1000;
  const tokens = accessTokens(signingKeys, () => `${tokenBase}${REALM_PATH}`, keyLifeMs);
  const faults = createFaultBook(settings.faults, random);
  const tokenApp = tokenServer(
    {
      settings,
      database,
      tokens,
      anchors,
      revocation: revocationJudge(authority.revocationListFile, anchors),
      faults,
      clock,
      random,
    },
    { ...tls, ca: authority.chainPem },
    () => tokenBase,
    log,
  );
  closers.add(`${name} token server`, () => tokenApp.close());
  tokenBase = `https://127.0.0.1:${await listenOnLoopback(tokenApp, settings.tokenPort)}`;
  const engine = pathEngine(clock);
  closers.add(`${name} FHIRPath engine`, () => engine.close());
  const selectRows = rowSelector(engine);
  const apiApp = apiServer({ settings, database, tokens, faults, selectRows, clock }, tls, log);
  closers.add(`${name} API`, () => apiApp.close());
  const apiUrl = `https://127.0.0.1:${await listenOnLoopback(apiApp, settings.apiPort)}`;
  return {
    name,
    tokenUrl: `${tokenBase}${TOKEN_PATH}`,
    apiUrl,
    authority,
    settings,
    database,
    faults,
    tokens,
  };
}

/** The thread of the full engine; it starts at its first path. */
function pathEngine(clock: Clock) {
  return timedWorker<PathRequest, PathAnswer>({
    module: new URL("../wire/fhirpath-patch/worker.ts", import.meta.url),
    clock,
    timeoutMs: 2000,
    startTimeoutMs: 60_000,
    waitingMax: 20,
    heapMaxMegabytes: 256,
  });
}

async function seed(database: SandboxDatabase, settings: EnvironmentSettings, nowMs: number): Promise<void> {
  const { placesFile, places, generate } = settings;
  const given = [...(placesFile === undefined ? [] : readPlacesFile(placesFile)), ...places];
  const nothingGiven = placesFile === undefined && places.length === 0 && generate === undefined;
  const seeds = nothingGiven ? demonstrationPlaces : given;
  await database.transaction().execute(async (work) => {
    await seedPlaces(work, seeds, nowMs);
    if (generate) {
      await ensureNationalData(work, generate, { gender03: settings.behaviour.gender03, nowMs });
    }
    await registerClients(work, settings.clients);
    grantWriteRights(work, settings.writeList);
  });
}
